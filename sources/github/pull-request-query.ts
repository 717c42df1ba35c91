/** Everything about a pull request that one GraphQL query tells: its text, its heads, and a few files at the tip of its base. */

import type { ChangeRequest, FileContent, InheritedRequest } from "../../core/differential.ts";
import { callOptions } from "./api.ts";
import { blobFragment, plainContent } from "./blob.ts";
import type { Blob } from "./blob.ts";
import type { GitHubApi, RepositoryName } from "./api.ts";
import { approvalsOf, opinionsField } from "./opinions.ts";
import type { Opinions } from "./opinions.ts";
import { authorOf, inheritedFrom, spokenFragment } from "./spoken.ts";
import type { Spoken } from "./spoken.ts";

export interface PullRequestFacts {
  readonly request: ChangeRequest;
  readonly number: number;
  readonly isOpen: boolean;
  readonly headSha: string;
  readonly headBranch: string;
  /** Current tip of the base branch, never the base the pull request was opened on. */
  readonly baseSha: string;
  readonly changedFiles: number;
  readonly defaultBranch?: string;
  readonly isPrivate: boolean;
  /** Subjects of the newest commits of the base branch, newest first. */
  readonly history: readonly string[];
  /** The open request that this one builds on. */
  readonly parent?: InheritedRequest;
  /** Files of the base tip that came along; whoever reads that tree need not ask again. */
  readonly baseContents: ReadonlyMap<string, FileContent>;
}

function queryFor(files: number): string {
  const numbers = Array.from({ length: files }, (_, index) => index);
  return `query ($owner: String!, $repo: String!, $number: Int!${numbers.map((index) => `, $p${index}: String!`).join("")}) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      title body url state isDraft changedFiles headRefOid headRefName baseRefOid baseRefName createdAt reviewDecision
      autoMergeRequest { mergeMethod }
      author { __typename login }
      labels(first: 100) { nodes { name } }
      ${opinionsField}
      baseRef {
        target { oid ... on Commit { history(first: 20) { nodes { messageHeadline } } } }
        associatedPullRequests(states: OPEN, first: 2) { nodes { ...spoken } }
      }
    }
    isPrivate mergeCommitAllowed rebaseMergeAllowed squashMergeAllowed
    defaultBranchRef { name }
    ${numbers.map((index) => `f${index}: object(expression: $p${index}) { ...content }`).join("\n    ")}
  }
}
${spokenFragment}
${files === 0 ? "" : blobFragment}`;
}

interface Answer {
  readonly repository: {
    readonly [file: `f${number}`]: Blob | null;
    readonly isPrivate: boolean;
    readonly mergeCommitAllowed: boolean;
    readonly rebaseMergeAllowed: boolean;
    readonly squashMergeAllowed: boolean;
    readonly defaultBranchRef: { readonly name: string } | null;
    readonly pullRequest: {
      readonly title: string;
      readonly body: string;
      readonly url: string;
      readonly state: "OPEN" | "CLOSED" | "MERGED";
      readonly isDraft: boolean;
      readonly changedFiles: number;
      readonly headRefOid: string;
      readonly headRefName: string;
      readonly baseRefOid: string;
      readonly baseRefName: string;
      readonly author: { readonly __typename: string; readonly login: string } | null;
      readonly labels: { readonly nodes: readonly ({ readonly name: string } | null)[] | null } | null;
      readonly createdAt: string;
      readonly autoMergeRequest: { readonly mergeMethod: "MERGE" | "REBASE" | "SQUASH" } | null;
      readonly reviewDecision: "APPROVED" | "CHANGES_REQUESTED" | "REVIEW_REQUIRED" | null;
      readonly latestOpinionatedReviews: Opinions | null;
      readonly baseRef: {
        readonly target: { readonly oid: string; readonly history?: History } | null;
        readonly associatedPullRequests: { readonly nodes: readonly (Spoken | null)[] | null } | null;
      } | null;
    } | null;
  } | null;
}

/** Missing where a branch points at something that is no commit. */
interface History {
  readonly nodes: readonly ({ readonly messageHeadline: string } | null)[] | null;
}

export interface PullRequestName extends RepositoryName {
  readonly number: number;
  /** Files wanted from the tip of the base branch, where an event told its name: they come with the same answer. */
  readonly alongside?: { readonly baseBranch: string; readonly paths: readonly string[] } | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Fails with an error of status 404 where there is no such pull request (or none that we may see). */
export async function readPullRequestFacts(api: GitHubApi, name: PullRequestName): Promise<PullRequestFacts> {
  const { owner, repo, number, alongside, signal } = name;
  const paths = alongside?.paths ?? [];
  const expressions = Object.fromEntries(
    paths.map((path, index) => [`p${index}`, `refs/heads/${alongside?.baseBranch}:${path}`]),
  );
  const variables = { owner, repo, number, ...expressions };
  const answer = await api
    .graphql<Answer>(queryFor(paths.length), { ...variables, ...callOptions(signal) })
    .catch((error: unknown) => {
      if (isNotFound(error)) return { repository: null };
      throw error;
    });
  const pull = answer.repository?.pullRequest;
  if (pull === null || pull === undefined) {
    throw Object.assign(new Error(`${owner}/${repo} has no pull request ${number}`), { status: 404 });
  }

  // A retarget that the event did not know of yet: the files are of another branch. A branch that is gone has none.
  const isOnBase = alongside?.baseBranch === pull.baseRefName && pull.baseRef !== null;
  const defaultBranch = answer.repository?.defaultBranchRef?.name;
  const parent = defaultBranch === pull.baseRefName ? undefined : parentOf(pull);
  return {
    number,
    isOpen: pull.state === "OPEN",
    headSha: pull.headRefOid,
    headBranch: pull.headRefName,
    baseSha: pull.baseRef?.target?.oid ?? pull.baseRefOid,
    changedFiles: pull.changedFiles,
    isPrivate: answer.repository?.isPrivate ?? true,
    history: historyOf(pull),
    ...(defaultBranch !== undefined && { defaultBranch }),
    ...(parent !== undefined && { parent }),
    baseContents: new Map(
      paths.flatMap((path, index) => {
        const content = isOnBase ? plainContent(answer.repository?.[`f${index}`] ?? null) : undefined;
        return content === undefined ? [] : [[path, content] as const];
      }),
    ),
    request: { ...requestOf(pull, number, parent), squashes: squashes(pull, answer.repository) },
  };
}

type PullAnswer = NonNullable<NonNullable<Answer["repository"]>["pullRequest"]>;

const decisions = {
  APPROVED: "approved",
  CHANGES_REQUESTED: "changes-requested",
  REVIEW_REQUIRED: "review-required",
} as const;

/** Where nothing else is allowed, or where auto-merge was told so. */
function squashes({ autoMergeRequest }: PullAnswer, repository: Answer["repository"]): boolean {
  if (autoMergeRequest) return autoMergeRequest.mergeMethod === "SQUASH";
  const { squashMergeAllowed, mergeCommitAllowed, rebaseMergeAllowed } = repository ?? {};
  return squashMergeAllowed === true && mergeCommitAllowed === false && rebaseMergeAllowed === false;
}

function requestOf(pull: PullAnswer, number: number, parent: InheritedRequest | undefined): ChangeRequest {
  return {
    number,
    url: pull.url,
    title: pull.title,
    body: pull.body,
    author: authorOf(pull.author),
    labels: (pull.labels?.nodes ?? []).flatMap((label) => (label === null ? [] : [label.name])),
    baseBranch: pull.baseRefName,
    isDraft: pull.isDraft,
    createdAt: pull.createdAt,
    approvals: approvalsOf(pull.latestOpinionatedReviews),
    ...(pull.reviewDecision !== null && { reviewDecision: decisions[pull.reviewDecision] }),
    ...(parent?.number !== undefined && { stackedOn: parent.number }),
  };
}

function historyOf({ baseRef }: PullAnswer): readonly string[] {
  return (baseRef?.target?.history?.nodes ?? []).flatMap((commit) => commit?.messageHeadline ?? []);
}

function parentOf({ baseRef }: PullAnswer): InheritedRequest | undefined {
  const [parent] = (baseRef?.associatedPullRequests?.nodes ?? []).filter((each) => each !== null);
  return parent === undefined ? undefined : inheritedFrom(parent, "stack");
}

/** GraphQL says so inside an answer of status 200. */
function isNotFound(error: unknown): boolean {
  if (!(error instanceof Error) || !("errors" in error) || !Array.isArray(error.errors)) return false;
  return error.errors.some((each: { type?: unknown }) => each.type === "NOT_FOUND");
}
