/** Rules of the Checks API that GitHub's schema does not state: lengths in bytes, places of annotations. */

import { unprocessable, type ValidationError } from "./api-exchange.ts";
import type { AnnotationRecord, CheckActionRecord } from "./world.ts";

const longestText = 65_535;
const longestDetails = 65_536;
const longestTitle = 255;

export interface CheckOutput {
  readonly title?: string;
  readonly summary?: string;
  readonly text?: string;
  readonly annotations?: readonly AnnotationRecord[];
}

export interface CheckRunBody {
  readonly name?: string;
  readonly head_sha?: string;
  readonly details_url?: string;
  readonly external_id?: string;
  readonly status?: string;
  readonly started_at?: string;
  readonly conclusion?: string;
  readonly completed_at?: string;
  readonly output?: CheckOutput;
  readonly actions?: readonly CheckActionRecord[];
}

/** @throws 422 naming every broken rule, as GitHub refuses the whole write. */
export function requireCheckRules(body: CheckRunBody): void {
  const problems = [
    ...tooLong("summary", body.output?.summary, longestText),
    ...tooLong("text", body.output?.text, longestText),
    ...(body.output?.annotations ?? []).flatMap(annotationProblems),
    ...(body.status === "completed" && body.conclusion === undefined ? [problem("conclusion", "is missing")] : []),
  ];
  if (problems.length > 0) throw unprocessable(...problems);
}

function tooLong(field: string, text: string | undefined, limit: number): ValidationError[] {
  if (text === undefined || Buffer.byteLength(text) <= limit) return [];
  return [problem(field, `exceeds a maximum bytesize of ${limit}`)];
}

function annotationProblems(one: AnnotationRecord, index: number): ValidationError[] {
  const at = `annotations[${index}]`;
  const hasColumns = one.start_column !== undefined || one.end_column !== undefined;
  const checks: readonly (readonly [isBroken: boolean, field: string, message: string])[] = [
    [one.path === "" || one.path.startsWith("/"), "path", "is not a path in the repository"],
    [one.start_line < 1, "start_line", "must be 1 or more"],
    [one.end_line < one.start_line, "end_line", "must not be before start_line"],
    [hasColumns && one.start_line !== one.end_line, "start_column", "is only supported on a single line"],
    [(one.start_column ?? 1) < 1, "start_column", "must be 1 or more"],
    [(one.end_column ?? Infinity) < (one.start_column ?? 1), "end_column", "must not be before start_column"],
    [one.message === "", "message", "can't be blank"],
    [Array.from(one.title ?? "").length > longestTitle, "title", `is too long (maximum is ${longestTitle} characters)`],
  ];
  const broken = checks
    .filter(([isBroken]) => isBroken)
    .map(([, field, message]) => problem(`${at}.${field}`, message));
  const details = tooLong(`${at}.raw_details`, one.raw_details, longestDetails);
  return [...broken, ...tooLong(`${at}.message`, one.message, longestDetails), ...details];
}

function problem(field: string, message: string): ValidationError {
  return { resource: "CheckRun", code: "custom", field, message: `${field} ${message}` };
}
