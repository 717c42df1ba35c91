/** `.editorconfig` as its specification reads it: sections with their properties, and lines that are none of it. */

import type { Range } from "../../core/text.ts";

export interface EditorconfigFile {
  /** Files in folders above do not count. */
  readonly isRoot: boolean;
  /** Above the first section. */
  readonly preamble: readonly EditorconfigProperty[];
  readonly sections: readonly EditorconfigSection[];
  /** Neither a section, nor a property, nor a comment. */
  readonly strayLines: readonly Range[];
}

export interface EditorconfigSection {
  /** Between the brackets, as written. */
  readonly glob: string;
  /** Of the glob. */
  readonly range: Range;
  readonly properties: readonly EditorconfigProperty[];
}

export interface EditorconfigProperty {
  /** In lower case. */
  readonly name: string;
  /** As written, without the blanks around it. What looks like a comment behind it is part of it. */
  readonly value: string;
  readonly nameRange: Range;
  readonly valueRange: Range;
}

export function readEditorconfig(text: string): EditorconfigFile {
  const preamble: EditorconfigProperty[] = [];
  const sections: (EditorconfigSection & { readonly properties: EditorconfigProperty[] })[] = [];
  const strayLines: Range[] = [];
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    const line = trimmed(text, [start, end]);
    start = end + 1;

    const words = text.slice(...line);
    if (words === "" || words.startsWith("#") || words.startsWith(";")) continue;
    if (words.startsWith("[") && words.endsWith("]") && words.length > 1) {
      const range: Range = [line[0] + 1, line[1] - 1];
      sections.push({ glob: text.slice(...range), range, properties: [] });
      continue;
    }
    const property = propertyIn(text, line);
    if (property === undefined) strayLines.push(line);
    else (sections.at(-1)?.properties ?? preamble).push(property);
  }
  const isRoot = preamble.findLast(({ name }) => name === "root")?.value.toLowerCase() === "true";
  return { isRoot, preamble, sections, strayLines };
}

function propertyIn(text: string, [start, end]: Range): EditorconfigProperty | undefined {
  const equals = text.indexOf("=", start);
  if (equals <= start || equals >= end) return undefined;
  const nameRange = trimmed(text, [start, equals]);
  const valueRange = trimmed(text, [equals + 1, end]);
  return {
    name: text.slice(...nameRange).toLowerCase(),
    value: text.slice(...valueRange),
    nameRange,
    valueRange,
  };
}

function trimmed(text: string, [from, to]: Range): Range {
  let [start, end] = [from, to];
  while (start < end && isBlank(text[start])) start += 1;
  while (end > start && isBlank(text[end - 1])) end -= 1;
  return [start, end];
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t" || character === "\r" || character === "\v" || character === "\f";
}
