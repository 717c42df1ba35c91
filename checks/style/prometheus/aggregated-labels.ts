/**
 * Aggregations that take away labels which have to stay, or keep those which have to go.
 *
 * Why: routes, dashboards and other rules count on a label, and find nothing once an aggregation drops it.
 *
 * `keep` and `strip` name the labels; a `.pint.hcl` with `aggregate` blocks is heeded.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - record: requests:rate5m
 *         expr: sum without (job) (rate(requests_total[5m]))
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
 * Mend: change what the aggregation keeps.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/aggregated-labels -- reason`
 */

import type { XStatic } from "typebox/schema";

import { canHave, possibleLabels } from "../../../languages/promql/labels.ts";
import { everyNode } from "../../../languages/promql/tree.ts";
import { matches } from "../../../languages/prometheus/pint-configuration.ts";
import { gatherPint, pintAsks } from "./reading/pint.ts";
import { prometheusCheck, type Remark } from "./reading/prometheus-check.ts";

const optionsSchema = {
  type: "object",
  properties: {
    keep: { type: "array", items: { type: "string" }, default: [], description: "Labels that results have to have." },
    strip: { type: "array", items: { type: "string" }, default: [], description: "Labels that results must not have." },
  },
  required: ["keep", "strip"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

export default prometheusCheck<Options>(
  (rule, { options, facts }) => {
    const { expression, labels, title, name } = rule;
    const tree = expression?.tree;
    if (!tree || expression.problems.length > 0) return [];
    if (![...everyNode(tree)].some(({ type }) => type === "PromqlAggregation")) return [];
    const asks = pintAsks(facts, "aggregate", rule).filter(({ subject }) =>
      matches(subject ?? ".*", name?.value ?? ""),
    );
    const asked = (key: "keep" | "strip"): readonly string[] => [
      ...new Set([...options[key], ...asks.flatMap(({ texts }) => texts.get(key) ?? [])]),
    ];
    const possible = possibleLabels(tree);
    const isSet = (label: string): boolean => labels.some(({ key }) => key === label);
    const remarks: Remark[] = [];
    for (const label of asked("keep")) {
      if (canHave(possible, label) || isSet(label) || possible.cause?.type === "PromqlCall") continue;
      remarks.push({
        place: expression.at(possible.cause ?? tree),
        message: `${title} takes the label \`${label}\` away, which every result is to keep.`,
        advice: `Keep \`${label}\` in the aggregation.`,
      });
    }
    for (const label of asked("strip")) {
      if (!canHave(possible, label)) continue;
      remarks.push({
        place: expression.at(possible.cause ?? tree),
        message: `${title} keeps the label \`${label}\`, which no result is to have.`,
        advice: `Take \`${label}\` away in the aggregation.`,
      });
    }
    return remarks;
  },
  { options: optionsSchema, gather: gatherPint },
);
