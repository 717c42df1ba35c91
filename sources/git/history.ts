/** The changes that were merged to a branch, newest first: merges along its first parents, and commits that came as one. */

import type { Author, ChangeRequest, Commit, Differential, Tree } from "../../core/differential.ts";
import { changesBetween, commitFormat, commitsBetween, readCommit } from "../git.ts";
import { GitError, runGit } from "./process.ts";
import { currentBranch, findRepository, resolveCommit } from "./repository.ts";
import type { Repository } from "./repository.ts";
import { rememberTrees } from "./remembered.ts";

export interface MergedChange {
  readonly sha: string;
  /** Title of the request, or first line of the commit's message. */
  readonly title: string;
  /** Content is read when somebody asks for it. Throws `GitError` where this clone does not hold it. */
  readonly open: () => Promise<Differential>;
}

export interface MergedHistory {
  /** Branch or commit whose history this is. */
  readonly name: string;
  readonly changes: readonly MergedChange[];
}

export interface HistoryOptions {
  readonly directory: string;
  /** Branch or commit; `HEAD` where missing. */
  readonly from?: string | undefined;
  /** Most changes that are wanted. */
  readonly last: number;
}

/** @throws GitError where there is no repository, or no such commit. */
export async function openMergedHistory({ directory, from, last }: HistoryOptions): Promise<MergedHistory> {
  const repository = await findRepository({ directory });
  const tip = await resolveCommit(repository, from ?? "HEAD");
  const name = from ?? (await currentBranch(repository)) ?? tip.sha.slice(0, 7);
  const format = `--format=tformat:${commitFormat}`;
  const { output } = await runGit(
    ["log", "-z", "--first-parent", `--max-count=${last}`, "--encoding=UTF-8", "--no-color", format, tip.sha, "--"],
    repository,
  );
  const records = output.toString("utf8").split("\0").filter(Boolean);
  const place = { repository, baseBranch: name, treeAt: rememberTrees(repository) };
  return { name, changes: records.flatMap((record) => changeOf(readCommit(record), place)) };
}

interface Place {
  readonly repository: Repository;
  readonly baseBranch: string;
  readonly treeAt: (sha: string) => Tree;
}

/** Nothing for the first commit of all: it changes nothing, it begins. */
function changeOf(commit: Commit, { repository, baseBranch, treeAt }: Place): readonly MergedChange[] {
  const { sha, parent, message, author } = commit;
  if (parent === undefined) return [];
  const said = requestIn(message.trim());
  const request: ChangeRequest = {
    ...(said.number === undefined ? {} : { number: said.number }),
    title: said.title,
    body: said.body,
    author: authorOf(author?.name ?? ""),
    labels: [],
    baseBranch,
    isDraft: false,
  };
  const open = async (): Promise<Differential> => {
    const [files, commits] = await Promise.all([
      changesBetween(repository, parent, sha),
      commit.isMerge ? commitsBetween(repository, parent, sha) : [commit],
    ]);
    return {
      repository: repository.name,
      base: treeAt(parent),
      head: treeAt(sha),
      files,
      commits,
      request,
      ...(said.branch === undefined ? {} : { branch: said.branch }),
    };
  };
  return [{ sha, title: said.title, open }];
}

interface SaidRequest {
  readonly number?: number;
  readonly title: string;
  readonly body: string;
  readonly branch?: string;
}

/** What a message of a merge, or of a commit that a whole request became, tells of its request. */
export function requestIn(message: string): SaidRequest {
  const [subject = "", ...rest] = message.split("\n");
  const body = rest.join("\n").trim();
  const merged = /^Merge pull request #(\d{1,9}) from [^/\s]+\/(\S+)$/u.exec(subject);
  if (merged) {
    const [title = "", ...more] = body.split("\n");
    return {
      number: Number(merged[1]),
      branch: merged[2] ?? "",
      title: title || subject,
      body: more.join("\n").trim(),
    };
  }
  const squashed = /^(.+) \(#(\d{1,9})\)$/u.exec(subject);
  return squashed ? { title: squashed[1] ?? subject, number: Number(squashed[2]), body } : { title: subject, body };
}

function authorOf(name: string): Author {
  return { login: name, isBot: name.endsWith("[bot]") };
}

export { GitError };
