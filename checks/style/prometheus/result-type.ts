/**
 * Rules whose expression gives a range of samples or a text.
 *
 * Why: the file is loaded, and then every evaluation of the rule fails, so that nothing is recorded and nobody is paged.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - record: job:requests:rate5m
 *         expr: http_requests_total[5m]
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - record: job:requests:rate5m
 *         expr: sum by (job) (rate(http_requests_total[5m]))
 * ```
 *
 * Mend: put a function around the range.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/result-type -- reason`
 */

import { typeOfPromql } from "../../../languages/promql/types.ts";
import { prometheusCheck } from "./reading/prometheus-check.ts";

export default prometheusCheck(({ expression, title }) => {
  const tree = expression?.tree;
  if (!tree || expression.problems.length > 0) return [];
  const type = typeOfPromql(tree);
  if (type !== "matrix" && type !== "string") return [];
  const given = type === "matrix" ? "a range of samples" : "a text";
  return [
    {
      place: expression.at(tree),
      message: `${title} evaluates to ${given}, so each evaluation of it fails.`,
      advice:
        type === "matrix"
          ? "Put a function such as `rate` or `max_over_time` around the range."
          : "Write an expression that gives numbers.",
    },
  ];
});
