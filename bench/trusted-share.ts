/** The share of one pack's cases that our rules find, counting only rules that are never wrong in another pack. */

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runScorer, type CorporaMap, type Scoring } from "./scorer.ts";

export interface TrustedShare {
  readonly found: number;
  readonly cases: number;
  /** Rules of ours that do not count. */
  readonly leftOut: readonly string[];
}

/**
 * @param pack a pack that says only what is bad, so that finding much proves nothing by itself
 * @param judge a pack that says what is good as well
 */
export async function trustedShare(pack: string, judge: string, scoring: Scoring): Promise<TrustedShare> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-scoreboard-"));
  try {
    const details = join(folder, "details.jsonl");
    await runScorer({ ...scoring, packs: judge, details });
    const wrong = wrongRules(await readFile(details, "utf8"));
    const map = join(folder, "map.json");
    const whole = JSON.parse(await readFile(scoring.map, "utf8")) as CorporaMap;
    await writeFile(map, JSON.stringify(withoutRules(whole, wrong)));
    const [score] = await runScorer({ ...scoring, map, packs: pack, details: undefined });
    return { found: score?.tp ?? 0, cases: score?.cases ?? 0, leftOut: [...wrong].sort() };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Rules of ours that the scorer's details name with a wrong finding. */
function wrongRules(details: string): ReadonlySet<string> {
  const rows = details
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as { readonly what: string; readonly ours?: string });
  return new Set(rows.flatMap(({ what, ours }) => (what.startsWith("FP") && ours !== undefined ? [ours] : [])));
}

function withoutRules(map: CorporaMap, rules: ReadonlySet<string>): CorporaMap {
  const left = (ours: CorporaMap[string] = {}): Readonly<Record<string, readonly string[]>> =>
    Object.fromEntries(
      Object.entries(ours).map(([theirs, names]) => [theirs, names.filter((name) => !rules.has(name))]),
    );
  return Object.fromEntries(Object.entries(map).map(([pack, ours]) => [pack, left(ours)]));
}
