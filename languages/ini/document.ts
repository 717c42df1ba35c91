/** An INI text after its one parse, in the dialect of whoever reads it. */

import type { Document } from "../../core/document.ts";
import type { IniDocument } from "../parsed.ts";
import { readSettingsWaivers } from "../settings-waivers.ts";
import { reasonNotToRead } from "../unread.ts";
import { iniDialect } from "./dialect.ts";
import { parseIni } from "./parse.ts";

export function parseIniDocument(document: Document): IniDocument {
  const { text, lines, path } = document;
  const dialect = iniDialect(path, text);
  const unread = reasonNotToRead(text);
  const { tree, problems } = parseIni(unread === undefined ? text : "", dialect);
  return {
    ...document,
    language: "ini",
    dialect,
    tree: { ...tree, range: [0, text.length] },
    problems,
    waivers: readSettingsWaivers(tree.comments, text, lines),
    ...(unread !== undefined && { unread }),
  };
}
