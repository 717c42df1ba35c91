/**
 * Templates that ask for a label which the alert's expression takes away.
 *
 * Why: whoever is paged reads an empty place where the name of the machine should be.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ManyErrors
 *         expr: sum by (job) (rate(errors_total[5m])) > 1
 *         annotations:
 *           summary: "{{ $labels.instance }} fails"
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ManyErrors
 *         expr: sum by (job, instance) (rate(errors_total[5m])) > 1
 *         annotations:
 *           summary: "{{ $labels.instance }} fails"
 * ```
 *
 * Mend: keep the label in the aggregation, or take it out of the text.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/unknown-labels -- reason`
 */

import { canHave, possibleLabels } from "../../../languages/promql/labels.ts";
import { readTemplate } from "../../../languages/prometheus/template.ts";
import { type Remark, midSentence, prometheusCheck } from "./reading/prometheus-check.ts";

export default prometheusCheck(({ kind, expression, labels, annotations, title, group }) => {
  const tree = expression?.tree;
  if (kind !== "alert" || !tree || expression.problems.length > 0) return [];
  const possible = possibleLabels(tree);
  // The rule's own labels, and those of its group, are there for annotations as well.
  const own = new Set([
    ...labels.map(({ key }) => key),
    ...group
      .at("labels")
      .entries()
      .map(([key]) => key),
    "alertname",
  ]);
  const remarks: Remark[] = [];
  for (const { value } of [...labels, ...annotations]) {
    if (!value) continue;
    for (const { kind: use, name, range } of readTemplate(value.value).uses) {
      if (use !== "label" || name === "" || own.has(name) || canHave(possible, name)) continue;
      const reason = possible.kind === "only" ? kept(possible.labels) : "the expression takes it away";
      remarks.push({
        place: value.within(range),
        message: `The template asks for the label \`${name}\`, which results of ${midSentence(title)} never have: ${reason}.`,
        advice: `Keep \`${name}\` in the expression's aggregation, or take it out of the text.`,
      });
    }
  }
  return remarks;
});

function kept(labels: ReadonlySet<string>): string {
  if (labels.size === 0) return "the expression leaves no label";
  return `the expression leaves only ${[...labels].map((label) => `\`${label}\``).join(", ")}`;
}
