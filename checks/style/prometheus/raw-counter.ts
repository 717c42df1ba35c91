/**
 * Alerts that compare a counter as it is.
 *
 * Why: a counter grows until its process starts anew, so the alert fires for ever once it has passed the threshold.
 *
 * Counters are known by their names, which end in `_total`.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ManyErrors
 *         expr: errors_total > 100
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ManyErrors
 *         expr: increase(errors_total[10m]) > 100
 * ```
 *
 * Mend: compare the increase over some time.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/raw-counter -- reason`
 */

import { comparisons } from "../../../languages/promql/types.ts";
import { bare, everyNode, metricOf, type PromqlNode } from "../../../languages/promql/tree.ts";
import { midSentence, prometheusCheck } from "./reading/prometheus-check.ts";

export default prometheusCheck(({ kind, expression, title }) => {
  const tree = expression?.tree;
  if (kind !== "alert" || !tree) return [];
  return [...everyNode(tree)].flatMap((node) => {
    if (node.type !== "PromqlBinary" || !comparisons.has(node.operator)) return [];
    const counter = counterIn(node.left);
    if (!counter || bare(node.right).type !== "PromqlNumber") return [];
    return [
      {
        place: expression.at(counter.node),
        message: `${title} compares \`${counter.metric}\`, a counter by its name, which only grows until its process starts anew.`,
        advice: `Compare \`increase(…[…])\` or \`rate(…[…])\` of it in ${midSentence(title)}.`,
      },
    ];
  });
});

/** A bare counter, or a sum of such. */
function counterIn(tree: PromqlNode): { readonly node: PromqlNode; readonly metric: string } | undefined {
  const node = bare(tree);
  if (node.type === "PromqlAggregation" && ["sum", "max", "min", "avg"].includes(node.operator))
    return counterIn(node.expression);
  if (node.type !== "PromqlSelector") return undefined;
  const metric = metricOf(node);
  return metric !== undefined && metric.endsWith("_total") && !metric.includes(":") ? { node, metric } : undefined;
}
