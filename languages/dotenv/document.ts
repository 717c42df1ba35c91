/** A dotenv file after its one parse. */

import type { Document } from "../../core/document.ts";
import type { DotenvDocument } from "../parsed.ts";
import { readSettingsWaivers } from "../settings-waivers.ts";
import { reasonNotToRead } from "../unread.ts";
import { parseDotenv } from "./parse.ts";

export function parseDotenvDocument(document: Document): DotenvDocument {
  const { text, lines } = document;
  const unread = reasonNotToRead(text);
  const parsed = parseDotenv(unread === undefined ? text : "");
  // With commands of a shell in it, it is a script for `source`, and nothing here can be said of it.
  const { tree, problems } = parsed.isScript ? parseDotenv("") : parsed;
  return {
    ...document,
    language: "dotenv",
    tree: { ...tree, range: [0, text.length] },
    problems,
    waivers: readSettingsWaivers(parsed.tree.comments, text, lines),
    ...(unread !== undefined && { unread }),
  };
}
