/** What `.editorconfig` asks of each line alone: its ending, blanks before it, its length. */

import type { Finding } from "../../../core/finding.ts";
import type { ParsedDocument } from "../../../languages/parsed.ts";
import type { Asked } from "./asked.ts";
import { contentOf, isUnderstood } from "./content.ts";
import { type FaultyLine, findingsOf, linesWords } from "./hunks.ts";

export function lineEndings(document: ParsedDocument, asked: Asked): readonly Finding[] {
  const setting = asked.get("end_of_line");
  const { text, lines } = document;
  if (setting === undefined || setting.value === "cr" || !text.includes("\r\n")) return [];
  // Where no line ends with `\r\n`, git has taken them away on its way in.
  const wanted = setting.value === "lf" ? "\n" : "\r\n";
  const isContent = contentOf(document);
  const faulty: FaultyLine[] = [];
  for (let number = 1; number <= lines.count; number += 1) {
    const [, end] = lines.line(number);
    const isLong = text[end] === "\r" && text[end + 1] === "\n";
    if (end >= text.length || isLong === (wanted === "\r\n")) continue;
    const edit = isLong ? { range: [end, end + 1] as const, text: "" } : { range: [end, end] as const, text: "\r" };
    faulty.push({ number, edit, isUnsafe: isContent(number) || !isUnderstood(document) });
  }
  const [is, should] = wanted === "\n" ? ["CRLF", "LF"] : ["LF", "CRLF"];
  return findingsOf(document, faulty, lines.count, {
    property: "end_of_line",
    alike: ["style/yaml/new-lines"],
    words: (count) =>
      `${capital(linesWords(count))} ${count === 1 ? "ends" : "end"} with ${is}, and \`${setting.from}\` asks for ${should}.`,
    advice: "Let the editor save the file with the line endings that are asked for.",
  });
}

export function trailingBlanks(document: ParsedDocument, asked: Asked): readonly Finding[] {
  const setting = asked.get("trim_trailing_whitespace");
  const { text, lines, path, language } = document;
  // An empty last cell is a tab.
  if (setting?.value !== "true" || /\.tsv$/iu.test(path)) return [];
  const isContent = contentOf(document);
  const faulty: FaultyLine[] = [];
  let concerned = 0;
  for (let number = 1; number <= lines.count; number += 1) {
    const [start, end] = lines.line(number);
    if (end > start) concerned += 1;
    let blank = end;
    while (blank > start && (text[blank - 1] === " " || text[blank - 1] === "\t")) blank -= 1;
    if (blank === end || (language === "markdown" && isHardBreak(text.slice(blank, end), blank > start))) continue;
    const edit = { range: [blank, end] as const, text: "" };
    faulty.push({ number, edit, isUnsafe: isContent(number) || !isUnderstood(document) });
  }
  return findingsOf(document, faulty, concerned, {
    property: "trim_trailing_whitespace",
    alike: ["style/yaml/trailing-spaces"],
    words: (count) => `Blanks end ${linesWords(count)}, and \`${setting.from}\` asks editors to trim them.`,
    advice: "Delete the blanks at the end of the line.",
  });
}

function isHardBreak(blanks: string, isBehindText: boolean): boolean {
  return isBehindText && blanks.startsWith("  ");
}

export function longLines(document: ParsedDocument, asked: Asked): readonly Finding[] {
  const setting = asked.get("max_line_length");
  const { text, lines, language } = document;
  if (setting === undefined || setting.value === "off" || language === "json" || language === "jsonc") return [];
  const most = Number(setting.value);
  const isContent = contentOf(document);
  const faulty: FaultyLine[] = [];
  for (let number = 1; number <= lines.count; number += 1) {
    const [start, end] = lines.line(number);
    if (end - start <= most || isContent(number)) continue;
    const line = text.slice(start, end);
    if ([...line].length > most && canBreak(line, most)) faulty.push({ number });
  }
  return findingsOf(document, faulty, lines.count, {
    property: "max_line_length",
    alike: ["style/yaml/line-length"],
    words: (count) =>
      `${capital(linesWords(count))} ${count === 1 ? "has" : "have"} more than the ${most} characters that \`${setting.from}\` asks for.`,
    advice: "Break the line where it reads well.",
  });
}

/** A blank behind the first word and before the limit; no address, and no row of a table. */
function canBreak(line: string, most: number): boolean {
  const words = line.slice(0, most + 1).replace(/^[\s#/*>-]+/u, "");
  return /\S\s/u.test(words) && !line.includes("://") && !line.trimStart().startsWith("|");
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
