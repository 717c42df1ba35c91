/** How rules do: what each one showed in a pull request, and what had become of that when it was merged. */

import type { Report } from "../core/report.ts";
import { wholeName } from "../core/rule-set.ts";
import type { RuleTally } from "../store/store.ts";
import type { ReviewState } from "./review-state.ts";

/** Fingerprints of what was shown, by rule; of one pull request, over all its heads. */
export type Shown = Readonly<Record<string, readonly string[]>>;

/** Of one rule in one pull request; a flood counts as this many. */
const mostShown = 100;

export function withShown(before: Shown | undefined, report: Report): Shown {
  const shown = new Map(Object.entries(before ?? {}));
  for (const [rule, fingerprints] of standingIn(report)) {
    shown.set(rule, [...new Set([...(shown.get(rule) ?? []), ...fingerprints])].slice(0, mostShown));
  }
  return Object.fromEntries(shown);
}

/** What was shown and is gone was mended; what a command silenced was waived; what stands under an override was overridden. */
export function tallyAtMerge({ shown = {}, last }: ReviewState): readonly RuleTally[] {
  if (last === undefined) return [];
  const standing = standingIn(last.report);
  const waived = waivedIn(last.report);
  return Object.entries(shown).map(([rule, fingerprints]) => {
    const left = fingerprints.filter((each) => standing.get(rule)?.has(each)).length;
    const silenced = fingerprints.filter((each) => waived.has(each)).length;
    return {
      rule,
      shown: fingerprints.length,
      mended: fingerprints.length - left - silenced,
      waived: silenced,
      overridden: last.report.override === undefined ? 0 : left,
    };
  });
}

function standingIn({ outcomes }: Report): ReadonlyMap<string, ReadonlySet<string>> {
  const standing = new Map<string, Set<string>>();
  for (const outcome of outcomes) {
    if (outcome.status !== "checked" || outcome.annotations.length === 0) continue;
    const name = wholeName(outcome.rule);
    const fingerprints = standing.get(name) ?? new Set();
    for (const { fingerprint } of outcome.annotations) fingerprints.add(fingerprint);
    standing.set(name, fingerprints);
  }
  return standing;
}

function waivedIn({ outcomes }: Report): ReadonlySet<string> {
  const waived = outcomes.flatMap((outcome) => (outcome.status === "checked" ? outcome.waived : []));
  return new Set(waived.map(({ annotation }) => annotation.fingerprint));
}
