/**
 * Table rows with more cells than the header.
 *
 * Why: GitHub drops the cells that have no column, so what was written there is not shown to anybody.
 *
 * Bad (docs/ports.md):
 * ```markdown
 * | port | meaning |
 * | ---- | ------- |
 * | 443  | HTTPS   | public |
 * ```
 *
 * Good (docs/ports.md):
 * ```markdown
 * | port | meaning | reach  |
 * | ---- | ------- | ------ |
 * | 443  | HTTPS   | public |
 * ```
 *
 * Mend: give the header another column, or write `\|` for a bar that belongs to a cell's text.
 *
 * Waive: `<!-- plumbline-disable-file style/markdown/table-columns -- reason -->`
 */

import type { MarkdownNode } from "../../../languages/markdown/tree.ts";
import type { MarkdownDocument } from "../../../languages/parsed.ts";
import { reportFinding, type StyleCheck } from "../../../languages/style-check.ts";

const check: StyleCheck<object, MarkdownDocument> = {
  meta: { docs: { languages: ["markdown"] } },
  create: (context) => ({
    table(node: MarkdownNode) {
      const [header, ...rows] = node.children ?? [];
      const columns = header?.children?.length ?? 0;
      for (const row of rows) {
        const lost = row.children?.slice(columns) ?? [];
        const [first] = lost;
        // An empty cell at the end is a bar too many, and nothing is lost with it.
        if (!first || !lost.some((cell) => (cell.children?.length ?? 0) > 0)) continue;
        reportFinding(context, {
          at: { range: [first.range[0], row.range[1]] },
          message: `This row has ${columns + lost.length} cells and the table's header has ${columns}: GitHub does not show the rest.`,
          advice: "Give the header another column, or write `\\|` for a bar that belongs to a cell's text.",
        });
      }
    },
  }),
};
export default check;
