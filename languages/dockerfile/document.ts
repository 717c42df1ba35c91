/** A Dockerfile after its one parse, with the scripts that its `RUN` lines hold. */

import type { Document } from "../../core/document.ts";
import type { LineIndex } from "../../core/text.ts";
import type { Waiver } from "../../core/waiver.ts";
import { readForeignWaivers } from "../foreign/read.ts";
import type { DockerfileDocument } from "../parsed.ts";
import { readWaivers } from "../waivers.ts";
import { parseDockerfile } from "./parse.ts";
import { readScripts } from "./run-script.ts";
import type { DockerfileFile } from "./tree.ts";

/** In UTF-16 units. */
const longest = 1_000_000;

export function parseDockerfileDocument(document: Document): DockerfileDocument {
  const { text, lines } = document;
  const isTooLong = text.length > longest;
  const { tree, problems } = parseDockerfile(isTooLong ? "" : text);
  const scripts = readScripts(tree, text);
  const comments = [...tree.comments, ...scripts.flatMap((script) => script.tree.comments)];
  const waivers = [...readWaivers(comments, text, lines), ...readForeignWaivers(comments, { text, lines })];
  return {
    ...document,
    language: "dockerfile",
    tree,
    problems,
    scripts,
    waivers: waivers.map((waiver) => overInstruction(waiver, tree, lines)),
    ...(isTooLong && { unread: "is too long to be read as a Dockerfile" }),
  };
}

/** What is said above an instruction holds for all of its lines. */
function overInstruction(waiver: Waiver, { instructions }: DockerfileFile, lines: LineIndex): Waiver {
  if (waiver.form !== "next-line") return waiver;
  const [first] = waiver.covers;
  // Comments may stand between the waiver and what it is about.
  const next = instructions.find(({ range }) => range[0] >= waiver.range[1]);
  if (!next) return waiver;
  const start = lines.position(next.range[0]).line;
  const end = lines.position(Math.max(next.range[0], next.range[1] - 1)).line;
  const last = next.hereDocuments.reduce((line, { body }) => Math.max(line, lines.position(body[1]).line), end);
  const isAbove = waiver.origin === "hadolint" || start === first;
  return isAbove ? { ...waiver, covers: [start, last] } : waiver;
}
