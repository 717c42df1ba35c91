/** What people decided by commands, in a check run's summary: who, why, until when. */

import type { Report } from "../core/report.ts";
import { lastDay } from "../core/until.ts";
import type { CheckRunOptions } from "./check-run.ts";
import { clip } from "./bytes.ts";
import { allWaived } from "./findings.ts";
import { firstLine, lastLine } from "./line-span.ts";
import { codeSpan, link, sentence } from "./markdown.ts";
import { permalink } from "./permalink.ts";

const reasonBudget = 500;
const messageBudget = 300;

export function overrideLines({ override }: Report): readonly string[] {
  if (override === undefined) return [];
  const { by, reason, until, isOwn } = override;
  const own = isOwn === true ? " (their own change)" : "";
  return [
    `${codeSpan(by)}${own} lets this commit pass${until === undefined ? "" : ` until ${momentOf(until)}`}, whatever was found: ${sentence(clip(reason, reasonBudget))}`,
    "The next push is held to the rules again.",
  ];
}

export function decidedLines(report: Report, options: CheckRunOptions): readonly string[] {
  return allWaived(report).flatMap(({ rule, annotation, reason, decision }) => {
    if (decision === undefined) return [];
    const { at } = annotation;
    const where = at === undefined ? sentence(rule.title) : placeOf(report, options, at);
    const until = decision.until === undefined ? "" : `, until ${lastDay(decision.until)}`;
    const by = `${codeSpan(decision.by)}${until}: ${sentence(clip(reason ?? "", reasonBudget))}`;
    return [
      `- ${where} (${codeSpan(rule.name)}): ${sentence(clip(annotation.message, messageBudget))} Waived by ${by}`,
    ];
  });
}

function placeOf(report: Report, options: CheckRunOptions, at: NonNullable<Parameters<typeof firstLine>[0]>): string {
  const lines = { first: firstLine(at), last: lastLine(at) };
  const label = codeSpan(`${clip(at.path, messageBudget)}:${lines.first}`);
  const url = permalink(report, options.serverUrl ?? "https://github.com", at.path, lines);
  return url === undefined ? label : link(label, url);
}

/** `2026-11-23 18:05 UTC`. */
function momentOf(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
