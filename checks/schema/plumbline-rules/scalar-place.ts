/** From a place in a scalar's text to the place in the file, for scalars that stand there as they are read. */

import type { Range } from "../../../core/text.ts";
import type { YamlNode } from "../../../languages/yaml/tree.ts";

/** The whole scalar where escapes or folding keep the two apart. */
export function placeInScalar(node: YamlNode, offset: number): Range {
  if (node.type !== "YamlScalar" || offset >= node.value.length) return node.range;
  const { raw, value, range } = node;
  if (node.style === "literal") return placeInLiteral(raw, value, range, offset);
  const inset = raw.indexOf(value);
  if (inset === -1) return node.range;
  const start = range[0] + inset + offset;
  return [start, start + 1];
}

/** Lines of a literal stand below its header, each with the same indentation. */
function placeInLiteral(raw: string, value: string, range: Range, offset: number): Range {
  const before = value.slice(0, offset).split("\n");
  const rawLines = raw.split("\n");
  const line = rawLines[before.length];
  const text = value.split("\n")[before.length - 1];
  if (line === undefined || text === undefined || !line.endsWith(text)) return range;
  const above = rawLines.slice(0, before.length).reduce((sum, each) => sum + each.length + 1, 0);
  const start = range[0] + above + (line.length - text.length) + (before.at(-1)?.length ?? 0);
  return [start, start + 1];
}
