/**
 * Alerts that wait shorter or longer than the team asks for.
 *
 * Why: an alert that fires at the first bad sample wakes people for nothing, and one that waits for hours comes too late.
 *
 * `min` and `max` are lengths of time such as `5m`; without them nothing is asked. A `.pint.hcl` with `for` and
 * `keep_firing_for` blocks is heeded.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ApiDown
 *         expr: up == 0
 *         for: 30s
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ApiDown
 *         expr: up == 0
 *         for: 5m
 * ```
 *
 * Mend: change the duration.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/alert-duration -- reason`
 */

import type { XStatic } from "typebox/schema";

import { parseDuration, writeDuration } from "../../../languages/promql/duration.ts";
import { placedText } from "../../../languages/prometheus/placed-text.ts";
import type { PrometheusRule } from "../../../languages/prometheus/rule-groups.ts";
import { gatherPint, pintAsks } from "./reading/pint.ts";
import { midSentence, prometheusCheck, type Remark } from "./reading/prometheus-check.ts";

const optionsSchema = {
  type: "object",
  properties: {
    min: { type: "string", default: "", description: "Every alert waits so long at least: `2m`." },
    max: { type: "string", default: "", description: "No alert waits longer: `1h`." },
  },
  required: ["min", "max"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

interface Bounds {
  readonly key: "for" | "keep_firing_for";
  readonly min: number;
  readonly max: number;
}

export default prometheusCheck<Options>(
  (rule, { options, facts, document }) => {
    if (rule.kind !== "alert") return [];
    const bounds = [boundsOf("for", options.min, options.max)];
    for (const key of ["for", "keep_firing_for"] as const) {
      for (const { texts } of pintAsks(facts, key, rule)) {
        bounds.push(boundsOf(key, texts.get("min")?.[0] ?? "", texts.get("max")?.[0] ?? ""));
      }
    }
    return bounds.flatMap((each) => judge(each, rule, document.text));
  },
  { options: optionsSchema, gather: gatherPint },
);

function boundsOf(key: Bounds["key"], min: string, max: string): Bounds {
  return { key, min: parseDuration(min) ?? 0, max: parseDuration(max) ?? Infinity };
}

function judge({ key, min, max }: Bounds, rule: PrometheusRule, text: string): readonly Remark[] {
  const section = rule.section.at(key);
  const written = placedText(section, text);
  const seconds = section.isMissing ? 0 : parseDuration(written?.value ?? "");
  if (seconds === undefined) return [];
  const place = written?.range ?? rule.name?.range ?? rule.section.place();
  const given = section.isMissing ? `has no \`${key}\`` : `has \`${key}: ${written?.value ?? ""}\``;
  if (seconds < min) {
    const least = writeDuration(min);
    return [
      {
        place,
        message: `${rule.title} ${given}, and ${least} is the least that is asked for.`,
        advice: `Set \`${key}\` to ${least} or more.`,
      },
    ];
  }
  if (seconds <= max) return [];
  const most = writeDuration(max);
  return [
    {
      place,
      message: `The \`${key}\` of ${midSentence(rule.title)} is longer than ${most}, the most that is asked for.`,
      advice: `Set \`${key}\` to ${most} or less.`,
    },
  ];
}
