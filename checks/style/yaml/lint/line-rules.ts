/** Lines: empty ones, long ones, how they end, and blanks at their end. */

import { scanYamlTokens } from "../../../../languages/yaml/tokens/scan.ts";
import type { LintRule, Said } from "./lint-rule.ts";
import type { LintLine, LintText, Problem } from "./lint-text.ts";

function problem({ number }: LintLine, column: number, { message, advice }: Said): Problem {
  return { line: number, column, seenAt: number, message, advice };
}

export const emptyLines: LintRule = (text, settings) => {
  const most = settings.number("max", 2);
  const atStart = settings.number("max-start", 0);
  const atEnd = settings.number("max-end", 0);
  return text.lines.flatMap((line, index) => {
    const rest = text.text.slice(line.end, line.end + 4);
    // The last of a row speaks for all; a row ends where line endings change.
    if (line.start !== line.end || rest === "" || rest.startsWith("\n\n") || rest === "\r\n\r\n") return [];
    const isEnd = text.lines[index + 1]?.start === text.text.length;
    if (isEnd && line.end === 0) return [];
    const start = blankStart(text.text, line.start);
    const count = text.text.slice(start, line.start).split("\n").length - (start === 0 ? 0 : 1);
    const limit = isEnd ? atEnd : start === 0 ? atStart : most;
    if (count <= limit) return [];
    const where = isEnd ? " at the end" : start === 0 ? " at the start" : "";
    const lines = count === 1 ? "1 empty line stands" : `${count} empty lines stand`;
    const message = `${lines} here${where}, more than the ${limit} that ${limit === 1 ? "is" : "are"} asked for.`;
    return [problem(line, 1, { message, advice: "Delete the empty lines." })];
  });
};

/** Where the row of line ends before an offset begins. */
function blankStart(text: string, offset: number): number {
  let start = offset;
  while (text.slice(Math.max(0, start - 2), start) === "\r\n") start -= 2;
  while (text[start - 1] === "\n") start -= 1;
  return start;
}

export const lineLength: LintRule = (text, settings) => {
  const most = settings.number("max", 80);
  const inlineMappings = settings.flag("allow-non-breakable-inline-mappings", false);
  const words = inlineMappings || settings.flag("allow-non-breakable-words", true);
  return text.lines.flatMap((line) => {
    if (line.end - line.start <= most) return [];
    const content = text.text.slice(line.start, line.end);
    const length = [...content].length;
    if (length <= most) return [];
    if (words && isOneWord(content)) return [];
    if (inlineMappings && isInlineMapping(content)) return [];
    const message = `The line has ${length} characters, more than the ${most} that are asked for.`;
    return [problem(line, most + 1, { message, advice: "Break the line." })];
  });
};

/** Behind its indentation and the mark of a comment or an entry. */
function isOneWord(content: string): boolean {
  const rest = content.replace(/^ +/u, "");
  if (rest === "") return false;
  const comment = /^#+/u.exec(rest)?.[0].length;
  const start = comment === undefined ? (rest.startsWith("-") ? 2 : 0) : comment + 1;
  return !rest.slice(start).includes(" ");
}

/** `key: value` with a value that has no blank to break at. */
function isInlineMapping(content: string): boolean {
  const { tokens } = scanYamlTokens(content);
  const mapping = tokens.findIndex(({ type }) => type === "block-mapping-start");
  if (mapping === -1) return false;
  const value = tokens.findIndex(({ type }, index) => {
    return type === "value" && index > mapping && tokens[index + 1]?.type === "scalar";
  });
  const scalar = value === -1 ? undefined : tokens[value + 1];
  return scalar !== undefined && !content.slice(scalar.start.column).includes(" ");
}

export const newLineAtEndOfFile: LintRule = ({ text, lines }) => {
  const last = lines.at(-1);
  if (last === undefined || last.end === last.start) return [];
  const said = { message: "The last line has no newline at its end.", advice: "End the file with a newline." };
  return [problem(last, last.end - last.start + (text === "" ? 0 : 1), said)];
};

export const newLines: LintRule = ({ text, lines }, settings) => {
  const [first] = lines;
  if (first === undefined || first.end >= text.length) return [];
  const isDos = settings.choice("type", "unix") === "dos";
  if (text.startsWith(isDos ? "\r\n" : "\n", first.end)) return [];
  const message = `Lines end ${isDos ? "with a line feed alone" : "with a carriage return"}, and ${isDos ? "`\\r\\n`" : "`\\n`"} is asked for.`;
  return [problem(first, first.end + 1, { message, advice: "Save the file with the other line endings." })];
};

export const trailingSpaces: LintRule = ({ text, lines }: LintText) =>
  lines.flatMap((line) => {
    let end = line.end;
    while (end > line.start && " \t\r\v\f".includes(text[end - 1] ?? "")) end -= 1;
    if (end === line.end || (text[end] !== " " && text[end] !== "\t")) return [];
    const said = {
      message: "Blanks end this line, where nobody sees them.",
      advice: "Delete the blanks at the end of the line.",
    };
    return [problem(line, end - line.start + 1, said)];
  });
