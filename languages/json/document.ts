/** A JSON or JSONC document after its one parse. */

import type { Document } from "../../core/document.ts";
import type { JsonDocument } from "../parsed.ts";
import { readWaivers } from "../waivers.ts";
import { parseJson } from "./parse.ts";

export function parseJsonDocument(document: Document): JsonDocument {
  const { text, lines } = document;
  const language = document.language === "jsonc" ? "jsonc" : "json";
  const { tree, problems } = parseJson(text, { comments: language === "jsonc" });
  return { ...document, language, tree, problems, waivers: readWaivers(tree.comments, text, lines) };
}
