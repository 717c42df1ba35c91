/** What a text says about an earlier change that it takes back or picks again, in the words that git and GitHub use. */

import type { InheritedRequest } from "./differential.ts";

/** Named by its commit or by its pull request; a pull request of another repository with that repository's name. */
export type EarlierChange =
  | { readonly kind: InheritedRequest["kind"]; readonly sha: string }
  | { readonly kind: InheritedRequest["kind"]; readonly number: number; readonly repository?: string };

/** Nobody reverts more in one request, and every one is looked up. */
const mostChanges = 5;
const longestText = 64 * 1024;

/** At most five, each once, in the order they are named. */
export function earlierChangesIn(texts: readonly string[]): readonly EarlierChange[] {
  const found = new Map<string, EarlierChange>();
  for (const text of texts) {
    for (const line of text.slice(0, longestText).split(/\r?\n/)) {
      const change = changeIn(line);
      if (change !== undefined) found.set(JSON.stringify(change), change);
      if (found.size === mostChanges) return [...found.values()];
    }
  }
  return [...found.values()];
}

function changeIn(line: string): EarlierChange | undefined {
  const [, verb, commit] =
    /^\s*(?:This )?(reverts) commit ([0-9a-f]{40})\b/i.exec(line) ??
    /^\s*\((cherry[- ]picked) from commit ([0-9a-f]{40})\)/i.exec(line) ??
    [];
  if (verb !== undefined && commit !== undefined) return { kind: kindOf(verb), sha: commit.toLowerCase() };

  const [, word, repository, number] =
    /^\s*(reverts|back-?port(?:s| of)?)(?: pull request)? ([\w.-]+\/[\w.-]+)?#([1-9]\d{0,8})\b/i.exec(line) ?? [];
  if (word === undefined || number === undefined) return undefined;
  return { kind: kindOf(word), number: Number(number), ...(repository !== undefined && { repository }) };
}

function kindOf(verb: string): InheritedRequest["kind"] {
  return verb.toLowerCase() === "reverts" ? "revert" : "back-port";
}
