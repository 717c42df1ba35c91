/** A report's findings and gaps as flat lists, worst first: what every reporter walks. */

import { isCounted } from "../core/conclusion.ts";
import type { Gap } from "../core/finding.ts";
import type { Annotation, Outcome, Report, WaivedFinding } from "../core/report.ts";
import type { Rule, Severity } from "../core/rule-set.ts";

export interface ReportedFinding {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly annotation: Annotation;
  /** Why the rule is asked of this change, where it is not asked of every one. */
  readonly because?: string;
}

/** A gap with the rule it is of; the report's own gaps have none. */
export interface ReportedGap extends Gap {
  readonly rule?: Rule;
}

const order: Readonly<Record<Severity, number>> = { failure: 0, warning: 1, notice: 2 };

/** Everything head adds over base from `minSeverity` up: worst first, then by path and place, those without a place last. */
export function allFindings(report: Report, minSeverity: Severity = "notice"): readonly ReportedFinding[] {
  const findings: ReportedFinding[] = [];
  for (const outcome of report.outcomes) {
    const { rule } = outcome;
    if (outcome.status !== "checked" || rule.severity === "off") continue;
    if (order[rule.severity] > order[minSeverity]) continue;
    const because = reasonToAsk(outcome);
    for (const annotation of outcome.annotations) {
      findings.push({ rule, severity: rule.severity, annotation, ...(because === undefined ? {} : { because }) });
    }
  }
  return findings.sort(worstFirst);
}

/** What rules in shadow found: for the owners of the rules, never for authors. */
export function shadowFindings({ shadow = [], ...report }: Report): readonly ReportedFinding[] {
  return allFindings({ ...report, outcomes: shadow });
}

/** The condition that holds, or the paths that a rule about the request is bound to. */
export function reasonToAsk({ rule, because }: Outcome): string | undefined {
  if (because !== undefined) return because;
  if (!rule.check.startsWith("context/") || rule.paths.length === 0) return undefined;
  return `changes under ${rule.paths.map((path) => `\`${path}\``).join(", ")}`;
}

/** Context that is missing and that nobody made binding is an unticked line, not a finding that people count. */
export function countedFindings(report: Report, minSeverity?: Severity): readonly ReportedFinding[] {
  const counted = allFindings(report, minSeverity).filter(({ severity, annotation }) =>
    isCounted(annotation, severity),
  );
  return reasonsOnce(counted);
}

/** What a risk rests on is told at the first requirement: four times the same two places are read by nobody. */
function reasonsOnce(findings: readonly ReportedFinding[]): readonly ReportedFinding[] {
  const told = new Set<string>();
  return findings.map((finding) => {
    const { because, annotation } = finding;
    const level = /^(risk (?:low|medium|high)): /u.exec(because ?? "")?.[1];
    if (because === undefined || level === undefined || annotation.at !== undefined) return finding;
    if (!told.has(because)) {
      told.add(because);
      return finding;
    }
    return { ...finding, because: `${level}, as above` };
  });
}

export function allGaps(report: Report): readonly ReportedGap[] {
  const gaps: ReportedGap[] = [...report.gaps];
  for (const outcome of report.outcomes) {
    const { rule } = outcome;
    if (outcome.status === "broken" && outcome.gaps.length === 0)
      gaps.push({ reason: outcome.reason, cause: "ours", rule });
    gaps.push(...outcome.gaps.map((gap) => ({ ...gap, rule })));
  }
  return gaps;
}

/** The same reason told once, with every rule it keeps from looking and every file it holds for. */
export interface Unchecked {
  /** Empty for a gap of the report itself. */
  readonly rules: readonly Rule[];
  readonly reason: string;
  readonly cause: Gap["cause"];
  readonly paths: readonly string[];
}

export function uncheckedThings(report: Report): readonly Unchecked[] {
  const byRule = groupBy(allGaps(report), ({ rule, reason, cause }) => JSON.stringify([rule?.name, cause, reason]));
  const things = [...byRule.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const paths = [...new Set(group.flatMap(({ path }) => (path === undefined ? [] : [path])))];
    const { reason, cause, rule } = first;
    return [{ reason, cause, paths, rules: rule === undefined ? [] : [rule] }];
  });
  const byPlace = groupBy(things, ({ reason, cause, paths }) => JSON.stringify([cause, reason, paths.toSorted()]));
  return [...byPlace.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ ...first, rules: group.flatMap(({ rules }) => rules) }];
  });
}

/**
 * A formatter runs only where it is asked for; that nobody asks is worth a line, because green then does not mean formatted.
 * A check that steps aside is about files that a repository need not have.
 */
export function idleFormatters(report: Report): readonly { readonly rule: Rule; readonly reason: string }[] {
  return report.outcomes.flatMap((outcome) => {
    const isIdle = outcome.status === "skipped" && outcome.rule.check.startsWith("format/") && outcome.documents;
    return isIdle && !outcome.aside ? [{ rule: outcome.rule, reason: outcome.reason }] : [];
  });
}

export function allWaived(report: Report): readonly (WaivedFinding & { readonly rule: Rule })[] {
  return report.outcomes.flatMap((outcome) =>
    outcome.status === "checked" ? outcome.waived.map((waived) => ({ ...waived, rule: outcome.rule })) : [],
  );
}

/** Items of one key together, keys in the order in which they first appear. */
export function groupBy<Item>(
  items: readonly Item[],
  key: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}

function worstFirst(left: ReportedFinding, right: ReportedFinding): number {
  return order[left.severity] - order[right.severity] || byPlace(left.annotation, right.annotation);
}

function byPlace({ at: left }: Annotation, { at: right }: Annotation): number {
  if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
  if (left.path !== right.path) return left.path < right.path ? -1 : 1;
  return left.range[0] - right.range[0];
}

export interface ReportedExemption {
  /** What was let off, by title. */
  readonly titles: readonly string[];
  readonly label: string;
  readonly reason: string;
}

/** Requirements that a label let this change off, one for each label. */
export function exemptionsOf(report: Report): readonly ReportedExemption[] {
  const found = report.outcomes.flatMap((outcome) =>
    outcome.status === "skipped" && outcome.exemption
      ? [{ ...outcome.exemption, title: outcome.rule.title, key: JSON.stringify(outcome.exemption) }]
      : [],
  );
  return [...groupBy(found, ({ key }) => key).values()].flatMap((group) =>
    group.slice(0, 1).map(({ label, reason }) => ({ label, reason, titles: group.map(({ title }) => title) })),
  );
}
