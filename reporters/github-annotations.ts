/** A report as workflow commands (`::error file=…::…`), which GitHub Actions turns into annotations. */

import type { Report } from "../core/report.ts";
import type { Severity } from "../core/rule-set.ts";
import { allGaps, countedFindings } from "./findings.ts";
import type { ReportedFinding } from "./findings.ts";
import { firstLine, lastLine } from "./line-span.ts";
import type { ReporterOptions } from "./reporter.ts";
import { visible } from "./visible.ts";
import { fullMessage, headline, reportTitle, upperFirst } from "./wording.ts";

const commands: Readonly<Record<Severity, string>> = { failure: "error", warning: "warning", notice: "notice" };

export function githubAnnotations(report: Report, { minSeverity }: ReporterOptions): string {
  const findings = countedFindings(report, minSeverity);
  const gaps = allGaps(report).filter((gap) => gap.cause === "ours");
  const lines = [
    ...findings.map(findingCommand),
    ...gaps.map(({ path, reason, rule }) =>
      command(
        "warning",
        [
          ["file", path],
          ["title", `Not checked: ${rule?.name ?? "differential"}`],
        ],
        reason,
      ),
    ),
    command("notice", [["title", "Plumbline"]], reportTitle(report)),
  ];
  return `${lines.join("\n")}\n`;
}

function findingCommand({ rule, severity, annotation }: ReportedFinding): string {
  const { at } = annotation;
  const place: readonly Property[] =
    at === undefined
      ? []
      : [
          ["file", at.path],
          ["line", String(firstLine(at))],
          ["endLine", String(lastLine(at))],
          // GitHub takes columns only when both ends are on one line.
          ["col", lastLine(at) === firstLine(at) ? String(Math.max(1, at.start.column)) : undefined],
        ];
  const title: Property = ["title", visible(`${upperFirst(headline(rule, annotation))} (${rule.name})`)];
  return command(commands[severity], [...place, title], fullMessage(annotation));
}

type Property = readonly [name: string, value: string | undefined];

function command(name: string, properties: readonly Property[], message: string): string {
  const given = properties.flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${escapeProperty(value)}`]));
  return `::${name} ${given.join(",")}::${escapeData(message)}`;
}

/** The runner decodes exactly these; everything invisible but a line break is spelled out first. */
function escapeData(text: string): string {
  const lines = text.split("\n").map((line) => visible(line.replaceAll("\r", "")));
  return lines.join("\n").replaceAll("%", "%25").replaceAll("\n", "%0A");
}

/** A path stays exact, so that it matches the file, whatever characters it has. */
function escapeProperty(text: string): string {
  const encoded = text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  return encoded.replaceAll(":", "%3A").replaceAll(",", "%2C");
}
