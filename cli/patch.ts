/** Writes changes of files as a patch that `git apply` takes. */

import { structuredPatch } from "diff";
import type { FixedFile } from "./fix-files.ts";

const mark = "\ufeff";

export function patchOf(files: readonly FixedFile[]): string {
  return files.map(filePatch).join("");
}

function filePatch({ path, before, after, byteOrderMark }: FixedFile): string {
  const [old, fixed] = byteOrderMark ? [mark + before, mark + after] : [before, after];
  const { hunks } = structuredPatch("", "", old, fixed, "", "", { context: 3 });
  const body = hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) =>
    [`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`, ...lines, ""].join("\n"),
  );
  return `--- ${patchName(`a/${path}`)}\n+++ ${patchName(`b/${path}`)}\n${body.join("")}`;
}

/** Names with control characters, quotes or backslashes are quoted as in C; a tab ends one that has spaces. */
function patchName(name: string): string {
  if (!/["\\\u0000-\u001f\u007f]/.test(name)) return name.includes(" ") ? `${name}\t` : name;
  const quoted = name.replace(/["\\\u0000-\u001f\u007f]/g, (character) =>
    character === '"' || character === "\\"
      ? `\\${character}`
      : `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`,
  );
  return `"${quoted}"`;
}
