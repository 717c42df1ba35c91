/**
 * `nindent` that cannot fit the lines above it.
 *
 * Why: the text lands beside the key that it was meant for, or the result is not YAML, and either shows only when somebody renders the chart.
 *
 * Told is only what is wrong whatever is written: less than the key right above, deeper than a value that has ended there, or
 * between the lines around it. Blocks of text (`|`) are left alone.
 *
 * Bad:
 * ```text
 * === head shop/Chart.yaml
 * apiVersion: v2
 * name: shop
 * version: 1.0.0
 *
 * === head shop/templates/pod.yaml
 * spec:
 *   template:
 *     metadata:
 *       labels:
 *         {{- toYaml .Values.podLabels | nindent 4 }}
 * ```
 *
 * Good:
 * ```text
 * === head shop/Chart.yaml
 * apiVersion: v2
 * name: shop
 * version: 1.0.0
 *
 * === head shop/templates/pod.yaml
 * spec:
 *   template:
 *     metadata:
 *       labels:
 *         {{- toYaml .Values.podLabels | nindent 8 }}
 * ```
 *
 * Mend: write as many blanks as the lines beside it have.
 *
 * Waive: `# plumbline-disable-next-line style/helm/nindent -- reason`, or the same in a comment of the template
 */

import type { FileCheck } from "../../../core/check.ts";
import type { Finding } from "../../../core/finding.ts";
import type { Range } from "../../../core/text.ts";
import { walk, type TreeNode } from "../../../languages/eslint-language.ts";
import type { GoTemplateAction, GoTemplatePipeline } from "../../../languages/go-template/tree.ts";
import { linesAbove, lineStartOf, type LineAbove } from "../../../languages/helm/margins.ts";
import type { GoTemplateDocument } from "../../../languages/parsed.ts";
import { gatherCharts, isInChart, outsideOfCharts } from "./chart/gather-chart.ts";

const check: FileCheck<object, GoTemplateDocument> = {
  scope: "file",
  languages: ["go-template"],
  kinds: ["helm-template"],
  gather: gatherCharts,
  look: (document, { facts }) => {
    if (!isInChart(facts)) return { findings: [], skipped: outsideOfCharts, aside: true };
    return { findings: /\.(?:ya?ml|tpl)$/iu.test(document.path) ? misplaced(document) : [] };
  },
};
export default check;

function misplaced({ path, text, tree }: GoTemplateDocument): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { node, entering } of walk(tree)) {
    const indent = entering && isAction(node) ? indentOf(node.pipeline) : undefined;
    const lineStart = indent && lineStartOf(text, node.range);
    const lines = lineStart === undefined || lineStart === 0 ? undefined : linesAbove(text, lineStart - 1);
    const wrong = indent && lines ? whatIsWrong(indent.blanks, lines) : undefined;
    if (indent && wrong) findings.push({ ...wrong, at: { path, range: indent.range } });
  }
  return findings;
}

function isAction(node: TreeNode): node is GoTemplateAction {
  return node.type === "GoTemplateAction";
}

const writers: ReadonlySet<string> = new Set(["toYaml", "include", "tpl"]);

/** Of a block of YAML that somebody writes by `toYaml … | nindent 4`. */
function indentOf({ variables, commands }: GoTemplatePipeline): { blanks: number; range: Range } | undefined {
  const first = commands[0]?.operands[0];
  const last = commands.at(-1);
  const [callee, blanks] = last?.operands ?? [];
  if (variables.length > 0 || first?.type !== "GoTemplateFunction" || !writers.has(first.name)) return undefined;
  if (callee?.type !== "GoTemplateFunction" || callee.name !== "nindent" || !last) return undefined;
  if (blanks?.type !== "GoTemplateLiteral" || !/^\d{1,3}$/u.test(blanks.raw)) return undefined;
  return { blanks: Number(blanks.raw), range: last.range };
}

function whatIsWrong(blanks: number, lines: readonly LineAbove[]): Pick<Finding, "message" | "advice"> | undefined {
  const [above] = lines;
  const column = above?.columns.at(-1);
  if (above?.key === undefined || column === undefined) return undefined;
  const { key } = above;
  const place = `\`${key}\` above it, which is indented by ${column}`;
  if (above.isOpen && blanks < column && !isItemsOf(blanks, above)) {
    const message = `\`nindent ${blanks}\` writes further left than ${place}, so \`${key}\` stays empty.`;
    return { message, advice: `Use \`nindent ${column + 2}\`.` };
  }
  if (!above.isComplete) return undefined;
  if (blanks > column) {
    const message = `\`nindent ${blanks}\` writes deeper than ${place} and has its value there, so the result is not YAML.`;
    return {
      message,
      advice: `Use \`nindent ${column}\` to go on beside it, or the indentation of an item or a key further up.`,
    };
  }
  const known = lines.flatMap(({ columns }) => columns);
  if (blanks === 0 || known.includes(blanks)) return undefined;
  const message = `\`nindent ${blanks}\` fits no line above it: the nearest ones are indented by ${known.slice(0, 3).join(", ")}.`;
  return { message, advice: `Use \`nindent ${column}\` to write beside \`${key}\`.` };
}

/** The dash of `- key:` is where further items may go on, but then the key has nothing. */
function isItemsOf(blanks: number, { columns }: LineAbove): boolean {
  return columns.slice(0, -1).includes(blanks);
}
