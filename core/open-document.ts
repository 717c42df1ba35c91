/** Makes a document of a file that was read: its language, its kind, its lines. */

import type { FileContent } from "./differential.ts";
import type { Document } from "./document.ts";
import { kindOf, languageOf } from "./kinds.ts";
import { indexLines } from "./text.ts";

type TextContent = Extract<FileContent, { kind: "text" }>;

export function openDocument(path: string, { text, byteOrderMark }: TextContent): Document {
  const byPath = languageOf(path, text);
  const kind = kindOf(path, text, byPath);
  // What is written in a template is YAML, or anything, only when somebody renders it.
  const language = kind === "helm-template" ? "go-template" : byPath;
  return { path, text, byteOrderMark, language, kind, lines: indexLines(text) };
}
