/** Who asked for a re-run, as a list in which nobody stands twice for the same question. */

import type { Rerun } from "../store/store.ts";

export function mergeReruns(kept: readonly Rerun[], arriving: readonly Rerun[]): readonly Rerun[] {
  return [...kept, ...withoutReruns(arriving, kept)];
}

export function withoutReruns(reruns: readonly Rerun[], others: readonly Rerun[]): readonly Rerun[] {
  const known = new Set(others.map(nameOf));
  return reruns.filter((rerun) => !known.has(nameOf(rerun)));
}

function nameOf({ by, rules, comment }: Rerun): string {
  return JSON.stringify([by, rules, comment ?? null]);
}
