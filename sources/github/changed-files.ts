/** The changed files of a pull request: from one compare call, or page by page where there are more than it lists. */

import type { ChangedFile, ChangeStatus, Commit, EntryKind } from "../../core/differential.ts";
import { callOptions } from "./api.ts";
import type { GitHubApi, RepositoryName } from "./api.ts";
import { hunksOfPatch } from "./patch.ts";

/** A file as both `compare` and `pulls/{n}/files` describe it. */
interface ListedFile {
  readonly filename: string;
  readonly status: string;
  readonly previous_filename?: string | undefined;
  readonly additions: number;
  readonly deletions: number;
  readonly patch?: string | undefined;
}

export interface Comparison {
  readonly mergeBase: string;
  readonly commits: readonly Commit[];
  /** Commits of base that head does not have. */
  readonly behindBy: number;
  readonly files: readonly ListedFile[];
}

/** `compare` lists this many files and no more. */
export const comparedFiles = 300;
/** `pulls/{n}/files` ends here. */
export const listedFiles = 3000;
const pageSize = 100;

/** Merge base, commits (at most 250) and files (at most 300) between two commits, in one call. */
export async function compare(
  api: GitHubApi,
  name: RepositoryName & { readonly base: string; readonly head: string; readonly signal?: AbortSignal | undefined },
): Promise<Comparison> {
  const { owner, repo, base, head, signal } = name;
  const { data } = await api.rest.repos.compareCommitsWithBasehead({
    owner,
    repo,
    basehead: `${base}...${head}`,
    ...callOptions(signal),
  });
  return {
    mergeBase: data.merge_base_commit.sha,
    behindBy: data.behind_by,
    commits: data.commits.map(toCommit),
    files: data.files ?? [],
  };
}

type ListedCommit = Awaited<
  ReturnType<GitHubApi["rest"]["repos"]["compareCommitsWithBasehead"]>
>["data"]["commits"][number];

function toCommit({ sha, commit, author, parents }: ListedCommit): Commit {
  const at = commit.committer?.date;
  const { name, email } = commit.author ?? {};
  const login = author !== null && "login" in author ? author.login : undefined;
  return {
    sha,
    message: commit.message,
    isMerge: parents.length > 1,
    ...(parents[0] !== undefined && { parent: parents[0].sha }),
    ...(name !== undefined &&
      email !== undefined && { author: { name, email, ...(login !== undefined && { login }) } }),
    ...(at !== undefined && { at }),
  };
}

/** Every listed file of a pull request; pages are read side by side, because the count is known. */
export async function listPullRequestFiles(
  api: GitHubApi,
  name: RepositoryName & { readonly number: number; readonly count: number; readonly signal?: AbortSignal | undefined },
): Promise<readonly ListedFile[]> {
  const { owner, repo, number, count, signal } = name;
  const pages = Math.ceil(Math.min(count, listedFiles) / pageSize);
  const answers = await Promise.all(
    Array.from({ length: pages }, (_, index) =>
      api.rest.pulls.listFiles({
        owner,
        repo,
        pull_number: number,
        per_page: pageSize,
        page: index + 1,
        ...callOptions(signal),
      }),
    ),
  );
  return answers.flatMap((answer) => answer.data);
}

/** `kindAtHead` knows what the tree holds at a path: GitHub's list of files does not tell links from files. */
export function toChangedFile(
  file: ListedFile,
  kindAtHead: (path: string) => EntryKind | undefined,
): ChangedFile | undefined {
  const kind = kindAtHead(file.filename) ?? "file";
  const status = statusOfFile(file, kind);
  if (status === undefined) return undefined;
  return {
    path: file.filename,
    status,
    kind,
    additions: file.additions,
    deletions: file.deletions,
    ...(file.previous_filename !== undefined && { previousPath: file.previous_filename }),
    ...hunksOf(file),
  };
}

function statusOfFile(file: ListedFile, kind: EntryKind): ChangeStatus | undefined {
  switch (file.status) {
    case "added":
    case "modified":
    case "removed":
    case "renamed":
    case "copied":
      return file.status;
    case "changed":
      return kind === "file" ? "mode-changed" : "type-changed";
    default:
      return undefined;
  }
}

/** Without a patch the lines are unknown, unless nothing was changed in the text. */
function hunksOf(file: ListedFile): Pick<ChangedFile, "hunks"> {
  if (file.patch !== undefined) return { hunks: hunksOfPatch(file.patch) };
  const isPure =
    file.additions === 0 && file.deletions === 0 && (file.status === "renamed" || file.status === "changed");
  return isPure ? { hunks: [] } : {};
}
