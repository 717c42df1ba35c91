/** A report as Checkstyle XML, which many build servers read. */

import type { Report } from "../core/report.ts";
import type { Severity } from "../core/rule-set.ts";
import { countedFindings, groupBy } from "./findings.ts";
import type { ReportedFinding } from "./findings.ts";
import type { ReporterOptions } from "./reporter.ts";
import { visible } from "./visible.ts";
import { fullMessage } from "./wording.ts";

const severities: Readonly<Record<Severity, string>> = { failure: "error", warning: "warning", notice: "info" };

export function checkstyle(report: Report, { minSeverity }: ReporterOptions): string {
  // Findings about the change as a whole have no file; the format insists on one.
  const byFile = groupBy(countedFindings(report, minSeverity), ({ annotation }) => annotation.at?.path ?? ".");
  const files = [...byFile].flatMap(([path, findings]) => [
    `  <file name="${attribute(path)}">`,
    ...findings.map(errorElement),
    "  </file>",
  ]);
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<checkstyle version="4.3">', ...files, "</checkstyle>", ""].join(
    "\n",
  );
}

function errorElement({ rule, severity, annotation }: ReportedFinding): string {
  const { at } = annotation;
  const place =
    at === undefined ? "" : ` line="${Math.max(1, at.start.line)}" column="${Math.max(1, at.start.column)}"`;
  const message = attribute(fullMessage(annotation));
  return `    <error${place} severity="${severities[severity]}" message="${message}" source="${attribute(rule.name)}"/>`;
}

/** XML 1.0 has no way to write most control characters: they are spelled out, line breaks excepted. */
function attribute(text: string): string {
  const lines = text.split("\n").map((line) => visible(line).replace(/[\ufffe\uffff]/gu, "\ufffd"));
  return lines
    .join("\n")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&apos;")
    .replaceAll("\n", "&#10;");
}
