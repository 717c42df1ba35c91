/** Indentation under `.editorconfig`, as far as a text shows it without doubt: tabs or spaces, and the steps of YAML and JSON. */

import type { Finding } from "../../../core/finding.ts";
import { walk } from "../../../languages/eslint-language.ts";
import type { JsonDocument, ParsedDocument, YamlDocument } from "../../../languages/parsed.ts";
import type { YamlFile, YamlMapping } from "../../../languages/yaml/tree.ts";
import type { Asked } from "./asked.ts";
import { contentOf, isUnderstood } from "./content.ts";
import { type FaultyLine, findingsOf, linesWords } from "./hunks.ts";

/** Their recipes and cells need tabs, whatever an editor is told. */
const needTabs = /(?:^|\/)(?:GNU)?[Mm]akefile(?:\.[^/]*)?$|\.(?:mk|mak|tsv)$/u;

interface IndentedLine {
  readonly number: number;
  readonly start: number;
  readonly blanks: string;
  /** The first character behind the blanks. */
  readonly next: string;
}

export function indentationStyle(document: ParsedDocument, asked: Asked): readonly Finding[] {
  const setting = asked.get("indent_style");
  const { language, path, problems } = document;
  if (setting === undefined || language === "markdown" || problems.length > 0) return [];
  const indented = indentedLines(document);
  const fault = {
    property: "indent_style",
    alike: ["style/yaml/tabs"],
    advice: "Let the editor indent the file again.",
  };
  if (setting.value === "space") {
    if (needTabs.test(path)) return [];
    const size = Number(asked.get("indent_size")?.value);
    const faulty = indented
      .filter(({ blanks }) => blanks.includes("\t"))
      .map((line) => ({ number: line.number, ...spacesFor(line, size, isUnderstood(document)) }));
    return findingsOf(document, faulty, indented.length, {
      ...fault,
      words: (count) => `Tabs indent ${linesWords(count)}, and \`${setting.from}\` asks for spaces.`,
    });
  }
  // YAML forbids tabs.
  if (language === "yaml") return [];
  const spaced = indented.filter(({ blanks, next }) => blanks.startsWith(" ") && next !== "*");
  if (!isSpaced(document, indented, spaced)) return [];
  return findingsOf(document, spaced, indented.length, {
    ...fault,
    words: (count) => `Spaces indent ${linesWords(count)}, and \`${setting.from}\` asks for tabs.`,
  });
}

/** Behind a tab, or below a longer line, spaces may align: only JSON, or a text without a single tab, says that they indent. */
function isSpaced(
  { language }: ParsedDocument,
  indented: readonly IndentedLine[],
  spaced: readonly IndentedLine[],
): boolean {
  if (language === "json" || language === "jsonc") return true;
  const isAlone = indented.every(({ blanks }) => !blanks.includes("\t"));
  return isAlone && spaced.filter(({ blanks }) => blanks.length > 1).length >= 3;
}

function spacesFor({ start, blanks }: IndentedLine, size: number, isSafe: boolean): Partial<FaultyLine> {
  if (!Number.isInteger(size) || !/^\t+$/u.test(blanks)) return {};
  const edit = { range: [start, start + blanks.length] as const, text: " ".repeat(size * blanks.length) };
  return { edit, isUnsafe: !isSafe };
}

/** Lines that begin with blanks and hold something else, but no part of a value. */
function indentedLines(document: ParsedDocument): readonly IndentedLine[] {
  const { text, lines } = document;
  const isContent = contentOf(document);
  const found: IndentedLine[] = [];
  for (let number = 1; number <= lines.count; number += 1) {
    const [start, end] = lines.line(number);
    let at = start;
    while (at < end && (text[at] === " " || text[at] === "\t")) at += 1;
    if (at === start || at === end || isContent(number)) continue;
    found.push({ number, start, blanks: text.slice(start, at), next: text[at] ?? "" });
  }
  return found;
}

/** A level below another one, on a line of its own. */
interface Step {
  readonly line: number;
  readonly width: number;
}

export function indentationSteps(document: ParsedDocument, asked: Asked): readonly Finding[] {
  const setting = asked.get("indent_size");
  const size = Number(setting?.value);
  if (setting === undefined || !Number.isInteger(size) || !isUnderstood(document)) return [];
  const steps = stepsOf(document);
  const faulty = new Set(steps.filter(({ width }) => width !== size).map(({ line }) => line));
  return findingsOf(
    document,
    [...faulty].sort((left, right) => left - right).map((number) => ({ number })),
    steps.length,
    {
      property: "indent_size",
      alike: ["style/yaml/indentation"],
      words: (count) =>
        `${count === 1 ? "This line begins a level that is" : `These ${count} lines begin levels that are`} not indented by the ${size} ${size === 1 ? "space" : "spaces"} that \`${setting.from}\` asks for.`,
      advice: `Indent each level by ${size} ${size === 1 ? "space" : "spaces"}.`,
    },
  );
}

function stepsOf(document: ParsedDocument): readonly Step[] {
  if (document.language === "yaml") return [...yamlSteps(document)];
  return document.language === "json" || document.language === "jsonc" ? [...jsonSteps(document)] : [];
}

/** Lists may stand flush with their key. */
function* yamlSteps({ tree, lines, text }: YamlDocument): Generator<Step> {
  for (const mapping of mappingsIn(tree)) {
    if (mapping.style === "flow") continue;
    const parent = lines.position(mapping.range[0]);
    for (const { key, value } of mapping.pairs) {
      if ((value.type !== "YamlMapping" && value.type !== "YamlSequence") || value.style === "flow") continue;
      const { line, column } = lines.position(value.range[0]);
      if (line === lines.position(key.range[1]).line || text[value.range[0] - 1] === "\t") continue;
      const width = column - parent.column;
      if (width > 0) yield { line, width };
    }
  }
}

function* mappingsIn({ documents }: YamlFile): Generator<YamlMapping> {
  const open = documents.flatMap(({ content }) => (content ? [content] : []));
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === "YamlSequence") open.push(...node.items);
    if (node.type !== "YamlMapping") continue;
    yield node;
    open.push(...node.pairs.map(({ value }) => value));
  }
}

/** Members on lines of their own, beside the line that opens their object or list. */
function* jsonSteps({ tree, lines, text }: JsonDocument): Generator<Step> {
  const blanksOf = (line: number): string => /^[ \t]*/u.exec(text.slice(...lines.line(line)))?.[0] ?? "";
  for (const { node, parent, entering } of walk(tree)) {
    const isInside = parent?.type === "JsonObject" || parent?.type === "JsonArray";
    if (!entering || !isInside) continue;
    const { line, column } = lines.position(node.range[0]);
    const opening = lines.position(parent.range[0]).line;
    const blanks = blanksOf(line);
    const before = blanksOf(opening);
    if (line === opening || column !== blanks.length + 1 || blanks.includes("\t") || before.includes("\t")) continue;
    yield { line, width: blanks.length - before.length };
  }
}
