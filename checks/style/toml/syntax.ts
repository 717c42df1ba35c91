/**
 * TOML that does not parse.
 *
 * Why: whatever reads the file refuses all of it, and nothing of it takes effect.
 *
 * What is defined twice is such a mistake, too: a key, a table, a table that was written as a whole before. What TOML 1.1
 * allows is taken, though older readers refuse some of it.
 *
 * Bad (deploy/gateway.toml):
 * ```toml
 * [gateway]
 * listen = 0.0.0.0:8443
 * ```
 *
 * Good (deploy/gateway.toml):
 * ```toml
 * [gateway]
 * listen = "0.0.0.0:8443"
 * ```
 *
 * Bad (deploy/gateway.toml):
 * ```toml
 * [gateway]
 * port = 443
 *
 * [limits]
 * open = 100
 *
 * [gateway]
 * host = "edge-1"
 * ```
 *
 * Mend: mend the first mistake first; later ones may only follow from it.
 *
 * Waive: `# plumbline-disable-next-line style/toml/syntax -- reason`
 */

import type { FileCheck, Observation } from "../../../core/check.ts";
import { untemplatedKinds } from "../../../core/kinds.ts";
import type { ParseProblem, TomlDocument } from "../../../languages/parsed.ts";

const templateMark = /\{\{|\{%|<%|%\}|\}\}/u;

const check: FileCheck<object, TomlDocument> = { scope: "file", languages: ["toml"], kinds: untemplatedKinds, look };
export default check;

function look(document: TomlDocument): Observation {
  const { path, problems, unread } = document;
  if (unread !== undefined) return { findings: [], gaps: [{ path, reason: unread, cause: "unsupported" }] };
  if (problems.some((problem) => isTemplate(document, problem))) {
    const reason = "holds template expressions outside strings: it is TOML only after rendering";
    return { findings: [], gaps: [{ path, reason, cause: "unsupported" }] };
  }
  return {
    findings: problems.map(({ message, advice, range }) => ({
      message,
      ...(advice !== undefined && { advice }),
      at: { path, range },
    })),
  };
}

/** A problem on a line with a template's marks says that the file is no TOML yet, which nobody claimed. */
function isTemplate({ text, lines }: TomlDocument, { range }: ParseProblem): boolean {
  const [start, end] = lines.line(lines.position(range[0]).line);
  return templateMark.test(text.slice(Math.max(start, range[0] - 200), Math.min(end, range[0] + 200)));
}
