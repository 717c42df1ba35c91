/**
 * Names of alerts and recorded series that do not fit the team's pattern.
 *
 * Why: people find a series by the way it is named, and a route may go by the name of an alert.
 *
 * `alert` and `record` are patterns of RE2; without them nothing is asked. A `.pint.hcl` with `name` blocks is heeded.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - record: requests_rate
 *         expr: sum by (job) (rate(requests_total[5m]))
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
 * Mend: rename the rule.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/rule-name -- reason`
 */

import type { XStatic } from "typebox/schema";

import { matches } from "../../../languages/prometheus/pint-configuration.ts";
import { gatherPint, pintAsks } from "./reading/pint.ts";
import { prometheusCheck } from "./reading/prometheus-check.ts";

const optionsSchema = {
  type: "object",
  properties: {
    alert: {
      type: "string",
      format: "regex",
      default: "",
      description: "Pattern of RE2 that whole names of alerts fit.",
    },
    record: {
      type: "string",
      format: "regex",
      default: "",
      description: "Pattern of RE2 that whole names of recorded series fit.",
    },
  },
  required: ["alert", "record"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

export default prometheusCheck<Options>(
  (rule, { options, facts }) => {
    const { name, kind, title } = rule;
    if (!name || name.value.includes("{{")) return [];
    const own = options[kind];
    const patterns = [
      ...(own === "" ? [] : [own]),
      ...pintAsks(facts, "name", rule).flatMap(({ subject }) => subject ?? []),
    ];
    return patterns.flatMap((pattern) =>
      matches(pattern, name.value)
        ? []
        : [
            {
              place: name.range,
              message: `The name of this rule, \`${name.value}\`, does not fit \`${pattern}\`.`,
              advice: `Rename the ${title.startsWith("Alert") ? "alert" : "series"}.`,
            },
          ],
    );
  },
  { options: optionsSchema, gather: gatherPint },
);
