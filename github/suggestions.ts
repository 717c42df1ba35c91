/** Small fixes as review suggestions: one comment per fix, on lines of our own hunks only, because one bad line fails them all. */

import type { ChangedFile } from "../core/differential.ts";
import type { Annotation, ReportedFix } from "../core/report.ts";
import { indexLines } from "../core/text.ts";
import type { GitHubApi, RepositoryName } from "./api.ts";

export interface Suggestion {
  readonly fingerprint: string;
  readonly path: string;
  /** Lines at head, from 1, inclusive. */
  readonly first: number;
  readonly last: number;
  readonly body: string;
}

/** More than a screen of replaced lines is a patch, not a suggestion. */
const linesAtMost = 10;
/** GitHub refuses the whole review for one comment of more than 65,536. */
const charactersAtMost = 10_000;

/**
 * The suggestion for an annotation's safe fix; `undefined` where it has none that fits into one hunk of this change.
 * `words` is finished Markdown: a comment notifies whomever it mentions, so nothing of theirs stands in it unescaped.
 */
export function suggestionFor(
  annotation: Annotation,
  file: ChangedFile,
  text: string,
  words: string,
): Suggestion | undefined {
  const { fix, fingerprint } = annotation;
  if (fix === undefined || !fix.safe || fix.edits.length === 0) return undefined;
  const replaced = replacedLines(fix, text);
  if (replaced === undefined) return undefined;

  const { first, last, lines } = replaced;
  const isInOneHunk = file.hunks?.some((hunk) => hunk.lines[0] <= first && last <= hunk.lines[1]) ?? false;
  if (!isInOneHunk || last - first >= linesAtMost) return undefined;
  const body = bodyOf(fingerprint, words, lines);
  return body.length > charactersAtMost ? undefined : { fingerprint, path: file.path, first, last, body };
}

function replacedLines(
  { edits }: ReportedFix,
  text: string,
): { readonly first: number; readonly last: number; readonly lines: string } | undefined {
  const index = indexLines(text);
  const start = Math.min(...edits.map((edit) => edit.range[0]));
  const end = Math.max(...edits.map((edit) => edit.range[1]));
  if (start > end || end > text.length) return undefined;

  const first = index.position(start).line;
  // An edit that ends where a line begins leaves that line alone.
  const last = Math.min(index.count, index.position(Math.max(start, end - 1)).line);
  const from = index.line(first)[0];
  const to = index.line(last)[1];
  let lines = text.slice(from, Math.max(to, end));
  for (const edit of [...edits].sort((one, other) => other.range[0] - one.range[0])) {
    lines = lines.slice(0, edit.range[0] - from) + edit.text + lines.slice(edit.range[1] - from);
  }
  const before = text.slice(from, to);
  const after = lines.replace(/\r?\n$/, "");
  return after === before ? undefined : { first, last, lines: after };
}

function bodyOf(fingerprint: string, words: string, lines: string): string {
  const longest = [...lines.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 2);
  const fence = "`".repeat(longest + 1);
  return `${words}\n\n${fence}suggestion\n${lines === "" ? "" : `${lines}\n`}${fence}\n<!-- plumbline:${fingerprint} -->`;
}

/** Posts them as one review, so that people are told once. */
export async function postSuggestions(
  api: GitHubApi,
  { owner, repo, number, headSha }: RepositoryName & { readonly number: number; readonly headSha: string },
  suggestions: readonly Suggestion[],
): Promise<void> {
  await api.rest.pulls.createReview({
    owner,
    repo,
    pull_number: number,
    commit_id: headSha,
    event: "COMMENT",
    comments: suggestions.map(({ path, first, last, body }) => ({
      path,
      body,
      side: "RIGHT",
      line: last,
      ...(first < last && { start_line: first, start_side: "RIGHT" }),
    })),
  });
}
