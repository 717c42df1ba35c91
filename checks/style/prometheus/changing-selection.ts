/**
 * Alerts that fire for a few chosen series, such as the topmost five.
 *
 * Why: which series are chosen changes from one evaluation to the next, so `for` never passes and people are paged anew.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: Slow
 *         expr: topk(5, latency_seconds) > 1
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: Slow
 *         expr: latency_seconds > 1
 * ```
 *
 * Mend: compare each series with a threshold.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/changing-selection -- reason`
 */

import { everyNode } from "../../../languages/promql/tree.ts";
import { midSentence, prometheusCheck } from "./reading/prometheus-check.ts";

const choosing = new Set(["topk", "bottomk", "limitk", "limit_ratio"]);

export default prometheusCheck(({ kind, expression, title }) => {
  const tree = expression?.tree;
  if (kind !== "alert" || !tree) return [];
  return [...everyNode(tree)].flatMap((node) =>
    node.type === "PromqlAggregation" && choosing.has(node.operator)
      ? [
          {
            place: expression.at({ range: node.operatorRange }),
            message: `\`${node.operator}\` in ${midSentence(title)} chooses other series each time, so alerts come and go while nothing is mended.`,
            advice: "Compare each series with a threshold instead.",
          },
        ]
      : [],
  );
});
