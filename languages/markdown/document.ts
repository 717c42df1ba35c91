/** A Markdown document after its one parse. Loads the Markdown parser: import it only where Markdown is read. */

import type { Document } from "../../core/document.ts";
import type { MarkdownDocument } from "../parsed.ts";
import { readWaivers } from "../waivers.ts";
import { parseMarkdown } from "./parse.ts";

export function parseMarkdownDocument(document: Document): MarkdownDocument {
  const { text, lines } = document;
  const tree = parseMarkdown(text);
  return { ...document, language: "markdown", tree, problems: [], waivers: readWaivers(tree.comments, text, lines) };
}
