/**
 * Characters that a reviewer cannot see.
 *
 * Why: text that is shown in another order than it is read, or that carries words unseen, passes every review by eye.
 *
 * Marks that a script needs are left alone: joiners in emoji, Arabic and Indic words, direction marks on lines that run from right to left.
 * In Markdown prose only overrides and hidden text count; zero-width characters count in its code, which people copy.
 *
 * Bad (k8s/service.yaml):
 * ```yaml
 * host: api<U+200B>.internal
 * ```
 *
 * Good (k8s/service.yaml):
 * ```yaml
 * host: api.internal
 * ```
 *
 * Mend: delete the character; where a value needs it, write it as an escape.
 *
 * Waive: `# plumbline-disable-next-line security/text/invisible-characters -- reason`
 */

import type { FileCheck, Observation } from "../../../core/check.ts";
import type { Finding } from "../../../core/finding.ts";
import type { Range } from "../../../core/text.ts";
import type { ParsedDocument } from "../../../languages/parsed.ts";
import { walk } from "../../../languages/eslint-language.ts";
import { belongs, describeCharacter, invisibleRun } from "./invisible-characters/characters.ts";

/** One per line, and not more than a reader takes in. */
const mostFindings = 20;

const check: FileCheck<object, ParsedDocument> = { scope: "file", look, fixable: true };
export default check;

function look(document: ParsedDocument): Observation {
  const { path, text, lines } = document;
  const findings: Finding[] = [];
  const code = document.language === "markdown" ? codeRanges(document) : undefined;
  let lastLine = 0;
  for (const match of text.matchAll(invisibleRun)) {
    const [run] = match;
    const range: Range = [match.index, match.index + run.length];
    const { line } = lines.position(range[0]);
    if (line === lastLine || isHarmless(document, run, range, code)) continue;
    findings.push(findingFor(run, path, range));
    lastLine = line;
    if (findings.length >= mostFindings) break;
  }
  return { findings };
}

function isHarmless(
  { text, lines }: ParsedDocument,
  run: string,
  range: Range,
  code: readonly Range[] | undefined,
): boolean {
  const lineRange = lines.line(lines.position(range[0]).line);
  // A long line is judged by its neighbourhood: it may be megabytes.
  const line = text.slice(Math.max(lineRange[0], range[0] - 200), Math.min(lineRange[1], range[1] + 200));
  const [before] = [...text.slice(Math.max(lineRange[0], range[0] - 2), range[0])].slice(-1);
  const [after] = text.slice(range[1], Math.min(lineRange[1], range[1] + 2));
  if (belongs(run, { line, before: before ?? "", after: after ?? "" })) return true;
  if (!code) return false;
  const tricks = [...run].some((character) => describeCharacter(character.codePointAt(0) ?? 0).kind === "hidden");
  if (tricks || /[\u202d\u202e]/.test(run)) return false;
  return !code.some((block) => block[0] <= range[0] && range[1] <= block[1]);
}

function findingFor(run: string, path: string, range: Range): Finding {
  const codes = [...run].map((character) => character.codePointAt(0) ?? 0);
  const [first = 0] = codes;
  const { name, kind } = describeCharacter(first);
  const shown = `\`U+${first.toString(16).toUpperCase().padStart(4, "0")}\` (${name})`;
  const what =
    codes.length === 1
      ? `The invisible character ${shown} stands here`
      : `${codes.length} invisible characters stand here, first ${shown}`;
  return {
    message: `${what}: ${effects[kind]}.`,
    advice: "Delete it, or write it as an escape where the value needs it.",
    at: { path, range },
    evidence: codes
      .map((code) => code.toString(16))
      .join(" ")
      .slice(0, 200),
    fix: { safe: false, edits: [{ range, text: "" }] },
  };
}

const effects = {
  order: "the line is shown in another order than it is read",
  hidden: "it carries text that nobody sees",
  gap: "the text differs from what it looks like",
} as const;

function codeRanges(document: ParsedDocument): readonly Range[] {
  return [...walk(document.tree)]
    .filter(({ node, entering }) => entering && (node.type === "code" || node.type === "inlineCode"))
    .map(({ node }) => node.range);
}
