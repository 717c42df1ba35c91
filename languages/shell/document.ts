/** A shell script that is a file of its own, after its one parse. */

import type { Document } from "../../core/document.ts";
import type { ShellDocument } from "../parsed.ts";
import { readForeignWaivers } from "../foreign/read.ts";
import { readWaivers } from "../waivers.ts";
import { shellStart } from "./dialect.ts";
import { longestScript, parseShell } from "./parse.ts";
import { readShellcheckWaivers } from "./shellcheck-waivers.ts";
import { shellOptions } from "./script.ts";

export function parseShellDocument(document: Document): ShellDocument {
  const { text, lines, path } = document;
  const { dialect, flags } = shellStart(path, text);
  const beforehand = reasonNotToRead(text, dialect);
  const read = parseShell(beforehand === undefined ? text : "");
  // Without what is filled in, nobody knows what the shell gets.
  const isTemplate = read.problems.length > 0 && templateLine.test(text);
  const unread = isTemplate ? "is a template that something fills in first" : beforehand;
  const { tree, problems } = isTemplate ? parseShell("") : read;
  return {
    ...document,
    language: "shell",
    tree,
    dialect,
    options: shellOptions(flags),
    problems,
    waivers: [
      ...readWaivers(tree.comments, text, lines),
      ...readForeignWaivers(tree.comments, { text, lines }),
      ...readShellcheckWaivers(tree, lines),
    ],
    ...(unread !== undefined && { unread }),
  };
}

/** A line that begins with a tag of Helm, Go or Jinja. */
const templateLine = /^[ \t]*(?:\{\{-?[ \t/]|\{%-?[ \t])/mu;

function reasonNotToRead(text: string, dialect: string): string | undefined {
  if (dialect === "other") return "is written for a shell whose scripts are not read";
  return text.length > longestScript ? "is too long to be read as a script" : undefined;
}
