/** Lines whose blanks are part of a value: in blocks of text, here-documents, and strings over several lines. */

import type { Range } from "../../../core/text.ts";
import { walk } from "../../../languages/eslint-language.ts";
import type { ParsedDocument } from "../../../languages/parsed.ts";

export type IsContent = (line: number) => boolean;

const read = new WeakMap<ParsedDocument, IsContent>();

/** Lines behind the first of such a value, from 1. */
export function contentOf(document: ParsedDocument): IsContent {
  const known = read.get(document);
  if (known) return known;
  const { lines } = document;
  const numbers = new Set<number>();
  for (const [start, end] of valuesIn(document)) {
    const last = lines.position(Math.max(start, end - 1)).line;
    for (let number = lines.position(start).line + 1; number <= last; number += 1) numbers.add(number);
  }
  const isContent = (line: number): boolean => numbers.has(line);
  read.set(document, isContent);
  return isContent;
}

/** Whether what a language means by its blanks is known here: elsewhere a person has to judge. */
export function isUnderstood({ language, problems, unread }: ParsedDocument): boolean {
  const known: readonly string[] = ["yaml", "json", "jsonc", "hcl"];
  return known.includes(language) && problems.length === 0 && unread === undefined;
}

/** Values that may go over several lines. */
const values: ReadonlySet<string> = new Set([
  "YamlScalar",
  "HclTemplate",
  "ShellHereDocument",
  "ShellQuoted",
  "ShellString",
]);

function* valuesIn(document: ParsedDocument): Generator<Range> {
  for (const { node, entering } of walk(document.tree))
    if (entering && values.has(node.type)) yield widened(node.range, node.type);
  if (document.language !== "dockerfile") return;
  for (const { hereDocuments } of document.tree.instructions) {
    for (const { body } of hereDocuments) yield widened(body, "DockerfileHereDocument");
  }
}

/** The range of a here-document begins with its first line, which is content already, and ends before the line of its word. */
function widened([start, end]: Range, type: string): Range {
  return type.endsWith("HereDocument") ? [Math.max(0, start - 1), end + 1] : [start, end];
}
