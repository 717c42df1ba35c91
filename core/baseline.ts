/** A committed list of findings that were there when a rule came: a check of whole files, which has no base to compare with, leaves them out. */

import type { Annotation, CheckedOutcome, Outcome, Report } from "./report.ts";

export const baselinePath = ".github/plumbline-baseline.json";

export interface BaselineEntry {
  readonly rule: string;
  readonly path: string;
  readonly fingerprint: string;
  /** For whoever reviews the list. */
  readonly message: string;
}

/** Every finding that a baseline may hold: it has a place, and its rule may be waived. */
export function baselineOf(report: Report): readonly BaselineEntry[] {
  return report.outcomes
    .filter(isChecked)
    .filter(({ rule }) => rule.waivable)
    .flatMap(({ annotations }) => annotations.flatMap(entryOf))
    .sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
}

/** The report without what the baseline knows; what it lists in vain is told in a note. */
export function withBaseline(report: Report, baseline: readonly BaselineEntry[]): Report {
  if (baseline.length === 0) return report;
  const known = new Set(baseline.map(({ fingerprint }) => fingerprint));
  const outcomes = report.outcomes.map((outcome) => withoutKnown(outcome, known));
  const stale = staleEntries(report, baseline);
  const notes = stale.length === 0 ? report.ruleSet.notes : [...report.ruleSet.notes, staleNote(stale)];
  return { ...report, outcomes, ruleSet: { ...report.ruleSet, notes } };
}

/** `undefined` = no baseline of ours. */
export function readBaseline(text: string): readonly BaselineEntry[] | undefined {
  try {
    const data: unknown = JSON.parse(text);
    if (!isRecord(data) || data["version"] !== 1 || !Array.isArray(data["findings"])) return undefined;
    const findings: readonly unknown[] = data["findings"];
    return findings.every(isEntry) ? findings : undefined;
  } catch {
    return undefined;
  }
}

/** One line a finding, so that a difference of two versions can be read. */
export function writeBaseline(entries: readonly BaselineEntry[]): string {
  const lines = entries.map((entry) => `    ${JSON.stringify(entry)}`);
  const findings = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`;
  return `{\n  "version": 1,\n  "findings": ${findings}\n}\n`;
}

function entryOf({ rule, message, at, fingerprint }: Annotation): readonly BaselineEntry[] {
  return at ? [{ rule, path: at.path, fingerprint, message }] : [];
}

function sortKey({ path, rule, fingerprint }: BaselineEntry): string {
  return [path, rule, fingerprint].join("\0");
}

function withoutKnown(outcome: Outcome, known: ReadonlySet<string>): Outcome {
  if (!isChecked(outcome) || !outcome.rule.waivable) return outcome;
  const annotations = outcome.annotations.filter(({ fingerprint }) => !known.has(fingerprint));
  return { ...outcome, annotations, older: outcome.older + outcome.annotations.length - annotations.length };
}

/** Entries of files and rules that were looked at, and that nothing answers to any more. */
function staleEntries({ outcomes, files }: Report, baseline: readonly BaselineEntry[]): readonly BaselineEntry[] {
  const looked = new Set(files.filter(({ reviewed }) => reviewed).map(({ path }) => path));
  const answered = new Map(outcomes.filter(isChecked).map((outcome) => [outcome.rule.name, outcome]));
  const found = new Set(
    [...answered.values()].flatMap(({ annotations }) => annotations.map((each) => each.fingerprint)),
  );
  return baseline.filter(({ rule, path, fingerprint }) => {
    const outcome = answered.get(rule);
    return outcome !== undefined && outcome.gaps.length === 0 && looked.has(path) && !found.has(fingerprint);
  });
}

function staleNote(stale: readonly BaselineEntry[]): string {
  const [first] = stale;
  const more = stale.length > 1 ? ` and ${stale.length - 1} more` : "";
  return `\`${baselinePath}\` lists what is mended by now (\`${first?.rule}\` in \`${first?.path}\`${more}): \`plumbline rules baseline\` takes it out`;
}

function isChecked(outcome: Outcome): outcome is CheckedOutcome {
  return outcome.status === "checked";
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEntry(value: unknown): value is BaselineEntry {
  return isRecord(value) && ["rule", "path", "fingerprint", "message"].every((key) => typeof value[key] === "string");
}
