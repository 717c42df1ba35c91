/** Lines of a Dockerfile as its builder joins them: continuations, comments between them, here-documents behind them. */

import type { Range } from "../../core/text.ts";
import type { Comment, ParseProblem } from "../parsed.ts";
import type { DockerfileDirective, DockerfileHereDocument } from "./tree.ts";

export interface LogicalLine {
  /** From its first character to the end of its last line, here-documents left out. */
  readonly range: Range;
  /** As long as the range: comment lines blanked, the end of each continued line escaped by `\`. */
  readonly text: string;
  readonly hereDocuments: readonly DockerfileHereDocument[];
}

export interface LogicalLines {
  readonly lines: readonly LogicalLine[];
  readonly directives: readonly DockerfileDirective[];
  readonly comments: readonly Comment[];
  readonly problems: readonly ParseProblem[];
}

interface Reading {
  readonly text: string;
  at: number;
  readonly escape: "\\" | "`";
  readonly comments: Comment[];
  readonly problems: ParseProblem[];
}

export function readLogicalLines(text: string): LogicalLines {
  const directives = readDirectives(text);
  const escape = directives.find(({ name }) => name === "escape")?.value === "`" ? "`" : "\\";
  const reading: Reading = { text, at: 0, escape, comments: [], problems: [] };
  const lines: LogicalLine[] = [];
  while (reading.at < text.length) {
    const line = readLine(reading);
    if (line) lines.push(line);
  }
  return { lines, directives, comments: reading.comments, problems: reading.problems };
}

const directivePattern = /^[ \t]*#[ \t]*([A-Za-z][A-Za-z0-9]*)[ \t]*=[ \t]*(.*?)[ \t\r]*$/u;

/** Only comments at the very top that read `name=value`; the first other line ends them. */
function readDirectives(text: string): readonly DockerfileDirective[] {
  const directives: DockerfileDirective[] = [];
  for (let at = 0; at < text.length;) {
    const end = lineEnd(text, at);
    const match = end - at > 1_000 ? null : directivePattern.exec(text.slice(at, end));
    if (!match) break;
    directives.push({ name: (match[1] ?? "").toLowerCase(), value: match[2] ?? "", range: [at, end] });
    at = end + 1;
  }
  return directives;
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf("\n", from);
  return newline === -1 ? text.length : newline;
}

function readLine(reading: Reading): LogicalLine | undefined {
  const { text } = reading;
  const first = lineEnd(text, reading.at);
  const head = text.slice(reading.at, first);
  const indentation = head.length - head.trimStart().length;
  if (head.trim() === "" || head.charAt(indentation) === "#") {
    if (head.trim() !== "") addComment(reading, reading.at + indentation, first);
    reading.at = first + 1;
    return undefined;
  }
  const start = reading.at + indentation;
  const { masked, end } = readContinued(reading, start);
  reading.at = end + 1;
  const content = masked.trimEnd();
  const hereDocuments = readHereDocuments(reading, content, start);
  return { range: [start, start + content.length], text: content, hereDocuments };
}

/** Lines up to the first that does not end with the escape character. */
function readContinued(reading: Reading, start: number): { readonly masked: string; readonly end: number } {
  const { text, escape } = reading;
  const pieces: string[] = [];
  let at = start;
  for (;;) {
    const end = lineEnd(text, at);
    const line = text.slice(at, end);
    const isInner = at !== start;
    if (isInner && (line.trim() === "" || line.trimStart().startsWith("#"))) {
      if (line.trim() !== "") addComment(reading, at + line.length - line.trimStart().length, end);
      pieces.push(" ".repeat(line.length));
      if (end >= text.length) return { masked: pieces.join(""), end };
      pieces.push(" ");
      at = end + 1;
      continue;
    }
    const continued = continuedLine(line, escape);
    pieces.push(continued ?? line);
    if (continued === undefined || end >= text.length) return { masked: pieces.join(""), end };
    pieces.push("\n");
    at = end + 1;
  }
}

/** With its escape character moved to its very end; `undefined` where it is not continued. */
function continuedLine(line: string, escape: string): string | undefined {
  const content = line.trimEnd();
  if (!content.endsWith(escape)) return undefined;
  return `${content.slice(0, -1)}${" ".repeat(line.length - content.length)}\\`;
}

function addComment({ text, comments }: Reading, start: number, end: number): void {
  const to = text.charAt(end - 1) === "\r" ? end - 1 : end;
  comments.push({ type: "Comment", range: [start, to], text: text.slice(start, to).replace(/^#+/u, "").trim() });
}

const takesHereDocuments = /^(?:ONBUILD\s+)?(?:RUN|COPY|ADD)\s/iu;
const hereDocumentPattern = /(?:^|[\s;&|(])\d*<<(-?)(["']?)([A-Za-z_][\w.-]*)\2(?=$|[\s;&|)>])/gu;

function readHereDocuments(reading: Reading, line: string, start: number): readonly DockerfileHereDocument[] {
  if (!line.includes("<<") || !takesHereDocuments.test(line)) return [];
  return [...line.matchAll(hereDocumentPattern)].flatMap((match) => {
    const [all, dash, quote, delimiter = ""] = match;
    const body = readBody(reading, delimiter, dash === "-");
    if (body) return [{ delimiter, isQuoted: quote !== "", body }];
    const at = start + match.index + all.indexOf("<<");
    reading.problems.push({
      message: `No line holds \`${delimiter}\` alone, so this here-document swallows the rest of the file.`,
      advice: `Write \`${delimiter}\` alone on the line behind its text.`,
      range: [at, start + match.index + all.length],
    });
    reading.at = reading.text.length;
    return [];
  });
}

function readBody(reading: Reading, delimiter: string, stripsTabs: boolean): Range | undefined {
  const { text } = reading;
  const start = Math.min(reading.at, text.length);
  for (let at = start; at < text.length;) {
    const end = lineEnd(text, at);
    const line = text.slice(at, end).replace(/\r$/u, "");
    if ((stripsTabs ? line.replace(/^\t+/u, "") : line) === delimiter) {
      reading.at = end + 1;
      return [start, at];
    }
    at = end + 1;
  }
  return undefined;
}
