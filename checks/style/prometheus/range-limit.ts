/**
 * Ranges that look back further than is allowed.
 *
 * Why: beyond the retention there are no samples, and a long range makes every evaluation read all of them.
 *
 * `max` is a length of time such as `15d`; without it nothing is asked. A `.pint.hcl` with `range_query` blocks is heeded.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - record: job:requests:rate30d
 *         expr: sum by (job) (rate(requests_total[30d]))
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - record: job:requests:rate1d
 *         expr: sum by (job) (rate(requests_total[1d]))
 * ```
 *
 * Mend: shorten the range.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/range-limit -- reason`
 */

import type { XStatic } from "typebox/schema";

import { parseDuration, writeDuration } from "../../../languages/promql/duration.ts";
import { everyNode } from "../../../languages/promql/tree.ts";
import { gatherPint, pintAsks } from "./reading/pint.ts";
import { prometheusCheck } from "./reading/prometheus-check.ts";

const optionsSchema = {
  type: "object",
  properties: {
    max: {
      type: "string",
      default: "",
      description: "No range is longer, such as the retention of the server: `15d`.",
    },
  },
  required: ["max"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

export default prometheusCheck<Options>(
  (rule, { options, facts }) => {
    const { expression } = rule;
    const tree = expression?.tree;
    const limits = [
      options.max,
      ...pintAsks(facts, "range_query", rule).flatMap(({ texts }) => texts.get("max") ?? []),
    ];
    const most = Math.min(...limits.map((limit) => parseDuration(limit) ?? Infinity));
    if (!tree || most === Infinity) return [];
    return [...everyNode(tree)].flatMap((node) => {
      if (node.type !== "PromqlRange" && node.type !== "PromqlSubquery") return [];
      const { seconds } = node.duration;
      if (seconds === undefined || seconds <= most) return [];
      return [
        {
          place: expression.at(node.duration),
          message: `This range looks back ${writeDuration(seconds)}, and ${writeDuration(most)} is the most that is allowed.`,
          advice: "Shorten the range, or record the series.",
        },
      ];
    });
  },
  { options: optionsSchema, gather: gatherPint },
);
