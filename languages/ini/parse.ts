/** Reads INI line by line in the dialect of its reader; only what that reader refuses or drops is a problem. */

import type { Range } from "../../core/text.ts";
import type { Comment, ParseProblem } from "../parsed.ts";
import type { IniDialect } from "./dialect.ts";
import type { IniEntry, IniFile, IniSection } from "./tree.ts";

export interface ParsedIni {
  readonly tree: IniFile;
  readonly problems: readonly ParseProblem[];
}

interface OpenSection {
  readonly start: number;
  readonly name?: string;
  readonly nameRange?: Range;
  readonly entries: OpenEntry[];
  end: number;
}

/** An entry whose value may go on in the lines below. */
interface OpenEntry {
  readonly keyRange: Range;
  readonly valueStart: number;
  readonly hasValue: boolean;
  readonly indentation: number;
  end: number;
}

interface Reading {
  readonly text: string;
  readonly dialect: IniDialect;
  readonly sections: OpenSection[];
  readonly comments: Comment[];
  readonly problems: ParseProblem[];
  /** The last entry's value goes on in the next line, whatever that holds. */
  goesOn: boolean;
  /** That value is none: it belongs to a line that is a mistake. */
  isLost: boolean;
  /** Opened by three quotes or a backquote in the value before, as Grafana's reader has it. */
  closing?: string;
  toldMissingSection: boolean;
}

/** A line without its line ending. */
interface Line {
  readonly start: number;
  readonly end: number;
  /** The first character that is no blank. */
  readonly from: number;
  readonly content: string;
}

const mostProblems = 50;

export function parseIni(text: string, dialect: IniDialect): ParsedIni {
  const reading: Reading = {
    text,
    dialect,
    sections: [{ start: 0, entries: [], end: 0 }],
    comments: [],
    problems: [],
    goesOn: false,
    isLost: false,
    toldMissingSection: false,
  };
  for (const line of linesOf(text)) readLine(reading, line);
  const tree: IniFile = {
    type: "IniFile",
    range: [0, text.length],
    sections: reading.sections.map((section) => closeSection(section, text)),
    comments: reading.comments,
  };
  return { tree, problems: reading.problems };
}

function* linesOf(text: string): Generator<Line> {
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf("\n", start);
    const next = newline === -1 ? text.length : newline + 1;
    let end = newline === -1 ? text.length : newline;
    if (end > start && text[end - 1] === "\r") end -= 1;
    const whole = text.slice(start, end);
    const content = whole.trim();
    yield { start, end, from: start + (whole.length - whole.trimStart().length), content };
    start = next;
  }
}

function readLine(reading: Reading, line: Line): void {
  const { dialect } = reading;
  if (reading.closing !== undefined) return readQuotedLine(reading, line);
  const isComment = line.content !== "" && dialect.comments.includes(line.content.charAt(0));
  // systemd leaves comments out between continued lines; the value goes on behind them.
  if (isComment && (!reading.goesOn || dialect.name === "systemd")) return readComment(reading, line);
  if (reading.goesOn) return continueEntry(reading, line);
  if (line.content === "") return;
  if (isIndentedContinuation(reading, line)) return continueEntry(reading, line);
  if (line.content.startsWith("[")) return readHeader(reading, line);
  readEntry(reading, line);
}

function readComment({ comments }: Reading, line: Line): void {
  const text = line.content.replace(/^[#;]+/u, "").trim();
  comments.push({ type: "Comment", range: [line.from, line.from + line.content.length], text });
}

function isIndentedContinuation({ dialect, sections }: Reading, { start, from }: Line): boolean {
  if (dialect.continuation !== "indentation") return false;
  const entry = sections.at(-1)?.entries.at(-1);
  // Where the reader is not known, an indented line may be anything.
  if (dialect.name === "unknown") return from > start;
  return entry !== undefined && from - start > entry.indentation;
}

function continueEntry(reading: Reading, line: Line): void {
  const section = reading.sections.at(-1);
  const entry = section?.entries.at(-1);
  reading.goesOn = reading.dialect.continuation === "backslash" && endsOpen(line.content, reading, line);
  if (!entry || !section || reading.isLost) return;
  entry.end = Math.max(entry.end, line.from + line.content.length);
  section.end = entry.end;
}

function readQuotedLine(reading: Reading, line: Line): void {
  const { closing = "" } = reading;
  continueEntry(reading, line);
  reading.goesOn = false;
  if (line.content.includes(closing)) delete reading.closing;
}

/** An odd number of backslashes at the very end of the line; a blank behind the last keeps it from counting. */
function endsOpen(content: string, { text }: Reading, { end }: Line): boolean {
  if (!content.endsWith("\\") || text[end - 1] !== "\\") return false;
  return (/\\+$/u.exec(content)?.[0].length ?? 0) % 2 === 1;
}

const gitHeader = /^\[\s*[A-Za-z0-9.-]+(?:\s+"(?:[^"\\]|\\.)*")?\s*\]/u;

function readHeader(reading: Reading, line: Line): void {
  const { dialect, sections } = reading;
  const { content, from } = line;
  const closing = dialect.name === "git" ? (gitHeader.exec(content)?.[0].length ?? 0) - 1 : content.lastIndexOf("]");
  if (closing < 2) {
    if (dialect.name === "unknown" && !/^\[[\w .:/@-]+$/u.test(content)) return;
    return headerProblem(reading, line);
  }
  const nameRange: Range = [from + 1, from + closing];
  const name = content.slice(1, closing).trim();
  sections.push({ start: from, name, nameRange, entries: [], end: from + closing + 1 });
  const rest = content.slice(closing + 1).trim();
  if (dialect.name === "git" && rest !== "" && !/^[#;]/u.test(rest)) {
    const start = from + content.length - rest.length;
    readEntry(reading, { ...line, from: start, content: rest });
  }
}

function headerProblem(reading: Reading, { content, from }: Line): void {
  const { dialect, problems, sections } = reading;
  const isEmpty = /^\[\s*\]/u.test(content);
  // What follows belongs to a section that nobody named, not to the one before.
  sections.push({ start: from, name: content.slice(1), entries: [], end: from + content.length });
  if (problems.length >= mostProblems) return;
  problems.push({
    message: isEmpty
      ? "A section's header without a name opens no section."
      : `The header \`${shortened(content)}\` is not closed, so ${dialect.reader} sees no section here.`,
    advice: isEmpty ? "Name the section." : "Close it with `]`.",
    range: [from, from + content.length],
  });
}

function readEntry(reading: Reading, line: Line): void {
  const { dialect, sections, problems, text } = reading;
  const { content, from } = line;
  const section = sections.at(-1);
  if (!section) return;
  if (dialect.name === "mysql" && content.startsWith("!include")) return;
  const at = delimiterAt(content, dialect);
  const key = (at === -1 ? content : content.slice(0, at)).trimEnd();
  if (key === "" || (at === -1 && !dialect.bareKeys)) {
    if (problems.length < mostProblems) problems.push(lineProblem(reading, line, key === ""));
    reading.goesOn = dialect.continuation === "backslash" && endsOpen(content, reading, line);
    reading.isLost = reading.goesOn;
    return;
  }
  if (dialect.needsSection && section.name === undefined && !reading.toldMissingSection) {
    reading.toldMissingSection = true;
    problems.push({
      message: `\`${shortened(key)}\` stands before any section, where ${dialect.reader} ${consequence(dialect)}.`,
      advice: "Put the header of its section, `[…]`, above it.",
      range: [from, from + key.length],
    });
  }
  const rest = at === -1 ? "" : content.slice(at + 1);
  const blanks = rest.length - rest.trimStart().length;
  const end = from + content.length;
  const entry: OpenEntry = {
    keyRange: [from, from + key.length],
    valueStart: at === -1 ? end : Math.min(end, from + at + 1 + blanks),
    hasValue: at !== -1,
    indentation: from - line.start,
    end,
  };
  section.entries.push(entry);
  reading.isLost = false;
  section.end = end;
  reading.goesOn = dialect.continuation === "backslash" && endsOpen(content, reading, line);
  const opened = dialect.name === "grafana" ? openedQuote(text.slice(entry.valueStart, end)) : undefined;
  if (opened !== undefined) reading.closing = opened;
}

/** Of the first `=`, or `:` where the reader takes it. */
function delimiterAt(content: string, { delimiters, name }: IniDialect): number {
  const at = delimiters === "=" ? content.indexOf("=") : content.search(/[=:]/u);
  if (name !== "git" || at === -1) return at;
  // `flag # a = b` is a key that stands alone.
  return /[#;]/u.test(content.slice(0, at)) ? -1 : at;
}

/** Three quotes or a backquote that the line does not close. */
function openedQuote(value: string): string | undefined {
  for (const quote of ['"""', "`"]) {
    if (value.startsWith(quote) && !value.slice(quote.length).includes(quote)) return quote;
  }
  return undefined;
}

function lineProblem({ dialect, sections, text }: Reading, line: Line, hasNoKey: boolean): ParseProblem {
  const { content, from, start } = line;
  const range: Range = [from, from + content.length];
  if (hasNoKey) {
    return {
      message: `Before \`${content.charAt(0)}\` stands no key, so ${dialect.reader} ${consequence(dialect)}.`,
      advice: "Write the key before it, or delete the line.",
      range,
    };
  }
  const above = sections.at(-1)?.entries.at(-1);
  const aboveText = above && text.slice(above.end, start);
  const isBrokenContinuation =
    dialect.continuation === "backslash" &&
    above !== undefined &&
    /^[ \t]+\r?\n$/u.test(aboveText ?? "") &&
    text[above.end - 1] === "\\";
  const sign = dialect.delimiters === "=" ? "`=`" : "`=` or `:`";
  return {
    message: `\`${shortened(content)}\` is neither a section, nor a comment, nor a key with ${sign}, so ${dialect.reader} ${consequence(dialect)}.`,
    advice: isBrokenContinuation
      ? "Delete the blanks behind the backslash that ends the line above: only a backslash at the very end continues it."
      : adviceFor(dialect),
    range,
  };
}

function adviceFor({ continuation }: IniDialect): string {
  if (continuation === "backslash")
    return "Write `KEY=VALUE`, or end the line above with a backslash if this continues it.";
  return continuation === "indentation"
    ? "Write `KEY = VALUE`, or indent the line if it continues the one above."
    : "Write `KEY=VALUE`, or `#` before a comment.";
}

/** What the reader does with such a line. */
function consequence({ name }: IniDialect): string {
  return name === "systemd" ? "ignores it" : "refuses the file";
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function closeSection({ start, name, nameRange, entries, end }: OpenSection, text: string): IniSection {
  return {
    type: "IniSection",
    range: [start, end],
    ...(name !== undefined && { name }),
    ...(nameRange && { nameRange }),
    entries: entries.map((entry) => closeEntry(entry, text)),
  };
}

function closeEntry({ keyRange, valueStart, hasValue, end }: OpenEntry, text: string): IniEntry {
  const valueRange: Range = [valueStart, Math.max(valueStart, end)];
  return {
    type: "IniEntry",
    range: [keyRange[0], valueRange[1]],
    key: text.slice(...keyRange),
    keyRange,
    ...(hasValue && { value: text.slice(...valueRange) }),
    valueRange,
  };
}
