/** Everything about a pull request that one GraphQL query tells: its text, its heads, and the rule file at the tip of its base. */

import type { ChangeRequest, FileContent } from "../../core/differential.ts";
import { callOptions } from "./api.ts";
import type { GitHubApi, RepositoryName } from "./api.ts";

export interface PullRequestFacts {
  readonly request: ChangeRequest;
  readonly number: number;
  readonly isOpen: boolean;
  readonly headSha: string;
  readonly headBranch: string;
  /** Current tip of the base branch, never the base the pull request was opened on. */
  readonly baseSha: string;
  readonly changedFiles: number;
  /** Files of the base tip that came along; whoever reads that tree need not ask again. */
  readonly baseContents: ReadonlyMap<string, FileContent>;
}

export const ruleFilePath = ".github/plumbline.yml";

const query = `query ($owner: String!, $repo: String!, $number: Int!, $rules: String!) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      title body url state isDraft changedFiles headRefOid headRefName baseRefOid baseRefName
      author { __typename login }
      labels(first: 100) { nodes { name } }
      baseRef { target { oid } }
    }
    object(expression: $rules) {
      ... on Blob { oid text isTruncated }
    }
  }
}`;

interface Answer {
  readonly repository: {
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
      readonly baseRef: { readonly target: { readonly oid: string } | null } | null;
    } | null;
    readonly object: { readonly oid?: string; readonly text?: string | null; readonly isTruncated?: boolean } | null;
  } | null;
}

export interface PullRequestName extends RepositoryName {
  readonly number: number;
  /** Base branch, where an event told it: the rule file then comes with the same answer. */
  readonly baseBranch?: string;
  readonly signal?: AbortSignal | undefined;
}

/** Fails with an error of status 404 where there is no such pull request (or none that we may see). */
export async function readPullRequestFacts(api: GitHubApi, name: PullRequestName): Promise<PullRequestFacts> {
  const { owner, repo, number, baseBranch, signal } = name;
  const rules = `${baseBranch ?? "HEAD"}:${ruleFilePath}`;
  const answer = await api.graphql<Answer>(query, { owner, repo, number, rules, ...callOptions(signal) });
  const pull = answer.repository?.pullRequest;
  if (pull === null || pull === undefined) {
    throw Object.assign(new Error(`${owner}/${repo} has no pull request ${number}`), { status: 404 });
  }

  const isOnBase = baseBranch === pull.baseRefName;
  return {
    number,
    isOpen: pull.state === "OPEN",
    headSha: pull.headRefOid,
    headBranch: pull.headRefName,
    baseSha: pull.baseRef?.target?.oid ?? pull.baseRefOid,
    changedFiles: pull.changedFiles,
    baseContents: isOnBase ? ruleFileContent(answer.repository?.object ?? null) : new Map<string, FileContent>(),
    request: {
      number,
      url: pull.url,
      title: pull.title,
      body: pull.body,
      author: authorOf(pull.author),
      labels: (pull.labels?.nodes ?? []).flatMap((label) => (label === null ? [] : [label.name])),
      baseBranch: pull.baseRefName,
      isDraft: pull.isDraft,
    },
  };
}

/** GraphQL calls a bot `renovate` where REST and people call it `renovate[bot]`. A deleted account is GitHub's `ghost`. */
function authorOf(author: { readonly __typename: string; readonly login: string } | null): ChangeRequest["author"] {
  if (author === null) return { login: "ghost", isBot: false };
  const isBot = author.__typename === "Bot";
  return { login: isBot ? `${author.login.replace(/\[bot\]$/, "")}[bot]` : author.login, isBot };
}

function ruleFileContent(
  blob: { readonly oid?: string; readonly text?: string | null; readonly isTruncated?: boolean } | null,
): ReadonlyMap<string, FileContent> {
  if (blob === null) return new Map([[ruleFilePath, { kind: "missing" }]]);
  if (typeof blob.text !== "string" || blob.isTruncated === true || blob.text.includes("\ufffd")) return new Map();
  const byteOrderMark = blob.text.startsWith("\ufeff");
  const text = byteOrderMark ? blob.text.slice(1) : blob.text;
  return new Map([
    [ruleFilePath, { kind: "text", text, byteOrderMark, ...(blob.oid !== undefined && { id: blob.oid }) }],
  ]);
}
