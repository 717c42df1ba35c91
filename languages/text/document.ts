/** A text of no language we read: one node, waivers in the usual comment marks, nothing that could be wrong. */

import type { Document } from "../../core/document.ts";
import type { TextDocument } from "../parsed.ts";
import { readWaivers } from "../waivers.ts";
import { findMentions } from "./comments.ts";

export function parseTextDocument(document: Document): TextDocument {
  const { text, lines } = document;
  return {
    ...document,
    language: "text",
    tree: { type: "TextFile", range: [0, text.length] },
    problems: [],
    waivers: readWaivers(findMentions(text), text, lines),
  };
}
