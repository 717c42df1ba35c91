/** The Markdown of a check run: what to mend, what to look at, the context, what was not checked, how to go on. */

import type { Report } from "../core/report.ts";
import { conclude } from "../core/conclusion.ts";
import { byteLength, clip, clipLines } from "./bytes.ts";
import type { CheckRunOptions } from "./check-run.ts";
import {
  aboutLines,
  askedHere,
  contextLines,
  footer,
  riskLines,
  uncheckedLines,
  waiverLines,
} from "./check-run-remarks.ts";
import { decidedLines, overrideLines } from "./check-run-decisions.ts";
import { previewSection } from "./check-run-preview.ts";
import { limitPerRule, size } from "./check-run-items.ts";
import type { Item, Remainder } from "./check-run-items.ts";
import { ownersPart } from "./check-run-owners.ts";
import { testFigures, testWords } from "./config-tests.ts";
import { findingId } from "./finding-id.ts";
import { firstLine, lastLine } from "./line-span.ts";
import { cell, codeSpan, link, sentence } from "./markdown.ts";
import { permalink } from "./permalink.ts";
import { awaitedTools, reportLines } from "./tool-reports.ts";
import { headline, plural, reportTitle } from "./wording.ts";

/** GitHub counts bytes and refuses the whole request above this. */
const budget = 65_535;

/** One finding never eats the room of the others. Cut before rendering, so that no code or link is left open. */
const messageBudget = 1_000;
/** More than ever fit: the shortest line has some forty bytes. What is not shown need not be rendered. */
const linesAtMost = 2_000;
const labelBudget = 300;

interface Section {
  readonly heading: string;
  /** Lines that must stay together with the heading (a table's head). */
  readonly head?: readonly string[];
  readonly lines: readonly string[];
}

export function checkRunSummary(
  report: Report,
  items: readonly Item[],
  counted: { readonly shown: number; readonly total: number },
  options: CheckRunOptions,
): string {
  const end = [...(options.shown ?? []), ...ownersPart(report, options), footer(report, counted, options)];
  // In the order in which an author reads them, which is also the order in which they get room.
  const sections: readonly Section[] = [
    { heading: "Overridden", lines: overrideLines(report) },
    { heading: "Answers to commands", lines: options.answers ?? [] },
    {
      heading: report.override === undefined ? "Mend before merge" : "To mend, though overridden",
      lines: mendLines(report, items, options),
    },
    { heading: "Waiting", lines: waitingLines(report, options) },
    {
      heading: "Worth a look (does not block)",
      head: ["| | |", "|---|---|"],
      lines: lookLines(report, items, options),
    },
    { heading: "What the changed rules would find", ...previewSection(report, options) },
    { heading: "Context", lines: contextLines(report) },
    { heading: `Risk: ${report.risk?.level ?? "low"}`, lines: riskLines(report, options) },
    { heading: "Waived by a command", lines: decidedLines(report, options) },
    { heading: "Waivers that this change adds", lines: waiverLines(report, options) },
    { heading: "Config tests", lines: testLines(report) },
    { heading: "Results of other tools", lines: reportLines(report) },
    { heading: "Not checked", lines: uncheckedLines(report) },
    { heading: "About the rules", lines: aboutLines(report, options) },
  ];
  const filled = sections.filter(({ lines }) => lines.length > 0);
  const start = items.length === 0 ? [sentence(`${reportTitle(report)}.`)] : [];
  return [...start, ...fit(filled, budget - byteLength([...start, ...end].join("\n\n")) - 2), ...end].join("\n\n");
}

/** Every finding that has neither an annotation nor a line of the lists; `undefined` when there is none. */
export function leftOutText(report: Report, left: readonly Item[], options: CheckRunOptions): string | undefined {
  if (left.length === 0) return undefined;
  const { findings, files } = size(left);
  const heading = `### Beyond the annotations: ${plural(findings, "finding")} in ${plural(files, "file")}`;
  const lines = left.slice(0, linesAtMost).map((item) => `- ${item.severity}: ${itemLine(report, item, options)}`);
  const beyond = left.length - lines.length;
  const kept = clipLines(lines, budget - byteLength(heading) - 2, (count) => `\n${andMore(count + beyond)}`);
  return [heading, kept.join("\n")].join("\n\n");
}

function mendLines(report: Report, items: readonly Item[], options: CheckRunOptions): readonly string[] {
  const failing = items.filter(({ severity }) => severity === "failure");
  return listed(
    failing,
    options,
    (item) => `- [ ] ${itemLine(report, item, options)}${waivingId(item)}`,
    (rest) => `- ${rest}`,
  );
}

/** What a command names it by. */
function waivingId({ rule, annotation }: Item): string {
  return rule.waivable ? ` · ${codeSpan(findingId(annotation))}` : "";
}

function lookLines(report: Report, items: readonly Item[], options: CheckRunOptions): readonly string[] {
  const milder = items.filter(({ severity }) => severity !== "failure");
  const row = (item: Item): string => `| ${cell(place(report, item, options))} | ${cell(said(item))} |`;
  return listed(milder, options, row, (rest) => `| | ${cell(rest)} |`);
}

/** The first few of each rule, each rule's rest told in one line after them. */
function listed(
  items: readonly Item[],
  options: CheckRunOptions,
  show: (item: Item) => string,
  showRest: (rest: string) => string,
): readonly string[] {
  const { shown, remainders } = limitPerRule(items, options.maxPerRule ?? 10);
  return [...shown.map(show), ...remainders.map((rest) => showRest(restLine(rest)))];
}

function restLine({ first, findings, files }: Remainder): string {
  const where = first.annotation.at === undefined ? "" : ` in ${plural(files, "file")}`;
  return `**${sentence(first.rule.title)}**: and ${findings} more${where}`;
}

function itemLine(report: Report, item: Item, options: CheckRunOptions): string {
  const title = `**${sentence(item.rule.title)}**`;
  return item.annotation.at === undefined
    ? `${title}: ${said(item)}`
    : `${title} ${place(report, item, options)}: ${said(item)}`;
}

function said({ annotation, because }: Item): string {
  const asked = because === undefined || annotation.at !== undefined ? "" : ` ${askedHere(clip(because, labelBudget))}`;
  const causes = annotation.at?.inDifferential === false ? " (This line is unchanged; your change causes it.)" : "";
  const since = annotation.since === undefined ? "" : ` (Since commit ${codeSpan(annotation.since.slice(0, 7))}.)`;
  const advice = annotation.advice === undefined ? "" : ` ${sentence(clip(annotation.advice, messageBudget))}`;
  return `${sentence(clip(annotation.message, messageBudget))}${asked}${advice}${causes}${since}`;
}

function place(report: Report, { rule, annotation: { at } }: Item, options: CheckRunOptions): string {
  if (at === undefined) return sentence(headline(rule, {}));
  const lines = { first: firstLine(at), last: lastLine(at) };
  const label = codeSpan(`${clip(at.path, labelBudget)}:${lines.first}`);
  const url = permalink(report, options.serverUrl ?? "https://github.com", at.path, lines);
  return url === undefined ? label : link(label, url);
}

/** What it waits for, so that nobody looks for the fault in their own change. */
function waitingLines(report: Report, { waiting }: CheckRunOptions): readonly string[] {
  const { verdict, waitingFor } = conclude(report);
  if (verdict !== "waiting") return [];
  const next = waiting?.nextTry === undefined ? "" : ` Next try at ${sentence(waiting.nextTry)}.`;
  const tools = awaitedTools(waitingFor);
  if (tools !== undefined) {
    return [
      `A rule asks for the results of ${sentence(tools)}. They join here as soon as \`plumbline report\` hands them in.`,
    ];
  }
  const first = `Something of Plumbline's own could not be done; your change is not the reason.${next}`;
  return [first, ...waitingFor.slice(0, 10).map(({ path, reason }) => `- ${where(path)}${sentence(reason)}`)];
}

function testLines(report: Report): readonly string[] {
  const words = testWords(report);
  const tools = testFigures(report)?.tools ?? [];
  return words === undefined ? [] : [`${words} (${tools.map(codeSpan).join(", ")})`];
}

function where(path: string | undefined): string {
  return path === undefined ? "" : `${codeSpan(path)}: `;
}

/** Whole sections first; a section that does not fit is cut at a line and says so. */
function fit(sections: readonly Section[], room: number): readonly string[] {
  let left = room;
  return sections.flatMap(({ heading, head = [], lines }) => {
    const top = [`### ${heading}`, ...head];
    const kept = clipLines(lines, left - byteLength(top.join("\n")) - 3, (count) => `\n${andMore(count)}`);
    const section = [...top, ...kept].join("\n");
    const needed = byteLength(section) + 2;
    if (needed > left) return [];
    left -= needed;
    return [section];
  });
}

function andMore(count: number): string {
  return `… and ${plural(count, "more line")}, which GitHub has no room for; the whole list: \`plumbline review\`.`;
}
