/** A report in reviewdog's diagnostic format (rdjson). Its columns count UTF-8 bytes. */

import type { AnnotationPlace, Report, ReportedFix } from "../core/report.ts";
import type { Severity } from "../core/rule-set.ts";
import type { Position } from "../core/text.ts";
import { byteLength } from "./bytes.ts";
import { countedFindings } from "./findings.ts";
import type { ReportedFinding } from "./findings.ts";
import type { ReporterOptions } from "./reporter.ts";
import { wellFormed } from "./visible.ts";
import { fullMessage } from "./wording.ts";

const severities: Readonly<Record<Severity, string>> = { failure: "ERROR", warning: "WARNING", notice: "INFO" };

interface BytePosition {
  readonly line: number;
  readonly column?: number;
}

export function rdjson(report: Report, { minSeverity }: ReporterOptions): string {
  const diagnostics = countedFindings(report, minSeverity).map(diagnostic);
  return `${JSON.stringify({ source: { name: "plumbline" }, diagnostics }, null, 2)}\n`;
}

function diagnostic({ rule, severity, annotation }: ReportedFinding): object {
  const { at, fix } = annotation;
  const range = at === undefined ? {} : { range: byteRange(at.start, at.end, at) };
  return {
    message: wellFormed(fullMessage(annotation)),
    location: { path: wellFormed(at?.path ?? "."), ...range },
    severity: severities[severity],
    code: { value: rule.name },
    ...suggestions(at, fix),
  };
}

/** Only fixes whose columns can be counted in bytes are offered: one that lands beside its place does harm. */
function suggestions(at: AnnotationPlace | undefined, fix: ReportedFix | undefined): object {
  if (at === undefined || fix === undefined) return {};
  const offered = fix.edits.flatMap(({ start, end, text }) => {
    if (start === undefined || end === undefined) return [];
    const range = byteRange(start, end, at);
    if (range.start.column === undefined || range.end.column === undefined) return [];
    return [{ range, text: wellFormed(text) }];
  });
  return offered.length === fix.edits.length ? { suggestions: offered } : {};
}

function byteRange(start: Position, end: Position, at: AnnotationPlace): { start: BytePosition; end: BytePosition } {
  return { start: bytePosition(start, at), end: bytePosition(end, at) };
}

/** Without the line's text a column beyond the first is unknown, and left out. */
function bytePosition({ line, column }: Position, at: AnnotationPlace): BytePosition {
  if (column <= 1) return { line: Math.max(1, line), column: 1 };
  const text = at.excerpt[line - at.start.line];
  return text === undefined ? { line } : { line, column: byteLength(text.slice(0, column - 1)) + 1 };
}
