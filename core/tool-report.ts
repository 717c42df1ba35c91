/** What another tool said of one commit, as the repository's own CI hands it in: plain data, and a stranger's word. */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

export interface ToolReport {
  /** The tool's name as a word: `trivy`. */
  readonly tool: string;
  /** As the tool says it. */
  readonly version?: string;
  readonly results: readonly ReportedResult[];
  /** Results that were more than are taken. */
  readonly beyond: number;
}

export interface ReportedResult {
  /** From the root of the repository; missing where the tool names none, or one outside of it. */
  readonly path?: string;
  /** From 1. */
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
  /** What the tool calls its rule: `AVD-AWS-0107`. */
  readonly code?: string;
  /** What the tool knows the result by when lines move. */
  readonly fingerprint?: string;
  /** `lineMark` of the line as the tool saw it: a trial merge has other line numbers than head. */
  readonly seen?: string;
}

/** A report about one commit of one repository, as it is kept. */
export interface KeptToolReport extends ToolReport {
  /** In milliseconds since 1970. */
  readonly at: number;
  /** Speaks of this pull request alone, whichever others have the same commit. */
  readonly pull?: number;
}

/** What a line is told from another by, without saying it: the beginning of its SHA-256. */
export function lineMark(line: string): string {
  return bytesToHex(sha256(utf8ToBytes(line.trim()))).slice(0, 16);
}

/** As GitHub's code scanning takes them. */
export const mostReported = 25_000;

const longest = { path: 4_096, message: 2_000, code: 200, fingerprint: 200, version: 100, seen: 16 };

/** `AWS Trivy` -> `aws-trivy`; `undefined` where nothing is left that could be a name. */
export function toolNameOf(written: string): string | undefined {
  const name = written
    .slice(0, 200)
    .toLowerCase()
    .replaceAll(/[^a-z0-9._]+/gu, "-")
    .replaceAll(/^[-._]+|[-._]+$/gu, "")
    .slice(0, 60);
  return name === "" ? undefined : name;
}

export function isToolName(name: string): boolean {
  return /^[a-z0-9](?:[a-z0-9._-]{0,58}[a-z0-9_])?$/u.test(name);
}

/** Of what somebody sent: a report, or what is wrong with it in one sentence. */
export function readToolReport(data: Readonly<Record<string, unknown>>): ToolReport | string {
  const { tool, version, results, beyond = 0 } = data;
  if (typeof tool !== "string" || !isToolName(tool)) return "`tool` is no name of a tool: small letters, digits, `.-_`";
  if (version !== undefined && typeof version !== "string") return "`version` is no text";
  if (!Array.isArray(results)) return "`results` is no list";
  if (results.length > mostReported) return `\`results\` has more than ${mostReported} entries`;
  if (!isCount(beyond)) return "`beyond` is no count";
  const read: ReportedResult[] = [];
  for (const [index, result] of (results as readonly unknown[]).entries()) {
    const taken = resultOf(result);
    if (taken === undefined) return `\`results[${index}]\` is no result`;
    read.push(taken);
  }
  const said = version === undefined || version === "" ? {} : { version: version.slice(0, longest.version) };
  return { tool, ...said, results: read, beyond };
}

function resultOf(data: unknown): ReportedResult | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const { path, line, column, message, code, fingerprint, seen }: Partial<Record<keyof ReportedResult, unknown>> = data;
  if (typeof message !== "string") return undefined;
  if (![path, code, fingerprint, seen].every((each) => each === undefined || typeof each === "string"))
    return undefined;
  if (![line, column].every((each) => each === undefined || (isCount(each) && each > 0))) return undefined;
  return {
    ...(typeof path === "string" && path.length <= longest.path && { path }),
    ...(isCount(line) && { line }),
    ...(isCount(column) && { column }),
    message: message.slice(0, longest.message),
    ...(typeof code === "string" && code !== "" && { code: code.slice(0, longest.code) }),
    ...(typeof fingerprint === "string" && { fingerprint: fingerprint.slice(0, longest.fingerprint) }),
    ...(typeof seen === "string" && { seen: seen.slice(0, longest.seen) }),
  };
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
