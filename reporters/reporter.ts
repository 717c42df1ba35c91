/** What a reporter is: a pure function from a report to the text of one format. */

import type { Report } from "../core/report.ts";
import type { Severity } from "../core/rule-set.ts";

export const reporterNames = ["text", "json", "sarif", "github", "checkstyle", "rdjson"] as const;

export type ReporterName = (typeof reporterNames)[number];

/** The report as text, with a final newline. */
export type Reporter = (report: Report, options: ReporterOptions) => string;

export interface ReporterOptions {
  /** ANSI colours, for the text format only. */
  readonly color?: boolean;
  /** The text format tells at most so many findings of one rule, and how many more there are; `Infinity` for all. */
  readonly perRule?: number;
  /** Width of the terminal that the text format is shown on: sentences are wrapped to it. */
  readonly columns?: number;
  /** Leaves findings below it out; counts and conclusion stay those of the whole report. */
  readonly minSeverity?: Severity;
  /** Plumbline's own version. */
  readonly version: string;
  /** How this run was started, for SARIF's invocation. */
  readonly commandLine?: string;
}
