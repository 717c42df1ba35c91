/**
 * Rates that are taken of a sum of counters.
 *
 * Why: a sum falls when one process restarts, which `rate` takes for a restart of everything, so the graph shows a jump that never was.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - record: job:requests:rate5m
 *         expr: rate(sum by (job) (requests_total)[5m:])
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - record: job:requests:rate5m
 *         expr: sum by (job) (rate(requests_total[5m]))
 * ```
 *
 * Mend: take the rate of each counter first, then the sum.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/rate-after-sum -- reason`
 */

import { bare, everyNode, metricOf } from "../../../languages/promql/tree.ts";
import { prometheusCheck } from "./reading/prometheus-check.ts";

const counterFunctions = new Set(["rate", "irate", "increase"]);

export default prometheusCheck(({ expression }) => {
  const tree = expression?.tree;
  if (!tree) return [];
  return [...everyNode(tree)].flatMap((node) => {
    if (node.type !== "PromqlCall" || !counterFunctions.has(node.name.text)) return [];
    const argument = node.arguments[0] && bare(node.arguments[0]);
    if (argument?.type === "PromqlSubquery") {
      const inner = bare(argument.expression);
      if (inner.type !== "PromqlAggregation" || inner.operator !== "sum") return [];
      return [
        {
          place: expression.at(inner),
          message: `\`${node.name.text}\` is taken of a \`sum\`, so a counter that starts anew looks like a jump of all the others.`,
          advice: `Write \`sum(${node.name.text}(…))\`: first the rate of each counter, then their sum.`,
        },
      ];
    }
    const metric = argument?.type === "PromqlRange" ? metricOf(argument.selector) : undefined;
    // By the naming of recording rules, `level:metric:operations`: what is a sum already cannot be seen to start anew.
    if (metric === undefined || !/:sum$/u.test(metric) || argument?.type !== "PromqlRange") return [];
    return [
      {
        place: expression.at(argument),
        message: `\`${node.name.text}\` is taken of \`${metric}\`, which by its name is a sum, so a counter that starts anew looks like a jump of all the others.`,
        advice: `Record the sum of rates, and use that.`,
      },
    ];
  });
});
