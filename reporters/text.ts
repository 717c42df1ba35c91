/** A report for people at a terminal: findings grouped by file, the checklist, what was not checked, one line of summary. */

import type { Report, ReportedWaiver } from "../core/report.ts";
import type { Severity } from "../core/rule-set.ts";
import { conclude } from "../core/conclusion.ts";
import { testWords } from "./config-tests.ts";
import { contextItems } from "./context.ts";
import type { ContextItem } from "./context.ts";
import { condense, limitPerRule } from "./check-run-items.ts";
import type { Item, Remainder } from "./check-run-items.ts";
import { allWaived, countedFindings, exemptionsOf, groupBy, idleFormatters, uncheckedThings } from "./findings.ts";
import type { ReportedExemption, Unchecked } from "./findings.ts";
import { previewNotes, previewRemark, previewRows } from "./preview.ts";
import type { ReporterOptions } from "./reporter.ts";
import { reasonInside, riskRows, unknownRisk } from "./risk.ts";
import type { RiskRow } from "./risk.ts";
import { excerptLines, palette, wrapped } from "./terminal.ts";
import type { Palette } from "./terminal.ts";
import { oneLine, visible } from "./visible.ts";
import { filesReviewed, lowerFirst, olderFindings, plural, reportTitle, seconds } from "./wording.ts";

/** More of one rule hide the other rules, and whoever mends them starts with these. */
const shownPerRule = 20;

export function text(report: Report, options: ReporterOptions): string {
  const { color = false, minSeverity, perRule = shownPerRule, columns = Infinity } = options;
  const paint = palette(color);
  const { shown, remainders } = limitPerRule(condense(countedFindings(report, minSeverity)), perRule);
  const context = contextItems(report);
  const findingBlocks = [...fileBlocks(shown, paint, columns), ...requestBlock(shown, paint)];
  const remarks = [
    ...section("Not shown (`--all` shows every finding)", remainders.map(remainderLine), paint),
    ...section("Not checked", uncheckedThings(report).map(uncheckedLine), paint),
    ...section("Waivers that this change adds", addedWaivers(report).map(waiverLine), paint),
    ...section("Let off by a label", exemptionsOf(report).map(exemptionLine), paint),
    ...section("What the changed rules would find", previewLines(report, columns), paint),
    ...section("About the rules", report.ruleSet.notes.map(oneLine), paint),
  ];
  const isAllWell =
    findingBlocks.length + remarks.length === 0 &&
    (report.risk?.level ?? "low") === "low" &&
    unknownRisk(report).length === 0 &&
    context.every((item) => item.state !== "missing");
  if (isAllWell) return `${summary(report, paint)}\n`;

  const blocks = [
    ...findingBlocks,
    ...section("Context", context.map(contextLine), paint),
    ...section(`Risk: ${report.risk?.level ?? "low"}`, riskLines(report), paint),
    ...remarks,
  ];
  return `${[...blocks, summary(report, paint)].join("\n\n")}\n`;
}

function fileBlocks(findings: readonly Item[], paint: Palette, columns: number): readonly string[] {
  const placed = findings.filter(({ annotation }) => annotation.at !== undefined);
  const byFile = groupBy(placed, ({ annotation }) => annotation.at?.path ?? "");
  return [...byFile].map(([path, group]) =>
    [paint.bold(visible(path)), ...group.flatMap((finding) => findingLines(finding, paint, columns))].join("\n"),
  );
}

function findingLines({ rule, severity, annotation }: Item, paint: Palette, columns: number): readonly string[] {
  const { at, advice, related } = annotation;
  if (at === undefined) return [];
  const mark = severityPaint(severity, paint);
  const place = `${at.start.line}:${at.start.column}`.padEnd(7);
  const unchanged = at.inDifferential === false ? ["this line is unchanged; your change causes it"] : [];
  const since = annotation.since === undefined ? [] : [`since commit ${annotation.since.slice(0, 7)}`];
  const beside = related.map((other) => `${visible(other.path)}:${other.start.line}: ${oneLine(other.message)}`);
  const room = columns - indent.length;
  const head = `  ${place} ${severity}  `;
  // The rule's name is the last word, so that it is found at the end whatever is wrapped.
  const [first = "", ...rest] = wrapped(`${oneLine(annotation.message)}  ${rule.name}`, columns - head.length);
  const lines = [`  ${place} ${mark(severity)}  ${first}`, ...rest.map((line) => indent + line)];
  return [
    ...lines.slice(0, -1),
    ...lines.slice(-1).map((line) => `${line.slice(0, -rule.name.length)}${paint.faint(rule.name)}`),
    ...excerptLines(at, mark, paint.faint, room).map((line) => indent + line),
    ...[...unchanged, ...since, ...beside, ...(advice === undefined ? [] : [oneLine(advice)])].flatMap((line) =>
      wrapped(line, room).map((part) => indent + part),
    ),
  ];
}

function remainderLine({ first, findings, files }: Remainder): string {
  const where = first.annotation.at === undefined ? "" : ` in ${plural(files, "file")}`;
  return `${first.rule.name}: ${findings} more${where}`;
}

/** Findings about the differential itself. */
function requestBlock(findings: readonly Item[], paint: Palette): readonly string[] {
  const placeless = findings.filter(({ annotation }) => annotation.at === undefined);
  if (placeless.length === 0) return [];
  const lines = placeless.flatMap(({ rule, severity, annotation, because }) => [
    `  ${severityPaint(severity, paint)(severity)}  ${oneLine(`${rule.title}: ${annotation.message}`)}  ${paint.faint(rule.name)}`,
    ...(because === undefined ? [] : [`${indent}Asked for here: ${oneLine(reasonInside(because))}.`]),
    ...(annotation.advice === undefined ? [] : [`${indent}${oneLine(annotation.advice)}`]),
  ]);
  return [[paint.bold("The change as a whole"), ...lines].join("\n")];
}

function riskLines(report: Report): readonly string[] {
  const unknown = unknownRisk(report);
  const rest = unknown.length === 0 ? [] : [`not looked at: ${oneLine(unknown.join("; "))}`];
  return [...riskRows(report).map(riskLine), ...rest];
}

function riskLine({ title, level, path, line, words }: RiskRow): string {
  const place = path === undefined ? "" : `${visible(path)}${line === undefined ? "" : `:${line}`}: `;
  return `${level.padEnd(6)}  ${title}: ${place}${oneLine(words)}`;
}

function contextLine({ title, state, detail, advice, because, binding }: ContextItem): string {
  if (state === "missing" && binding) return `[ ] ${title}`;
  const asked = because === undefined ? undefined : `Asked for here: ${reasonInside(because)}.`;
  const said = [detail, asked, advice]
    .filter((part) => part !== undefined)
    .map(oneLine)
    .join(" ");
  const reason = said === "" ? "" : `: ${said}`;
  if (state === "given") return `[x] ${title}${reason}`;
  if (state === "missing") return `[ ] ${title}${reason}`;
  if (state === "unknown") return `[?] ${title} could not be checked${reason}`;
  return `    ${title} not asked for${reason}`;
}

function uncheckedLine({ rules, reason, paths }: Unchecked): string {
  const more = paths.length > 3 ? ` and ${plural(paths.length - 3, "more file")}` : "";
  const where = paths.length === 0 ? "" : `${paths.slice(0, 3).map(visible).join(", ")}${more}: `;
  const [first, ...others] = rules;
  const beside =
    others.length > 1 ? ` and ${plural(others.length, "more rule")}` : others.map((rule) => `, ${rule.name}`).join("");
  const by = first === undefined ? "" : ` (${first.name}${beside})`;
  return `${where}${oneLine(reason)}${by}`;
}

/** Files as they are have nothing before them: a waiver there is old or new, nobody can tell. */
function addedWaivers(report: Report): readonly ReportedWaiver[] {
  return report.baseSha === undefined ? [] : report.addedWaivers;
}

function previewLines(report: Report, columns: number): readonly string[] {
  const rows = previewRows(report).map(({ rule, strength, here, tree, places }) => {
    const found = places.map(({ path, line }) => `${visible(path)}:${line}`).join(", ");
    return `${visible(rule)} (${strength}): here ${here}, in the tree ${tree}${found === "" ? "" : `: ${found}`}`;
  });
  const remark = oneLine(previewRemark(report));
  const notes = previewNotes(report).flatMap((note) => wrapped(oneLine(note), columns - 2));
  return remark === "" ? [] : [...wrapped(remark, columns - 2), ...notes, ...rows];
}

function waiverLine({ path, line, rules, reason, date }: ReportedWaiver): string {
  const names = rules.length === 0 ? "no rule named" : rules.map(visible).join(", ");
  return `${visible(path)}:${line}: ${names} -- ${reason === undefined ? "no reason given" : oneLine(reason)}${date === undefined ? "" : `, until ${date}`}`;
}

function exemptionLine({ titles, label, reason }: ReportedExemption): string {
  return `${oneLine(label)}: ${titles.map(oneLine).join(", ")} -- ${oneLine(reason)}`;
}

function section(title: string, lines: readonly string[], paint: Palette): readonly string[] {
  if (lines.length === 0) return [];
  return [[paint.bold(title), ...lines.map((line) => `  ${line}`)].join("\n")];
}

function summary(report: Report, paint: Palette): string {
  const { verdict } = conclude(report);
  const older = olderFindings(report);
  const tests = testWords(report);
  const waived = allWaived(report).length;
  const details = [
    filesReviewed(report),
    ...(tests === undefined ? [] : [tests]),
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
