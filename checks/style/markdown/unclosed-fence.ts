/**
 * Code fences that are never closed.
 *
 * Why: everything below the fence is shown as code, so headings, links and warnings of a runbook are lost when they are needed.
 *
 * Bad (docs/runbook.md):
 * ````markdown
 * ```sh
 * kubectl rollout undo deployment/api
 *
 * ## Roll forward
 * ````
 *
 * Good (docs/runbook.md):
 * ````markdown
 * ```sh
 * kubectl rollout undo deployment/api
 * ```
 *
 * ## Roll forward
 * ````
 *
 * Mend: close the fence with the same marks on a line of their own.
 *
 * Waive: `<!-- plumbline-disable-next-line style/markdown/unclosed-fence -- reason -->`
 */

import type { MarkdownNode } from "../../../languages/markdown/tree.ts";
import type { MarkdownDocument } from "../../../languages/parsed.ts";
import { reportFinding, type StyleCheck } from "../../../languages/style-check.ts";

const check: StyleCheck<object, MarkdownDocument> = {
  meta: { docs: { languages: ["markdown"] } },
  create: (context) => ({
    code(node: MarkdownNode) {
      const fence = openFence(context.sourceCode.text.slice(...node.range));
      if (fence === undefined) return;
      const [start] = node.range;
      reportFinding(context, {
        at: { range: [start, start + fence.length] },
        message: "This code fence is never closed, so everything below it is shown as code.",
        advice: `Close it with ${fence.length} ${fence.startsWith("~") ? "tildes" : "backticks"} on a line of their own.`,
      });
    },
  }),
};
export default check;

/** The marks of a fenced block whose last line does not close it; a block that is indented has none. */
function openFence(source: string): string | undefined {
  const lines = source.split(/\r?\n/);
  const fence = /^(?:`{3,}|~{3,})/.exec(lines[0] ?? "")?.[0];
  if (fence === undefined) return undefined;
  const last = lines.length > 1 ? (lines.at(-1) ?? "") : "";
  // Inside quotes and lists the line begins with the marks of these.
  const marks = /^[\s>]*(`+|~+)\s*$/.exec(last)?.[1];
  const isClosed = marks !== undefined && marks[0] === fence[0] && marks.length >= fence.length;
  return isClosed ? undefined : fence;
}
