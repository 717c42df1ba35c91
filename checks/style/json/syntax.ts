/**
 * JSON that does not parse.
 *
 * Why: whatever reads the file stops at the first mistake, and nothing of it takes effect.
 *
 * Comments and trailing commas are mistakes in `.json` files and belong to the language in JSONC files.
 *
 * Bad (network/peers.json):
 * ```json
 * { "peers": ["10.0.0.1", "10.0.0.2",] }
 * ```
 *
 * Good (network/peers.json):
 * ```json
 * { "peers": ["10.0.0.1", "10.0.0.2"] }
 * ```
 *
 * Mend: mend the first mistake first; later ones may only follow from it.
 *
 * Waive: JSON has no comments; list the path under `ignore` in `.github/plumbline.yml`.
 */

import type { FileCheck, Observation } from "../../../core/check.ts";
import type { JsonDocument, ParseProblem } from "../../../languages/parsed.ts";
import { syntaxFindings } from "../syntax-findings.ts";

const templateMark = /\{\{|\{%|<%|%\}|\$\{/;

const check: FileCheck<object, JsonDocument> = { scope: "file", languages: ["json", "jsonc"], look };
export default check;

function look(document: JsonDocument): Observation {
  const { path, text, problems } = document;
  if (problems.some((problem) => isTemplate(text, problem))) {
    const reason = "holds template expressions outside strings: it is JSON only after rendering";
    return { findings: [], gaps: [{ path, reason, cause: "unsupported" }] };
  }
  return { findings: syntaxFindings(document) };
}

/** A problem at a template's mark says that the file is no JSON yet, which nobody claimed. */
function isTemplate(text: string, { range }: ParseProblem): boolean {
  return templateMark.test(text.slice(Math.max(0, range[0] - 1), range[0] + 2));
}
