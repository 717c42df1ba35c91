/**
 * Conflict markers that a merge left behind.
 *
 * Why: both sides of the conflict stand in the file, most readers cannot parse it, and nobody decided which side is right.
 *
 * Only the whole sequence counts: a line of seven `=` alone is an ordinary underline.
 *
 * Bad (network/hosts.txt):
 * ```text
 * <<<<<<< HEAD
 * 10.0.0.1 edge-1
 * =======
 * 10.0.0.2 edge-1
 * >>>>>>> move-edge
 * ```
 *
 * Good (network/hosts.txt):
 * ```text
 * 10.0.0.2 edge-1
 * ```
 *
 * Mend: keep the side that is meant and delete the markers.
 *
 * Waive: `# plumbline-disable-file security/text/merge-conflict -- reason`
 */

import type { FileCheck, Observation } from "../../../core/check.ts";
import type { Finding } from "../../../core/finding.ts";
import type { Range } from "../../../core/text.ts";
import type { ParsedDocument } from "../../../languages/parsed.ts";
import { walk } from "../../../languages/eslint-language.ts";

interface Conflict {
  /** The line that opens it. */
  readonly range: Range;
  readonly label: string;
  readonly lastLine: number;
}

const marker = /^(?:<{7}(?= |\r?$)|={7}(?=\r?$)|>{7}(?= |\r?$)).*$/gm;

const check: FileCheck<object, ParsedDocument> = { scope: "file", look };
export default check;

function look(document: ParsedDocument): Observation {
  const { path, text } = document;
  if (!text.includes("<<<<<<<") || !text.includes(">>>>>>>")) return { findings: [] };
  const shown = codeBlocks(document);
  const findings = conflictsIn(document)
    .filter(({ range }) => !shown.some((block) => block[0] <= range[0] && range[1] <= block[1]))
    .map((conflict): Finding => {
      const side = conflict.label === "" ? "" : ` \`${conflict.label}\``;
      return {
        message: `A merge conflict${side} was left here, up to line ${conflict.lastLine}: both sides stand in the file.`,
        advice: "Keep the side that is meant and delete the three markers.",
        at: { path, range: conflict.range },
      };
    });
  return { findings };
}

function conflictsIn({ text, lines }: ParsedDocument): readonly Conflict[] {
  const conflicts: Conflict[] = [];
  let opened: RegExpExecArray | undefined;
  let parted = false;
  for (const match of text.matchAll(marker)) {
    const [line] = match;
    if (line.startsWith("<")) {
      opened = match;
      parted = false;
    } else if (line.startsWith("=")) parted = opened !== undefined;
    else if (opened && parted) {
      const [opening] = opened;
      conflicts.push({
        range: [opened.index, opened.index + opening.trimEnd().length],
        label: opening.slice(7).trim(),
        lastLine: lines.position(match.index).line,
      });
      opened = undefined;
      parted = false;
    }
  }
  return conflicts;
}

/** A page about conflicts shows one as code. */
function codeBlocks(document: ParsedDocument): readonly Range[] {
  if (document.language !== "markdown") return [];
  return [...walk(document.tree)].filter(({ node }) => node.type === "code").map(({ node }) => node.range);
}
