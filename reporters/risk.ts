/** The risk of a change as rows: each factor with its level and its evidence, then what they come to together. */

import type { Report } from "../core/report.ts";
import { riskTitles, type RiskEvidence, type RiskLevel } from "../core/risk.ts";
import { plural } from "./wording.ts";

export interface RiskRow {
  readonly title: string;
  readonly level: RiskLevel;
  readonly path?: string;
  readonly line?: number;
  /** Their words in backticks. */
  readonly words: string;
}

/** Gravest first; empty where nothing was found. */
export function riskRows({ risk }: Report): readonly RiskRow[] {
  if (!risk) return [];
  const single = risk.factors.map(({ title, level, evidence }): RiskRow => {
    const [first, ...others] = evidence;
    return { title, level, ...place(first), words: withMore(first?.words ?? "", others) };
  });
  const together = risk.combinations.map(({ factors, level }): RiskRow => ({
    title: factors.map((name) => riskTitles[name]).join(" and "),
    level,
    words: "found together",
  }));
  return [...together, ...single];
}

function place(evidence: RiskEvidence | undefined): Pick<RiskRow, "path" | "line"> {
  const { path, line } = evidence ?? {};
  return { ...(path === undefined ? {} : { path }), ...(line === undefined ? {} : { line }) };
}

function withMore(words: string, others: readonly RiskEvidence[]): string {
  return others.length === 0 ? words : `${words}, and ${plural(others.length, "more", "more")}`;
}

/** What could not be looked at, in a few words each; what we never look at is told only beside what was found. */
export function unknownRisk({ risk }: Report): readonly string[] {
  if (!risk) return [];
  const gaps = risk.factors.length > 0 ? risk.unknown : risk.unknown.filter(({ cause }) => cause !== "unsupported");
  const told = gaps.slice(0, 3).map(({ path, reason }) => (path === undefined ? reason : `\`${path}\` ${reason}`));
  return gaps.length > 3 ? [...told, `${gaps.length - 3} more`] : told;
}

/** "risk high (loss of data, `db.tf:3`)": a reason as it stands inside a sentence. */
export function reasonInside(reason: string): string {
  return reason.replace(/^(risk (?:low|medium|high)): (.+)$/su, "$1 ($2)");
}
