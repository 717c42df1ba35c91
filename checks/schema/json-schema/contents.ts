/** What of a YAML or JSON document is held against a schema, and where a mistake of a whole block is shown. */

import type { LineIndex, Range } from "../../../core/text.ts";
import type { JsonDocument, YamlDocument } from "../../../languages/parsed.ts";

/** An empty document is one that somebody has not written yet. */
export function contentsOf(document: YamlDocument | JsonDocument) {
  if (document.language !== "yaml") return document.tree.content === undefined ? [] : [document.tree.content];
  return document.tree.documents.flatMap(({ content }) => {
    const isEmpty = content === undefined || (content.type === "YamlScalar" && content.raw === "");
    return isEmpty ? [] : [content];
  });
}

/** A mistake of a whole block is shown on the line where the block starts. */
export function firstLine([start, end]: Range, lines: LineIndex): Range {
  return [start, Math.min(end, lines.line(lines.position(start).line)[1])];
}
