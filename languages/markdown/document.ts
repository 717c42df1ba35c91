/** A Markdown document after its one parse. Loads the Markdown parser: import it only where Markdown is read. */

import type { Document } from "../../core/document.ts";
import type { MarkdownDocument } from "../parsed.ts";
import { readWaivers } from "../waivers.ts";
import { isBeyondReading, parseMarkdown } from "./parse.ts";

export function parseMarkdownDocument(document: Document): MarkdownDocument {
  const { text, lines } = document;
  const tree = parseMarkdown(text);
  return {
    ...document,
    language: "markdown",
    tree,
    problems: [],
    waivers: readWaivers(tree.comments, text, lines),
    ...(isBeyondReading(text) && { unread: "is longer or deeper than its Markdown can be read in time" }),
  };
}
