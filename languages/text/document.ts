/** A text of no language we read: one node, waivers in the usual comment marks, nothing that could be wrong. */

import type { Document } from "../../core/document.ts";
import type { TextDocument } from "../parsed.ts";
import { mentions } from "../foreign/forms.ts";
import { readForeignWaivers } from "../foreign/read.ts";
import { readWaivers } from "../waivers.ts";
import { findMentions } from "./comments.ts";

export function parseTextDocument(document: Document): TextDocument {
  const { text, lines } = document;
  return {
    ...document,
    language: "text",
    tree: { type: "TextFile", range: [0, text.length] },
    problems: [],
    waivers: [
      ...readWaivers(findMentions(text, ["plumbline-"]), text, lines),
      ...readForeignWaivers(findMentions(text, mentions), { text, lines }),
    ],
  };
}
