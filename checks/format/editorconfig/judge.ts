/** One document under the `.editorconfig` files above it: each property that is asked of it, by whoever reads that property. */

import type { Observation } from "../../../core/check.ts";
import type { Finding } from "../../../core/finding.ts";
import type { ParsedDocument } from "../../../languages/parsed.ts";
import { type Asked, askedOf } from "./asked.ts";
import type { EditorFiles } from "./editor-files.ts";
import { lineEndings, longLines, trailingBlanks } from "./lines.ts";
import { indentationSteps, indentationStyle } from "./indentation.ts";
import { charset, finalNewline } from "./whole-file.ts";

/** Written by a tool that asks no editor. */
const writtenByTools =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|Chart\.lock|\.terraform\.lock\.hcl|go\.(?:mod|sum|work)|\.gitmodules|[^/]+\.lock|[^/]+\.min\.[^./]+)$/u;
/** Blanks at the ends of their lines are those of other files. */
const patches = /\.(?:patch|diff|rej)$/iu;

const longestText = 512 * 1024;

export async function judge(
  document: ParsedDocument,
  files: EditorFiles,
  properties: readonly string[],
): Promise<Observation> {
  const { path, text } = document;
  if (writtenByTools.test(path)) return { findings: [], skipped: "it is as its tool writes it" };
  if (patches.test(path)) return { findings: [], skipped: "a patch holds the layout of other files" };
  const asked = await askedOf(document, files, properties);
  if (asked.size === 0)
    return { findings: [], skipped: "not checked, `.editorconfig` asks nothing of it", aside: true };
  if (text.length > longestText) {
    return {
      findings: [],
      gaps: [{ path, reason: "longer than 512 KB: its layout is not read", cause: "unsupported" }],
    };
  }
  return { findings: readers.flatMap((read) => read(document, asked)) };
}

type Reader = (document: ParsedDocument, asked: Asked) => readonly Finding[];

const readers: readonly Reader[] = [
  charset,
  lineEndings,
  indentationStyle,
  indentationSteps,
  trailingBlanks,
  longLines,
  finalNewline,
];
