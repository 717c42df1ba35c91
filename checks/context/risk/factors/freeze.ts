/** Factor: the change comes while its owners have asked for quiet. */

import { matchPaths } from "../../../../core/glob.ts";
import type { Freeze, RiskEvidence } from "../../../../core/risk.ts";
import type { Factor, RiskChange } from "../factor.ts";

export const freeze: Factor = {
  name: "freeze",
  looksFor: "A time under `freezes:` that has begun and not ended, for the files that it is about.",
  why: "In such a time few are there to help, or the service earns most of its year.",
  look: (change) => ({
    evidence: change.settings.freezes.flatMap((each) => evidenceFor(each, change) ?? []),
  }),
};

/** The next beginning or end of a freeze that is about one of these files (milliseconds since 1970). */
export function nextEdge({
  settings,
  files,
  time,
}: Pick<RiskChange, "settings" | "files" | "time">): number | undefined {
  if (settings.levels.freeze === "off") return undefined;
  const edges = settings.freezes
    .filter(({ paths }) => files.some(({ path }) => paths === undefined || matchPaths(paths)(path)))
    .flatMap(({ from, to }) => [beginOf(from), endOf(to)])
    .filter((edge) => edge > time);
  return edges.length === 0 ? undefined : Math.min(...edges);
}

function evidenceFor({ from, to, why, paths }: Freeze, { time, files }: RiskChange): RiskEvidence | undefined {
  const [begins, ends] = [beginOf(from), endOf(to)];
  if (!(begins <= time && time < ends)) return undefined;
  const matches = paths ? matchPaths(paths) : () => true;
  const concerned = files.find(({ path }) => matches(path));
  if (!concerned) return undefined;
  const named = why === undefined ? "a freeze" : `the freeze \`${why.replaceAll("`", "'")}\``;
  return { ...(paths ? { path: concerned.path } : {}), words: `${named} lasts until ${to}` };
}

function beginOf(text: string): number {
  return Date.parse(text);
}

/** A day is counted whole. */
function endOf(text: string): number {
  const isDay = /^\d{4}-\d{2}-\d{2}$/u.test(text);
  return Date.parse(text) + (isDay ? 24 * 60 * 60 * 1_000 : 0);
}
