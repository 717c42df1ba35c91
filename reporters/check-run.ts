/** A report as what GitHub's check run shows: title, summary, annotations and conclusion, within GitHub's limits. */

import { conclude } from "../core/conclusion.ts";
import type { Report } from "../core/report.ts";
import { clip } from "./bytes.ts";
import { toAnnotations } from "./check-run-annotations.ts";
import type { CheckRunAnnotation } from "./check-run-annotations.ts";
import { condense } from "./check-run-items.ts";
import { checkRunSummary, leftOutText } from "./check-run-summary.ts";
import { countedFindings } from "./findings.ts";
import { awaitedTools } from "./tool-reports.ts";
import { visible } from "./visible.ts";
import { reportTitle } from "./wording.ts";

export type { CheckRunAnnotation } from "./check-run-annotations.ts";

export interface CheckRunOptions {
  /** Plumbline's own version. */
  readonly version: string;
  /** Without final slash; default `https://github.com`. */
  readonly serverUrl?: string;
  /** Branch the request goes to, for "run it yourself". */
  readonly baseBranch?: string;
  /** Default 50. */
  readonly maxAnnotations?: number;
  /** Default 10, in annotations and in lists. */
  readonly maxPerRule?: number;
  /** Who asked for this run, newest last. */
  readonly rechecks?: readonly Recheck[];
  /** While something of ours could not be checked: when it is tried again, or that we stopped waiting for it. */
  readonly waiting?: { readonly nextTry?: string; readonly gaveUp?: boolean };
  /** What came of commands; lines of finished Markdown. */
  readonly answers?: readonly string[];
  /** Folded sections that somebody asked for by a command; finished Markdown. */
  readonly shown?: readonly string[];
  /** More lines for "About the rules", such as the preview of a changed rule set; finished Markdown. */
  readonly notes?: readonly string[];
}

export interface Recheck {
  readonly by: string;
  /** Rules that were asked for; empty = all. */
  readonly rules: readonly string[];
  readonly changed: boolean;
}

export interface CheckRunOutput {
  readonly title: string;
  /** At most 65,535 bytes, as is `text`. */
  readonly summary: string;
  /** Findings that neither annotations nor lists have room for. */
  readonly text?: string;
  /** Worst first; the caller sends them in requests of 50. */
  readonly annotations: readonly CheckRunAnnotation[];
  readonly conclusion: "failure" | "success" | "waiting";
  /** Annotations shown, of as many as there are. */
  readonly shown: number;
  readonly total: number;
}

export function toCheckRun(report: Report, options: CheckRunOptions): CheckRunOutput {
  const items = condense(countedFindings(report));
  const limits = { annotations: options.maxAnnotations ?? 50, perRule: options.maxPerRule ?? 10 };
  const { annotations, left } = toAnnotations(items, limits);
  const counted = { shown: annotations.length, total: annotations.length + left.length };
  const text = leftOutText(report, left, options);
  return {
    title: clip(visible(title(report, options)), 255),
    summary: checkRunSummary(report, items, counted, options),
    ...(text === undefined ? {} : { text }),
    annotations,
    conclusion: conclude(report).verdict,
    ...counted,
  };
}

function title(report: Report, { waiting }: CheckRunOptions): string {
  const { verdict, waitingFor } = conclude(report);
  if (verdict !== "waiting") return reportTitle(report);
  const tools = awaitedTools(waitingFor);
  if (tools !== undefined) {
    return waiting?.gaveUp === true ? `No results of ${tools} have arrived` : `Waiting for the results of ${tools}`;
  }
  if (waiting?.gaveUp === true) return "Plumbline could not finish, not your code";
  const next = waiting?.nextTry === undefined ? "" : `, next try at ${waiting.nextTry}`;
  return `Waiting: not everything could be checked yet${next}`;
}
