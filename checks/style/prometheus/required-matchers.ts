/**
 * Selectors that say nothing about a label which the team wants narrowed down.
 *
 * Why: without `job` an alert is about everything that happens to bear the metric's name, also what is added next year.
 *
 * `labels` gives, for patterns of RE2 of metrics' names, the labels that each selector of such a metric has to name. A
 * `.pint.hcl` with `selector` blocks, alone or within `call`, is heeded.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: TargetDown
 *         expr: up == 0
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: TargetDown
 *         expr: up{job="api"} == 0
 * ```
 *
 * Mend: add the label to the selector.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/required-matchers -- reason`
 */

import type { XStatic } from "typebox/schema";

import { everyNode, metricOf, selectorsOf, type PromqlNode } from "../../../languages/promql/tree.ts";
import { matches, type PintAsk } from "../../../languages/prometheus/pint-configuration.ts";
import { withComment, gatherPint, pintAsks } from "./reading/pint.ts";
import { prometheusCheck } from "./reading/prometheus-check.ts";

const optionsSchema = {
  type: "object",
  properties: {
    labels: {
      type: "object",
      additionalProperties: { type: "array", items: { type: "string" } },
      default: {},
      description: "Labels that selectors have to name, by patterns of RE2 that whole names of metrics fit.",
    },
  },
  required: ["labels"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

interface Demand {
  readonly metric: string;
  readonly labels: readonly string[];
  /** Pattern of the function around it; missing where any place counts. */
  readonly within?: string;
  readonly ask?: PintAsk;
}

export default prometheusCheck<Options>(
  (rule, { options, facts }) => {
    const tree = rule.expression?.tree;
    if (!tree) return [];
    const demands = [
      ...Object.entries(options.labels).map(([metric, labels]): Demand => ({ metric, labels })),
      ...pintAsks(facts, "selector", rule).map((ask) => ofPint(ask)),
      ...pintAsks(facts, "call", rule).flatMap(({ subject, asks }) =>
        asks.filter(({ kind }) => kind === "selector").map((ask) => ofPint(ask, subject ?? ".*")),
      ),
    ];
    return demands.flatMap(({ metric, labels, within, ask }) =>
      selectorsWithin(tree, within).flatMap((selector) => {
        const name = metricOf(selector);
        if (name === undefined || !matches(metric, name)) return [];
        const missing = labels.filter((label) => !selector.matchers.some((matcher) => matcher.label === label));
        return missing.map((label) => {
          const advice = `Say which \`${label}\` is meant.`;
          return {
            place: rule.expression?.at(selector) ?? rule.section.place(),
            message: `\`${name}\` is selected here without a word about its label \`${label}\`.`,
            advice: ask ? withComment(advice, ask) : advice,
          };
        });
      }),
    );
  },
  { options: optionsSchema, gather: gatherPint },
);

function ofPint(ask: PintAsk, within?: string): Demand {
  return {
    metric: ask.subject ?? ".*",
    labels: ask.texts.get("requiredLabels") ?? [],
    ...(within !== undefined && { within }),
    ask,
  };
}

function selectorsWithin(tree: PromqlNode, within: string | undefined): ReturnType<typeof selectorsOf> {
  if (within === undefined) return selectorsOf(tree);
  const calls = [...everyNode(tree)].filter((node) => node.type === "PromqlCall" && matches(within, node.name.text));
  return [...new Set(calls.flatMap(selectorsOf))];
}
