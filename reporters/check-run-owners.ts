/** The folded part of a check run that is for the owners of the rules: what their rules in shadow would have said. */

import type { Report } from "../core/report.ts";
import { clip, clipLines } from "./bytes.ts";
import type { CheckRunOptions } from "./check-run.ts";
import { groupBy, shadowFindings } from "./findings.ts";
import type { ReportedFinding } from "./findings.ts";
import { firstLine, lastLine } from "./line-span.ts";
import { codeSpan, link, sentence } from "./markdown.ts";
import { permalink } from "./permalink.ts";
import { plural } from "./wording.ts";

const budget = 6_000;
const placesShown = 3;
const nameBudget = 200;

/** Empty where no rule is in shadow, or none of them found anything and all of them could look. */
export function ownersPart(report: Report, options: CheckRunOptions): readonly string[] {
  const findings = shadowFindings(report);
  const silenced = (report.shadow ?? []).filter(({ status }) => status === "broken");
  if (findings.length + silenced.length === 0) return [];
  const byRule = [...groupBy(findings, ({ rule }) => rule.name).values()];
  const lines = [
    ...byRule.map((group) => ruleLine(group, report, options)),
    ...silenced.map(({ rule }) => `- ${codeSpan(clip(rule.name, nameBudget))} could not be asked`),
  ];
  const kept = clipLines(lines, budget, (count) => `- and ${plural(count, "more rule")}`);
  const heading = `For the owners of the rules: ${plural(byRule.length, "rule")} in shadow would find ${findings.length}`;
  return [`<details><summary>${heading}</summary>\n\n${kept.join("\n")}\n\n</details>`];
}

function ruleLine(group: readonly ReportedFinding[], report: Report, options: CheckRunOptions): string {
  const [first] = group;
  if (first === undefined) return "";
  const places = group.slice(0, placesShown).map((finding) => placeOf(finding, report, options));
  const more = group.length > placesShown ? ` and ${group.length - placesShown} more` : "";
  return `- ${codeSpan(clip(first.rule.name, nameBudget))} (${first.severity}): ${group.length}: ${places.join(", ")}${more}`;
}

function placeOf({ annotation }: ReportedFinding, report: Report, { serverUrl }: CheckRunOptions): string {
  const { at } = annotation;
  if (at === undefined) return sentence(clip(annotation.message, nameBudget));
  const lines = { first: firstLine(at), last: lastLine(at) };
  const label = codeSpan(`${clip(at.path, nameBudget)}:${lines.first}`);
  const url = permalink(report, serverUrl ?? "https://github.com", at.path, lines);
  return url === undefined ? label : link(label, url);
}
