/** What people do on GitHub: create repositories, push, ask for checks again. Each act is told to the App by webhook. */

import { join } from "node:path";
import { announceRun, announceSuite, resetSuite, runsOf, suiteOf } from "./check-records.ts";
import { createGitRepository, type Changes } from "./git-repository.ts";
import type { GitPerson, NewFile } from "./git-trees.ts";
import { openMergeGroup, type MergeGroup } from "./merge-groups.ts";
import { actOnPullRequest, announcePull, type FakePullRequest } from "./pull-request-actor.ts";
import { repositoryPage } from "./show-accounts.ts";
import { showSimpleCommit } from "./show-git.ts";
import { accountNamed, findRepository, fullName, timestamp } from "./world.ts";
import type {
  Account,
  CheckRunRecord,
  IssueRecord,
  Permissions,
  RepositoryRecord,
  Role,
  StatusRecord,
  World,
} from "./world.ts";

export interface NewRepository {
  readonly owner?: string;
  readonly name: string;
  readonly private?: boolean;
  readonly defaultBranch?: string;
  readonly files?: Changes["files"];
  /** The App is installed for the owner unless told otherwise. */
  readonly installed?: boolean;
  readonly ownerType?: "User" | "Organization";
  readonly collaborators?: Readonly<Record<string, Role>>;
}

export interface Push extends Changes {
  readonly message?: string;
  readonly author?: string;
  /** Replaces the branch by this commit on top of another one: a force push. */
  readonly onto?: string;
}

export interface NewPullRequest extends Changes {
  /** Branch of the change; made from the base with one commit when files are given and it does not exist. */
  readonly head: string;
  readonly base?: string;
  readonly title: string;
  readonly body?: string | null;
  readonly author?: string;
  readonly draft?: boolean;
  readonly labels?: readonly string[];
  readonly message?: string;
  /** The head lies in the author's fork. */
  readonly fork?: boolean;
}

export interface FakeRepository {
  readonly record: RepositoryRecord;
  readonly owner: string;
  readonly name: string;
  readonly url: string;
  readonly cloneUrl: string;
  sha(ref?: string): string;
  /** One commit pushed to a branch (made from the default branch when new). @returns its sha. */
  commit(branch: string, push: Push): Promise<string>;
  openPullRequest(wanted: NewPullRequest): Promise<FakePullRequest>;
  fork(owner: string): FakeRepository;
  addCollaborator(login: string, role: Role): void;
  rerequestCheckRun(id: number, by?: string): void;
  rerequestSuite(sha: string, by?: string): Promise<void>;
  requestAction(runId: number, identifier: string, by?: string): void;
  queueMergeGroup(pulls: readonly FakePullRequest[]): Promise<MergeGroup>;
  /** Every run of a commit, oldest first, with its annotations in the order of arrival. */
  checkRuns(sha: string): readonly CheckRunRecord[];
  latestCheckRun(sha: string, name?: string): CheckRunRecord | undefined;
  statuses(sha: string): readonly StatusRecord[];
  /** Oldest first. */
  issues(): readonly IssueRecord[];
}

export function createRepository(world: World, wanted: NewRepository, permissions: Permissions) {
  const owner = accountNamed(world, wanted.owner ?? "acme", wanted.ownerType ?? "Organization");
  if (wanted.installed !== false && ![...world.installations.values()].some((one) => one.account.id === owner.id)) {
    const id = world.nextId();
    world.installations.set(id, { id, account: owner, permissions, createdAt: timestamp(world) });
  }
  return addRepository(world, { ...wanted, owner });
}

async function addRepository(world: World, wanted: Omit<NewRepository, "owner"> & { readonly owner: Account }) {
  const record = newRecord(world, wanted.owner, wanted);
  for (const [login, role] of Object.entries(wanted.collaborators ?? {})) addCollaborator(world, record, login, role);
  const person = personOf(world, record.owner.login);
  const files = wanted.files ?? ({ "README.md": `# ${record.name}\n` } satisfies Record<string, NewFile>);
  const sha = await record.git.commit({ files, message: "Begin", author: person, parents: [] });
  record.git.setRef(`refs/heads/${record.defaultBranch}`, sha);
  return actOnRepository(world, record);
}

function newRecord(
  world: World,
  owner: Account,
  wanted: Pick<NewRepository, "name" | "private" | "defaultBranch">,
  parent?: RepositoryRecord,
): RepositoryRecord {
  const defaultBranch = wanted.defaultBranch ?? "main";
  const folder = join(world.folder, owner.login, `${wanted.name}.git`);
  const record: RepositoryRecord = {
    id: world.nextId(),
    owner,
    name: wanted.name,
    isPrivate: wanted.private ?? true,
    ...(parent ? { parent } : {}),
    defaultBranch,
    createdAt: timestamp(world),
    git: createGitRepository(folder, defaultBranch, parent?.git),
    collaborators: new Map(),
    labels: new Map(),
    pulls: new Map(),
    issues: new Map(),
    comments: new Map(),
    reviews: new Map(),
    reviewComments: new Map(),
    suites: new Map(),
    checkRuns: new Map(),
    statuses: [],
    nextNumber: 1,
  };
  world.repositories.set(fullName(record).toLowerCase(), record);
  return record;
}

export function actOnRepository(world: World, record: RepositoryRecord): FakeRepository {
  const repository: FakeRepository = {
    record,
    owner: record.owner.login,
    name: record.name,
    url: repositoryPage(world, record),
    cloneUrl: `${repositoryPage(world, record)}.git`,
    sha(ref = record.defaultBranch) {
      const sha = record.git.readRef(`refs/heads/${ref}`);
      if (sha === undefined) throw new Error(`${fullName(record)} has no branch ${ref}`);
      return sha;
    },
    commit: (branch, push) => pushCommit(world, record, branch, push),
    async openPullRequest(wanted) {
      const author = accountNamed(world, wanted.author ?? "ada", accountType(wanted.author ?? "ada"));
      const home = wanted.fork ? repository.fork(author.login).record : record;
      if (!wanted.fork && !record.collaborators.has(author.login.toLowerCase())) {
        addCollaborator(world, record, author.login, "write");
      }
      const base = wanted.base ?? record.defaultBranch;
      if (wanted.files ?? wanted.delete ?? wanted.rename) {
        const message = wanted.message ?? wanted.title;
        const onto = home.git.readRef(`refs/heads/${wanted.head}`) ? {} : { onto: repository.sha(base) };
        await pushCommit(world, home, wanted.head, { ...wanted, ...onto, message, author: author.login });
      }
      return openPull(world, record, home, author, { ...wanted, base });
    },
    fork(owner) {
      const existing = findRepository(world, owner, record.name);
      if (existing) return actOnRepository(world, existing);
      const { name, isPrivate, defaultBranch } = record;
      const wanted = { name, private: isPrivate, defaultBranch };
      const fork = newRecord(world, accountNamed(world, owner), wanted, record);
      fork.git.setRef(`refs/heads/${defaultBranch}`, repository.sha());
      return actOnRepository(world, fork);
    },
    addCollaborator: (login, role) => addCollaborator(world, record, login, role),
    rerequestCheckRun(id, by = "ada") {
      const run = runNumbered(record, id);
      resetSuite(world, run.suite);
      announceRun(world, record, run, "rerequested", accountNamed(world, by));
    },
    async rerequestSuite(sha, by = "ada") {
      const suite = [...record.suites.values()].find((one) => one.headSha === sha);
      if (!suite) throw new Error(`no check suite on ${sha}`);
      resetSuite(world, suite);
      await announceSuite(world, record, suite, "rerequested", accountNamed(world, by));
    },
    requestAction(runId, identifier, by = "ada") {
      const requested = { requested_action: { identifier } };
      announceRun(world, record, runNumbered(record, runId), "requested_action", accountNamed(world, by), requested);
    },
    queueMergeGroup: (pulls) => openMergeGroup(world, record, pulls),
    checkRuns: (sha) => [...record.checkRuns.values()].filter((run) => run.headSha === sha),
    latestCheckRun: (sha, name = "plumbline") => runsOf(record, (run) => run.headSha === sha && run.name === name)[0],
    issues: () => [...record.issues.values()],
    statuses: (sha) => record.statuses.filter((status) => status.sha === sha),
  };
  return repository;
}

function runNumbered(record: RepositoryRecord, id: number): CheckRunRecord {
  const run = record.checkRuns.get(id);
  if (!run) throw new Error(`no check run ${id}`);
  return run;
}

function addCollaborator(world: World, record: RepositoryRecord, login: string, role: Role): void {
  record.collaborators.set(accountNamed(world, login, accountType(login)).login.toLowerCase(), role);
}

export function accountType(login: string): Account["type"] {
  return login.endsWith("[bot]") ? "Bot" : "User";
}

export function personOf(world: World, login: string): GitPerson {
  return { name: login, email: `${login.replace(/\W/g, "")}@example.com`, date: timestamp(world) };
}

/** Commits, moves the branch, and tells: push, the suite to be checked, pull requests whose head this is. */
async function pushCommit(world: World, record: RepositoryRecord, branch: string, push: Push): Promise<string> {
  const { git } = record;
  const ref = `refs/heads/${branch}`;
  const before = git.readRef(ref);
  const parent = push.onto ?? before ?? git.readRef(`refs/heads/${record.defaultBranch}`);
  const author = accountNamed(world, push.author ?? "ada", accountType(push.author ?? "ada"));
  const sha = await git.commit({
    ...push,
    message: push.message ?? "Change the infrastructure",
    author: personOf(world, author.login),
    parents: parent === undefined ? [] : [parent],
  });
  git.setRef(ref, sha);
  await announcePush(world, record, { ref, before, after: sha, sender: author });
  for (const candidate of world.repositories.values()) {
    for (const pull of candidate.pulls.values()) {
      if (pull.state !== "open" || pull.head.repository !== record || pull.head.ref !== branch) continue;
      pull.head.sha = sha;
      pull.base.sha = candidate.git.readRef(`refs/heads/${pull.base.ref}`) ?? pull.base.sha;
      pull.updatedAt = timestamp(world);
      candidate.git.setRef(`refs/pull/${pull.number}/head`, sha);
      await announcePull(world, pull, "synchronize", author, { before: before ?? null, after: sha });
    }
  }
  return sha;
}

export async function announcePush(
  world: World,
  record: RepositoryRecord,
  push: {
    readonly ref: string;
    readonly before?: string | undefined;
    readonly after: string;
    readonly sender: Account;
  },
): Promise<void> {
  const { ref, before, after, sender } = push;
  const commits = (await record.git.commitsBetween(before, after)).slice(0, 2048).reverse();
  const none = "0".repeat(40);
  const shown = commits.map((commit) => ({
    ...showSimpleCommit(commit),
    distinct: true,
    url: `${repositoryPage(world, record)}/commit/${commit.sha}`,
    added: [],
    removed: [],
    modified: [],
  }));
  const payload = {
    ref,
    before: before ?? none,
    after,
    created: before === undefined,
    deleted: false,
    forced: before !== undefined && (await record.git.mergeBase(before, after)) !== before,
    base_ref: null,
    compare: `${repositoryPage(world, record)}/compare/${(before ?? none).slice(0, 12)}...${after.slice(0, 12)}`,
    commits: before === undefined ? shown.slice(-1) : shown,
    head_commit: shown.at(-1) ?? null,
    pusher: { name: sender.login, email: `${sender.login}@example.com` },
  };
  world.announce({ event: "push", repository: record, sender, payload });
  if (record.parent) return;
  const suite = suiteOf(world, record, after, { branch: ref.replace("refs/heads/", ""), before: before ?? none });
  await announceSuite(world, record, suite, "requested", sender);
}

async function openPull(
  world: World,
  record: RepositoryRecord,
  home: RepositoryRecord,
  author: Account,
  wanted: NewPullRequest & { readonly base: string },
): Promise<FakePullRequest> {
  const [head, base] = [home.git.readRef(`refs/heads/${wanted.head}`), record.git.readRef(`refs/heads/${wanted.base}`)];
  if (head === undefined || base === undefined) throw new Error(`no branch ${wanted.head} or ${wanted.base}`);
  const now = timestamp(world);
  const pull = {
    id: world.nextId(),
    number: record.nextNumber++,
    repository: record,
    author,
    createdAt: now,
    updatedAt: now,
    head: { repository: home, ref: wanted.head, sha: head },
    base: { ref: wanted.base, sha: base },
    title: wanted.title,
    body: wanted.body ?? null,
    draft: wanted.draft ?? false,
    state: "open" as const,
    labels: [...(wanted.labels ?? [])],
    closedAt: null,
    mergedAt: null,
    mergeCommitSha: null,
  };
  record.pulls.set(pull.number, pull);
  record.git.setRef(`refs/pull/${pull.number}/head`, head);
  await announcePull(world, pull, "opened", author);
  return actOnPullRequest(world, pull, {
    push: (push) => pushCommit(world, home, wanted.head, { author: author.login, ...push }),
    pushed: (ref, before, after, sender) => announcePush(world, record, { ref, before, after, sender }),
  });
}
