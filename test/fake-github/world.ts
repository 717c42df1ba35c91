/** The fake GitHub's state: accounts, repositories and what hangs on them, as plain mutable records. */

import type { GitRepository } from "./git-repository.ts";

export interface Account {
  readonly id: number;
  readonly login: string;
  readonly type: "User" | "Organization" | "Bot";
}

/** GitHub's own names of App permissions with the level granted. */
export type Permissions = Readonly<Record<string, "read" | "write" | "admin">>;

export interface AppRecord {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly owner: Account;
  readonly bot: Account;
  readonly permissions: Permissions;
  /** Webhook events subscribed to; check events asked of this App come without subscription. */
  readonly events: readonly string[];
  readonly publicKey: string;
  readonly privateKey: string;
  readonly webhookSecret: string;
}

export interface Installation {
  readonly id: number;
  readonly account: Account;
  permissions: Permissions;
  readonly createdAt: string;
}

export type Role = "admin" | "maintain" | "write" | "triage" | "read";

export interface Label {
  readonly id: number;
  readonly name: string;
  readonly color: string;
}

export interface RepositoryRecord {
  readonly id: number;
  readonly owner: Account;
  readonly name: string;
  readonly isPrivate: boolean;
  readonly parent?: RepositoryRecord;
  readonly defaultBranch: string;
  readonly createdAt: string;
  readonly git: GitRepository;
  readonly collaborators: Map<string, Role>;
  readonly labels: Map<string, Label>;
  readonly pulls: Map<number, PullRequestRecord>;
  readonly issues: Map<number, IssueRecord>;
  readonly comments: Map<number, CommentRecord>;
  readonly reviews: Map<number, ReviewRecord>;
  readonly reviewComments: Map<number, ReviewCommentRecord>;
  readonly suites: Map<number, CheckSuiteRecord>;
  readonly checkRuns: Map<number, CheckRunRecord>;
  readonly statuses: StatusRecord[];
  nextNumber: number;
}

export interface PullRequestRecord {
  readonly id: number;
  readonly number: number;
  readonly repository: RepositoryRecord;
  readonly author: Account;
  readonly createdAt: string;
  readonly head: { readonly repository: RepositoryRecord; readonly ref: string; sha: string };
  /** As on GitHub, the sha is the base's tip of the last push to the head: it goes stale. */
  base: { ref: string; sha: string };
  title: string;
  body: string | null;
  draft: boolean;
  state: "open" | "closed";
  labels: string[];
  updatedAt: string;
  closedAt: string | null;
  mergedAt: string | null;
  mergeCommitSha: string | null;
}

export interface IssueRecord {
  readonly id: number;
  readonly number: number;
  readonly author: Account;
  readonly createdAt: string;
  title: string;
  body: string | null;
  state: "open" | "closed";
  updatedAt: string;
}

export interface ReactionRecord {
  readonly id: number;
  readonly user: Account;
  readonly content: string;
  readonly createdAt: string;
}

export interface CommentRecord {
  readonly id: number;
  readonly issueNumber: number;
  readonly author: Account;
  readonly createdAt: string;
  body: string;
  updatedAt: string;
  readonly reactions: ReactionRecord[];
}

export interface ReviewRecord {
  readonly id: number;
  readonly pullNumber: number;
  readonly author: Account;
  readonly body: string;
  state: string;
  readonly commitId: string;
  readonly submittedAt: string;
}

export interface ReviewCommentRecord {
  readonly id: number;
  readonly reviewId: number;
  readonly pullNumber: number;
  readonly author: Account;
  readonly path: string;
  readonly commitId: string;
  readonly diffHunk: string;
  readonly line: number;
  readonly side: "LEFT" | "RIGHT";
  readonly startLine?: number;
  readonly startSide?: "LEFT" | "RIGHT";
  readonly inReplyTo?: number;
  readonly createdAt: string;
  body: string;
  updatedAt: string;
}

export interface CheckSuiteRecord {
  readonly id: number;
  readonly headSha: string;
  /** `null` where no branch of this repository holds the commit: a fork's head. */
  readonly headBranch: string | null;
  readonly before: string | null;
  readonly createdAt: string;
  updatedAt: string;
  status: "queued" | "in_progress" | "completed";
  conclusion: string | null;
}

export interface AnnotationRecord {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: "notice" | "warning" | "failure";
  readonly message: string;
  readonly title?: string;
  readonly raw_details?: string;
}

export interface CheckActionRecord {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

export interface CheckRunRecord {
  readonly id: number;
  readonly suite: CheckSuiteRecord;
  readonly headSha: string;
  name: string;
  status: string;
  conclusion: string | null;
  startedAt: string | null;
  completedAt: string | null;
  externalId: string;
  detailsUrl: string | null;
  title: string | null;
  summary: string | null;
  text: string | null;
  readonly annotations: AnnotationRecord[];
  actions: readonly CheckActionRecord[];
}

export interface StatusRecord {
  readonly id: number;
  readonly sha: string;
  readonly state: string;
  readonly context: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creator: Account;
  readonly createdAt: string;
}

export interface World {
  /** `http://127.0.0.1:PORT`, known once the server listens. */
  url: string;
  /** Folder of the bare repositories. */
  readonly folder: string;
  readonly app: AppRecord;
  readonly accounts: Map<string, Account>;
  readonly installations: Map<number, Installation>;
  readonly repositories: Map<string, RepositoryRecord>;
  /** Logins by `organisation/team`. */
  readonly teams: Map<string, readonly string[]>;
  now(): Date;
  nextId(): number;
  /** Tells subscribers what happened; the server wires it to the webhook sender. */
  announce: (announcement: Announcement) => void;
}

/** Something that GitHub would tell an App about; the sender adds repository, installation and sender. */
export interface Announcement {
  readonly event: string;
  readonly action?: string;
  readonly repository: RepositoryRecord;
  readonly sender: Account;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** GitHub's time stamps have no milliseconds. */
export function timestamp(world: Pick<World, "now">): string {
  return world
    .now()
    .toISOString()
    .replace(/\.\d+Z$/, "Z");
}

export function accountNamed(world: World, login: string, type: Account["type"] = "User"): Account {
  const known = world.accounts.get(login.toLowerCase());
  if (known) return known;
  const account = { id: world.nextId(), login, type };
  world.accounts.set(login.toLowerCase(), account);
  return account;
}

export function fullName(repository: RepositoryRecord): string {
  return `${repository.owner.login}/${repository.name}`;
}

export function findRepository(world: World, owner: string, name: string): RepositoryRecord | undefined {
  return world.repositories.get(`${owner}/${name}`.toLowerCase());
}

export function installationOf(world: World, repository: RepositoryRecord): Installation | undefined {
  return [...world.installations.values()].find((one) => one.account.id === repository.owner.id);
}

/** Opaque to clients, unique per kind and number. */
export function nodeId(kind: string, id: number): string {
  return Buffer.from(`${kind}:${id}`).toString("base64");
}
