/** Sums how rules did over the merged pull requests of a repository, in this process's memory. */

import type { RuleStatistic, RuleTally, SubjectKey } from "./store.ts";

/** One merged pull request. */
export interface Tallied {
  readonly key: SubjectKey;
  readonly tallies: readonly RuleTally[];
}

/** By repository, or of one alone; the rules that were shown most first. */
export function sumTallies(
  merged: readonly Tallied[],
  of?: { readonly owner: string; readonly repo: string },
): readonly RuleStatistic[] {
  const sums = new Map<string, RuleStatistic>();
  for (const { key, tallies } of merged) {
    const { owner, repo } = key;
    if (of !== undefined && (of.owner !== owner || of.repo !== repo)) continue;
    for (const tally of tallies) {
      const name = JSON.stringify([owner, repo, tally.rule]);
      const before = sums.get(name);
      sums.set(name, before === undefined ? { ...tally, owner, repo, requests: 1 } : plus(before, tally));
    }
  }
  return [...sums.values()].sort(
    (one, other) =>
      compare(one.owner, other.owner) ||
      compare(one.repo, other.repo) ||
      other.shown - one.shown ||
      compare(one.rule, other.rule),
  );
}

function plus(sum: RuleStatistic, { shown, mended, waived, overridden }: RuleTally): RuleStatistic {
  return {
    ...sum,
    requests: sum.requests + 1,
    shown: sum.shown + shown,
    mended: sum.mended + mended,
    waived: sum.waived + waived,
    overridden: sum.overridden + overridden,
  };
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
