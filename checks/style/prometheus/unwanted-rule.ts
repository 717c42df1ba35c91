/**
 * Rules of a sort that the team does not want in this place.
 *
 * Why: some servers are for alerts alone, and what is recorded there nobody finds.
 *
 * `alerts` and `recordings` are patterns of RE2 for whole names of rules that must not be. A `.pint.hcl` with `report` blocks is
 * heeded, and its comment is told.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - record: job:requests:rate5m
 *         expr: sum by (job) (rate(requests_total[5m]))
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ApiDown
 *         expr: up{job="api"} == 0
 * ```
 *
 * Mend: put the rule where such rules belong.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/unwanted-rule -- reason`
 */

import type { XStatic } from "typebox/schema";

import { matches } from "../../../languages/prometheus/pint-configuration.ts";
import { withComment, gatherPint, pintAsks } from "./reading/pint.ts";
import { prometheusCheck } from "./reading/prometheus-check.ts";

const patterns = { type: "array", items: { type: "string", format: "regex" }, default: [] } as const;
const optionsSchema = {
  type: "object",
  properties: {
    alerts: { ...patterns, description: "Names that no alert may have; `.*` is any." },
    recordings: { ...patterns, description: "Names that no recorded series may have; `.*` is any." },
  },
  required: ["alerts", "recordings"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

const advice = "Put it where such rules belong.";

export default prometheusCheck<Options>(
  (rule, { options, facts }) => {
    const { name, kind, title, section } = rule;
    const place = name?.range ?? section.place();
    const own = kind === "alert" ? options.alerts : options.recordings;
    const hit = name && own.find((pattern) => matches(pattern, name.value));
    return [
      ...(hit === undefined ? [] : [{ place, message: `${title} fits \`${hit}\`, which is unwanted here.`, advice }]),
      ...pintAsks(facts, "report", rule).map((ask) => ({
        place,
        message: `${title} is of a sort that \`.pint.hcl\` reports.`,
        advice: withComment(advice, ask),
      })),
    ];
  },
  { options: optionsSchema, gather: gatherPint },
);
