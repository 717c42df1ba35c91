/** Reads a file of results as a whole: which format it is, whose it is, what it holds, or where it is broken. */

import { indexLines, type Position } from "../../../core/text.ts";
import { parseJson } from "../../../languages/json/parse.ts";
import { rdjsonTool } from "./json-formats.ts";
import { readers, type ResultFormat } from "./readers.ts";
import { isRecord, type ToolIdentity, type ToolResultEntry } from "./result.ts";
import { sarifTool } from "./sarif.ts";

export const resultFormats = Object.keys(readers) as readonly ResultFormat[];

export interface ReadReportFile extends ToolIdentity {
  readonly format: ResultFormat;
  /** At most as many as were asked for. */
  readonly results: readonly ToolResultEntry[];
  /** Those that were more. */
  readonly beyond: number;
}

export interface BrokenReportFile extends Position {
  /** What is wrong there, in one sentence. */
  readonly problem: string;
}

/** Without a format it is told from the text. */
export function readReportFile(
  text: string,
  format: ResultFormat | undefined,
  most: number,
): ReadReportFile | BrokenReportFile {
  const known = format ?? guessFormat(text);
  if (known === undefined) {
    return { problem: `This is none of ${resultFormats.join(", ")}.`, line: 1, column: 1 };
  }
  const broken = isXml(known) ? brokenXml(text) : brokenJson(text, known);
  if (broken) return broken;
  const all = readers[known](text, Number.POSITIVE_INFINITY);
  if (!all) return { problem: `This is no ${known}.`, line: 1, column: 1 };
  const results = all.slice(0, most);
  return { format: known, ...identityOf(known, text), results, beyond: all.length - results.length };
}

export function guessFormat(text: string): ResultFormat | undefined {
  const start = /\S/u.exec(text)?.index ?? 0;
  if (text[start] === "<") {
    const root = /<(checkstyle|testsuites?)\b/u.exec(text.slice(0, 10_000))?.[1];
    return root === undefined ? undefined : root === "checkstyle" ? "checkstyle" : "junit";
  }
  if (text[start] === "[") return "gitlab";
  if (text[start] !== "{") return undefined;
  const data = dataOf(text);
  if (isRecord(data)) {
    if (Object.hasOwn(data, "runs")) return "sarif";
    return Object.hasOwn(data, "diagnostics") ? "rdjson" : "rdjsonl";
  }
  // Broken somewhere: what it was to be shows at its beginning.
  const first = dataOf(text.slice(start).split("\n", 1)[0] ?? "");
  if (isRecord(first)) return "rdjsonl";
  const beginning = text.slice(start, start + 10_000);
  if (/"(?:runs|\$schema)"\s*:/u.test(beginning)) return "sarif";
  return /"diagnostics"\s*:/u.test(beginning) ? "rdjson" : undefined;
}

function identityOf(format: ResultFormat, text: string): ToolIdentity {
  if (format === "sarif") return sarifTool(text);
  return format === "rdjson" ? rdjsonTool(text) : {};
}

function isXml(format: ResultFormat): boolean {
  return format === "checkstyle" || format === "junit";
}

function brokenJson(text: string, format: ResultFormat): BrokenReportFile | undefined {
  if (format !== "rdjsonl") return dataOf(text) === undefined ? firstProblem(text) : undefined;
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "" || dataOf(line) !== undefined) continue;
    return { ...firstProblem(line), line: index + 1 };
  }
  return undefined;
}

function firstProblem(text: string): BrokenReportFile {
  const [first] = parseJson(text, { comments: false }).problems;
  const { line, column } = indexLines(text).position(first?.range[0] ?? 0);
  return { problem: first?.message ?? "This is no JSON.", line, column };
}

/** A run that was cut off leaves its root open. */
function brokenXml(text: string): BrokenReportFile | undefined {
  const root = /<(checkstyle|testsuites?)\b[^<>]*>/u.exec(text);
  const name = root?.[1];
  if (root === null || name === undefined) {
    return { problem: "There is neither a `checkstyle` nor a `testsuite` element.", line: 1, column: 1 };
  }
  if (root[0].endsWith("/>") || text.includes(`</${name}`)) return undefined;
  const { line, column } = indexLines(text).position(text.trimEnd().length);
  return { problem: `The file ends before \`</${name}>\`.`, line, column };
}

function dataOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
