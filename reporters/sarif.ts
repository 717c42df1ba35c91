/** A report as SARIF 2.1.0, the format that code-scanning services and editors read. */

import type { Annotation, AnnotationPlace, ReportedFix, Report, WaivedFinding } from "../core/report.ts";
import type { Rule, RuleSeverity } from "../core/rule-set.ts";
import type { Position } from "../core/text.ts";
import { allGaps, allWaived, countedFindings } from "./findings.ts";
import type { ReportedGap } from "./findings.ts";
import { encodePath } from "./markdown.ts";
import type { ReporterOptions } from "./reporter.ts";
import { wellFormed } from "./visible.ts";
import { fullMessage } from "./wording.ts";

/** Our own key: GitHub computes `primaryLocationLineHash` itself and would overwrite it. */
const fingerprintKey = "plumbline/v1";

const levels: Readonly<Record<RuleSeverity, "error" | "warning" | "note" | "none">> = {
  failure: "error",
  warning: "warning",
  notice: "note",
  off: "none",
};

export function sarif(report: Report, options: ReporterOptions): string {
  const rules = report.outcomes.map((outcome) => outcome.rule);
  const indexes = new Map(rules.map((rule, index) => [rule.name, index]));
  const findings = countedFindings(report, options.minSeverity);
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Plumbline", semanticVersion: options.version, rules: rules.map(descriptor) } },
        columnKind: "utf16CodeUnits",
        invocations: [invocation(report, options)],
        results: [
          ...findings.map(({ severity, annotation }) => result(annotation, severity, indexes)),
          ...allWaived(report).map((waived) => waivedResult(waived, indexes)),
        ],
      },
    ],
  };
  return `${JSON.stringify(log, replaceLoneSurrogates, 2)}\n`;
}

/** Uploads that are not well-formed UTF-8 are refused whole. */
function replaceLoneSurrogates(_key: string, value: unknown): unknown {
  return typeof value === "string" ? wellFormed(value) : value;
}

function descriptor(rule: Rule): object {
  return {
    id: rule.name,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    help: { text: `${rule.why}\n\nMore: plumbline explain ${rule.name}` },
    defaultConfiguration: { level: levels[rule.severity] },
    properties: { check: rule.check },
  };
}

function result(annotation: Annotation, severity: RuleSeverity, indexes: ReadonlyMap<string, number>): object {
  const { at, fix, related } = annotation;
  const ruleIndex = indexes.get(annotation.rule);
  return {
    ruleId: annotation.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: levels[severity],
    message: { text: unlinked(fullMessage(annotation)) },
    ...(at === undefined ? {} : { locations: [{ physicalLocation: physical(at.path, region(at)) }] }),
    partialFingerprints: { [fingerprintKey]: annotation.fingerprint },
    ...(related.length === 0 ? {} : { relatedLocations: related.map(relatedLocation) }),
    ...fixes(at, fix),
  };
}

function waivedResult(
  { annotation, reason, rule }: WaivedFinding & { readonly rule: Rule },
  indexes: ReadonlyMap<string, number>,
): object {
  const justification = reason === undefined ? {} : { justification: reason };
  return { ...result(annotation, rule.severity, indexes), suppressions: [{ kind: "inSource", ...justification }] };
}

/** Viewers make links of `[label](target)` in plain messages, and messages quote what strangers write. */
function unlinked(text: string): string {
  return text.replaceAll("](", "\\](");
}

function relatedLocation({ path, start, message }: Annotation["related"][number], index: number): object {
  const place = { startLine: atLeastOne(start.line), startColumn: atLeastOne(start.column) };
  return { id: index + 1, message: { text: unlinked(message) }, physicalLocation: physical(path, place) };
}

function physical(path: string, place: object | undefined): object {
  return { artifactLocation: { uri: encodePath(path) }, ...(place === undefined ? {} : { region: place }) };
}

/** SARIF's end column is exclusive, as ours. */
function region(at: Pick<AnnotationPlace, "start" | "end">): object {
  return span(at.start, at.end);
}

function span(start: Position, end: Position): object {
  const startLine = atLeastOne(start.line);
  const startColumn = atLeastOne(start.column);
  const endLine = Math.max(startLine, end.line);
  const endColumn = endLine === startLine ? Math.max(startColumn, end.column) : atLeastOne(end.column);
  return { startLine, startColumn, endLine, endColumn };
}

/** A fix without lines and columns is left out: offsets mean another place where a byte order mark stands. */
function fixes(at: AnnotationPlace | undefined, fix: ReportedFix | undefined): object {
  if (at === undefined || fix === undefined) return {};
  const replacements = fix.edits.flatMap(({ start, end, text }) =>
    start === undefined || end === undefined ? [] : [{ deletedRegion: span(start, end), insertedContent: { text } }],
  );
  if (replacements.length === 0 || replacements.length < fix.edits.length) return {};
  const description = { text: fix.safe ? "Cannot change the meaning." : "For a person to judge." };
  return {
    fixes: [{ description, artifactChanges: [{ artifactLocation: { uri: encodePath(at.path) }, replacements }] }],
  };
}

function invocation(report: Report, { commandLine }: ReporterOptions): object {
  const gaps = allGaps(report);
  return {
    executionSuccessful: gaps.every((gap) => gap.cause !== "ours"),
    ...(commandLine === undefined ? {} : { commandLine }),
    toolExecutionNotifications: gaps.map(notification),
  };
}

const gapLevels: Readonly<Record<ReportedGap["cause"], string>> = {
  ours: "error",
  input: "warning",
  unsupported: "note",
};

function notification({ path, reason, cause, rule }: ReportedGap): object {
  return {
    level: gapLevels[cause],
    message: { text: unlinked(`Not checked: ${reason}`) },
    ...(rule === undefined ? {} : { associatedRule: { id: rule.name } }),
    ...(path === undefined ? {} : { locations: [{ physicalLocation: physical(path, undefined) }] }),
  };
}

function atLeastOne(count: number): number {
  return Math.max(1, count);
}
