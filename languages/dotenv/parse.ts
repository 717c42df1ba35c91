/** Reads a dotenv file as its readers agree on it; a problem is only what neither Compose nor a shell makes a setting of. */

import type { Range } from "../../core/text.ts";
import type { Comment, ParseProblem } from "../parsed.ts";
import type { DotenvEntry, DotenvFile } from "./tree.ts";

export interface ParsedDotenv {
  readonly tree: DotenvFile;
  readonly problems: readonly ParseProblem[];
  /** It holds commands of a shell, so it is a script for `source` and nothing else. */
  readonly isScript: boolean;
}

interface Reading {
  readonly text: string;
  at: number;
  readonly entries: DotenvEntry[];
  readonly comments: Comment[];
  readonly problems: ParseProblem[];
  isScript: boolean;
}

interface Value {
  readonly value: string;
  readonly range: Range;
  readonly quote: DotenvEntry["quote"];
}

const mostProblems = 50;
/** Of a value in quotes that runs over lines, in UTF-16 units. */
const longestValue = 100_000;

const assignment =
  /^(?<before>[ \t]*(?:export[ \t]+)?)(?<name>[^\s=:"'`#<>{}$()]+)(?<left>[ \t]*)(?<sign>=|:(?=[ \t]))(?<right>[ \t]*)/u;
const command =
  /^[ \t]*(?:(?:if|elif|else|fi|for|while|until|do|done|case|esac|function|source|set|unset|echo|printf|eval|alias|cd|return|exit|local|declare|readonly|test|trap)(?=[ \t;]|$)(?![ \t]*=)|\.[ \t]|\[\[?[ \t]|\}[ \t;]*$|\$|[A-Za-z_]\w*[ \t]*\(\))/u;

export function parseDotenv(text: string): ParsedDotenv {
  const reading: Reading = { text, at: 0, entries: [], comments: [], problems: [], isScript: false };
  while (reading.at < text.length && !reading.isScript) readLine(reading);
  const tree: DotenvFile = {
    type: "DotenvFile",
    range: [0, text.length],
    entries: reading.entries,
    comments: reading.comments,
  };
  return { tree, problems: reading.problems, isScript: reading.isScript };
}

function readLine(reading: Reading): void {
  const { text, at: start } = reading;
  const end = lineEnd(text, start);
  const line = text.slice(start, end);
  reading.at = nextLine(text, end);
  const content = line.trim();
  if (content === "") return;
  const from = start + line.length - line.trimStart().length;
  if (content.startsWith("#")) return comment(reading, from, from + content.length);
  const match = assignment.exec(line);
  if (match?.groups) return readEntry(reading, start, end, match[0].length, match.groups);
  if (command.test(line)) {
    reading.isScript = true;
    return;
  }
  // A name alone is taken from the surroundings; a place that somebody is to fill in is no mistake yet.
  if (/^(?:export[ \t]+.*|[\w.-]+(?:[ \t]+#.*)?)$/u.test(content) || /<[^>]*>|\{\{/u.test(content)) return;
  if (reading.problems.length < mostProblems)
    reading.problems.push(lineProblem(content, [from, from + content.length]));
}

function comment({ text, comments }: Reading, start: number, end: number): void {
  comments.push({ type: "Comment", range: [start, end], text: text.slice(start, end).replace(/^#+/u, "").trim() });
}

function lineProblem(content: string, range: Range): ParseProblem {
  const shown = content.length > 40 ? `${content.slice(0, 40)}…` : content;
  if (content.startsWith("="))
    return {
      message: "Before `=` stands no name, so nothing is set.",
      advice: "Write the name before it, or delete the line.",
      range,
    };
  return {
    message: `\`${shown}\` is neither a comment nor \`NAME=value\`: Compose refuses the file, and a shell runs the line as a command.`,
    advice: "Write `NAME=value`, or `#` before a comment; a value of several lines stands in quotes.",
    range,
  };
}

function readEntry(
  reading: Reading,
  start: number,
  end: number,
  length: number,
  groups: Readonly<Record<string, string>>,
): void {
  const { before = "", name = "", left = "", sign = "=", right = "" } = groups;
  const nameStart = start + before.length;
  const nameRange: Range = [nameStart, nameStart + name.length];
  const read = readValue(reading, start + length, end);
  const signAt = nameRange[1] + left.length;
  const hasValue = read.value !== "" || read.quote !== "none";
  // Blanks before nothing are blanks at a line's end.
  const hasBlanks = left !== "" || (right !== "" && hasValue && sign === "=");
  reading.entries.push({
    type: "DotenvEntry",
    range: [nameStart, read.range[1]],
    name,
    nameRange,
    isExported: /export/u.test(before),
    hasColon: sign === ":",
    ...(hasBlanks && { blanks: [nameRange[1], Math.max(signAt + 1, read.range[0])] }),
    value: read.value,
    valueRange: read.range,
    quote: read.quote,
  });
}

function readValue(reading: Reading, start: number, end: number): Value {
  const { text } = reading;
  const quote = text[start];
  if (start < end && (quote === '"' || quote === "'" || quote === "`")) {
    const closing = closingQuote(text, start, quote);
    const behind = closing === undefined ? "" : text.slice(closing + 1, lineEnd(text, closing));
    const endsThere = /^[ \t]*(?:#.*)?$/u.test(behind);
    if (closing !== undefined && endsThere) {
      reading.at = nextLine(text, lineEnd(text, closing));
      commentBehind(reading, closing + 1);
      return { value: text.slice(start + 1, closing), range: [start, closing + 1], quote };
    }
    // Behind a quote that is closed on its line more may follow: a shell puts the pieces together.
    const isOpen = closing === undefined || closing > end;
    if (isOpen && reading.problems.length < mostProblems) reading.problems.push(unclosed(text, start, quote));
  }
  return bareValue(reading, start, end);
}

function unclosed(text: string, start: number, quote: string): ParseProblem {
  return {
    message: `The quote \`${quote}\` that opens here is not closed: Compose refuses the file, and a shell takes the lines below into the value.`,
    advice: `Close it with \`${quote}\`.`,
    range: [start, Math.min(lineEnd(text, start), start + 40)],
  };
}

/** Where the quote is closed, on this line or a later one; only in double quotes does a backslash escape it. */
function closingQuote(text: string, start: number, quote: string): number | undefined {
  const last = Math.min(text.length, start + longestValue);
  for (let at = start + 1; at < last; at += 1) {
    if (text[at] === "\\" && quote === '"') at += 1;
    else if (text[at] === quote) return at;
  }
  return undefined;
}

function bareValue(reading: Reading, start: number, end: number): Value {
  const written = reading.text.slice(start, end);
  const mark = /(?:^|[ \t])#/u.exec(written);
  const value = (mark ? written.slice(0, mark.index) : written).trimEnd();
  if (mark) commentBehind(reading, start + mark.index);
  return { value, range: [start, start + value.length], quote: "none" };
}

function commentBehind(reading: Reading, from: number): void {
  const { text } = reading;
  const end = lineEnd(text, from);
  const at = text.slice(from, end).indexOf("#");
  if (at !== -1) comment(reading, from + at, end);
}

function lineEnd(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  if (newline === -1) return text.length;
  return newline > at && text[newline - 1] === "\r" ? newline - 1 : newline;
}

function nextLine(text: string, end: number): number {
  const newline = text.indexOf("\n", end);
  return newline === -1 ? text.length : newline + 1;
}
