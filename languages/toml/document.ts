/** A TOML text after its one parse. */

import type { Document } from "../../core/document.ts";
import type { TomlDocument } from "../parsed.ts";
import { readSettingsWaivers } from "../settings-waivers.ts";
import { reasonNotToRead } from "../unread.ts";
import { deepest } from "./cursor.ts";
import { parseToml } from "./parse.ts";

export function parseTomlDocument(document: Document): TomlDocument {
  const { text, lines } = document;
  const reason = reasonNotToRead(text);
  const parsed = parseToml(reason === undefined ? text : "");
  const unread = parsed.isTooDeep ? `nests deeper than ${deepest} levels` : reason;
  const { tree, problems } = unread === undefined ? parsed : parseToml("");
  return {
    ...document,
    language: "toml",
    tree: { ...tree, range: [0, text.length] },
    problems,
    waivers: readSettingsWaivers(parsed.tree.comments, text, lines),
    ...(unread !== undefined && { unread }),
  };
}
