/** Makes a document of a file that was read: its language, its kind, its lines. */

import type { FileContent } from "./differential.ts";
import type { Document } from "./document.ts";
import { kindOf, languageOf } from "./kinds.ts";
import { indexLines } from "./text.ts";

type TextContent = Extract<FileContent, { kind: "text" }>;

export function openDocument(path: string, { text, byteOrderMark }: TextContent): Document {
  const language = languageOf(path) ?? "text";
  return { path, text, byteOrderMark, language, kind: kindOf(path, text, language), lines: indexLines(text) };
}
