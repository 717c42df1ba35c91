/**
 * Labels and annotations that hold what the team does not want there.
 *
 * Why: a link in a label makes an alert of its own of every change of it, and a blank in a name breaks templates.
 *
 * The options list patterns of RE2 for whole names and whole values; without them nothing is asked. A `.pint.hcl` with
 * `reject` blocks is heeded.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ApiDown
 *         expr: up{job="api"} == 0
 *         labels:
 *           runbook: https://runbooks.example.com/api-down
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ApiDown
 *         expr: up{job="api"} == 0
 *         annotations:
 *           runbook: https://runbooks.example.com/api-down
 * ```
 *
 * Mend: write it in another form, or put it where it belongs.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/rejected-text -- reason`
 */

import type { XStatic } from "typebox/schema";

import { matches, type PintAsk } from "../../../languages/prometheus/pint-configuration.ts";
import type { Labelled } from "../../../languages/prometheus/rule-groups.ts";
import { withComment, gatherPint, pintAsks } from "./reading/pint.ts";
import { midSentence, prometheusCheck, type Remark } from "./reading/prometheus-check.ts";

const patterns = { type: "array", items: { type: "string", format: "regex" }, default: [] } as const;
const optionsSchema = {
  type: "object",
  properties: {
    labelNames: { ...patterns, description: "Names that no label has." },
    labelValues: { ...patterns, description: "Values that no label has." },
    annotationNames: { ...patterns, description: "Names that no annotation has." },
    annotationValues: { ...patterns, description: "Values that no annotation has." },
  },
  required: ["labelNames", "labelValues", "annotationNames", "annotationValues"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

interface Rejected {
  readonly pattern: string;
  readonly advice: string;
}

const ownAdvice = "Write it in another form, or put it where it belongs.";

export default prometheusCheck<Options>(
  (rule, { options, facts }) => {
    const asks = pintAsks(facts, "reject", rule);
    const rejected = (own: readonly string[], flag: string): readonly Rejected[] => [
      ...own.map((pattern) => ({ pattern, advice: ownAdvice })),
      ...asks.filter(({ flags }) => flags.has(flag)).flatMap(ofPint),
    ];
    const where = midSentence(rule.title);
    return [
      ...names(rule.labels, `label of ${where}`, rejected(options.labelNames, "label_keys")),
      ...values(rule.labels, `label of ${where}`, rejected(options.labelValues, "label_values")),
      ...names(rule.annotations, `annotation of ${where}`, rejected(options.annotationNames, "annotation_keys")),
      ...values(rule.annotations, `annotation of ${where}`, rejected(options.annotationValues, "annotation_values")),
    ];
  },
  { options: optionsSchema, gather: gatherPint },
);

function ofPint(ask: PintAsk): readonly Rejected[] {
  return ask.subject === undefined ? [] : [{ pattern: ask.subject, advice: withComment(ownAdvice, ask) }];
}

function names(entries: readonly Labelled[], what: string, rejected: readonly Rejected[]): readonly Remark[] {
  return entries.flatMap(({ key, section }) => {
    const hit = rejected.find(({ pattern }) => matches(pattern, key));
    if (!hit) return [];
    const message = `The name of this ${what} is \`${key}\`, which fits \`${hit.pattern}\` and is rejected here.`;
    return [{ place: section.place(), message, advice: hit.advice }];
  });
}

function values(entries: readonly Labelled[], what: string, rejected: readonly Rejected[]): readonly Remark[] {
  return entries.flatMap(({ key, value }) => {
    const hit = value && rejected.find(({ pattern }) => matches(pattern, value.value));
    if (!hit) return [];
    const message = `The ${what.replace(" of ", ` \`${key}\` of `)} fits \`${hit.pattern}\`, which is rejected here.`;
    return [{ place: value.range, message, advice: hit.advice }];
  });
}
