/** A report for people at a terminal: findings grouped by file, the checklist, what was not checked, one line of summary. */

import type { Report, ReportedWaiver } from "../core/report.ts";
import type { Severity } from "../core/rule-set.ts";
import { conclude } from "../core/conclusion.ts";
import { contextItems } from "./context.ts";
import type { ContextItem } from "./context.ts";
import { allWaived, countedFindings, groupBy, idleFormatters, uncheckedThings } from "./findings.ts";
import type { ReportedFinding, Unchecked } from "./findings.ts";
import type { ReporterOptions } from "./reporter.ts";
import { excerptLines, palette } from "./terminal.ts";
import type { Palette } from "./terminal.ts";
import { oneLine, visible } from "./visible.ts";
import { filesReviewed, lowerFirst, olderFindings, plural, reportTitle, seconds } from "./wording.ts";

export function text(report: Report, { color = false, minSeverity }: ReporterOptions): string {
  const paint = palette(color);
  const findings = countedFindings(report, minSeverity);
  const context = contextItems(report);
  const findingBlocks = [...fileBlocks(findings, paint), ...requestBlock(findings, paint)];
  const remarks = [
    ...section("Not checked", uncheckedThings(report).map(uncheckedLine), paint),
    ...section("Waivers that this change adds", addedWaivers(report).map(waiverLine), paint),
    ...section("About the rules", report.ruleSet.notes.map(oneLine), paint),
  ];
  const isAllWell = findingBlocks.length + remarks.length === 0 && context.every((item) => item.state !== "missing");
  if (isAllWell) return `${summary(report, paint)}\n`;

  const blocks = [...findingBlocks, ...section("Context", context.map(contextLine), paint), ...remarks];
  return `${[...blocks, summary(report, paint)].join("\n\n")}\n`;
}

function fileBlocks(findings: readonly ReportedFinding[], paint: Palette): readonly string[] {
  const placed = findings.filter(({ annotation }) => annotation.at !== undefined);
  const byFile = groupBy(placed, ({ annotation }) => annotation.at?.path ?? "");
  return [...byFile].map(([path, group]) =>
    [paint.bold(visible(path)), ...group.flatMap((finding) => findingLines(finding, paint))].join("\n"),
  );
}

function findingLines({ rule, severity, annotation }: ReportedFinding, paint: Palette): readonly string[] {
  const { at, advice, related } = annotation;
  if (at === undefined) return [];
  const mark = severityPaint(severity, paint);
  const place = `${at.start.line}:${at.start.column}`;
  const unchanged = at.inDifferential === false ? [`${indent}this line is unchanged; your change causes it`] : [];
  return [
    `  ${place.padEnd(7)} ${mark(severity)}  ${oneLine(annotation.message)}  ${paint.faint(rule.name)}`,
    ...excerptLines(at, mark, paint.faint).map((line) => indent + line),
    ...unchanged,
    ...related.map((other) => `${indent}${visible(other.path)}:${other.start.line}: ${oneLine(other.message)}`),
    ...(advice === undefined ? [] : [`${indent}${oneLine(advice)}`]),
  ];
}

/** Findings about the differential itself. */
function requestBlock(findings: readonly ReportedFinding[], paint: Palette): readonly string[] {
  const placeless = findings.filter(({ annotation }) => annotation.at === undefined);
  if (placeless.length === 0) return [];
  const lines = placeless.flatMap(({ rule, severity, annotation }) => [
    `  ${severityPaint(severity, paint)(severity)}  ${oneLine(`${rule.title}: ${annotation.message}`)}  ${paint.faint(rule.name)}`,
    ...(annotation.advice === undefined ? [] : [`${indent}${oneLine(annotation.advice)}`]),
  ]);
  return [[paint.bold("The change as a whole"), ...lines].join("\n")];
}

function contextLine({ title, state, detail, advice, binding }: ContextItem): string {
  if (state === "missing" && binding) return `[ ] ${title}`;
  const said = [detail, advice]
    .filter((part) => part !== undefined)
    .map(oneLine)
    .join(" ");
  const because = said === "" ? "" : `: ${said}`;
  if (state === "given") return `[x] ${title}${because}`;
  if (state === "missing") return `[ ] ${title}${because}`;
  if (state === "unknown") return `[?] ${title} could not be checked${because}`;
  return `    ${title} not asked for${because}`;
}

function uncheckedLine({ rule, reason, paths }: Unchecked): string {
  const more = paths.length > 3 ? ` and ${plural(paths.length - 3, "more file")}` : "";
  const where = paths.length === 0 ? "" : `${paths.slice(0, 3).map(visible).join(", ")}${more}: `;
  const by = rule === undefined ? "" : ` (${rule.name})`;
  return `${where}${oneLine(reason)}${by}`;
}

/** Files as they are have nothing before them: a waiver there is old or new, nobody can tell. */
function addedWaivers(report: Report): readonly ReportedWaiver[] {
  return report.baseSha === undefined ? [] : report.addedWaivers;
}

function waiverLine({ path, line, rules, reason }: ReportedWaiver): string {
  const names = rules.length === 0 ? "no rule named" : rules.map(visible).join(", ");
  return `${visible(path)}:${line}: ${names} -- ${reason === undefined ? "no reason given" : oneLine(reason)}`;
}

function section(title: string, lines: readonly string[], paint: Palette): readonly string[] {
  if (lines.length === 0) return [];
  return [[paint.bold(title), ...lines.map((line) => `  ${line}`)].join("\n")];
}

function summary(report: Report, paint: Palette): string {
  const { verdict } = conclude(report);
  const older = olderFindings(report);
  const waived = allWaived(report).length;
  const details = [
    filesReviewed(report),
    ...(older > 0 ? [`${plural(older, "older finding")} hidden`] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...idleFormatters(report).map(({ rule, reason }) => oneLine(`${lowerFirst(rule.title)}: ${reason}`)),
    seconds(report.milliseconds),
  ];
  const color = verdict === "failure" ? paint.red : verdict === "waiting" ? paint.yellow : paint.green;
  return `${color(oneLine(reportTitle(report)))} ${paint.faint(`(${details.join("; ")})`)}`;
}

function severityPaint(severity: Severity, paint: Palette): (text: string) => string {
  return severity === "failure" ? paint.red : severity === "warning" ? paint.yellow : paint.blue;
}

const indent = " ".repeat(10);
