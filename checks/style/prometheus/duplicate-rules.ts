/**
 * Rules that stand twice in a file, with the same expression and labels.
 *
 * Why: two equal alerts page twice, and two equal recordings write the same series, of which the server refuses one.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ApiDown
 *         expr: up == 0
 *       - alert: ApiDown
 *         expr: up == 0
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ApiDown
 *         expr: up == 0
 * ```
 *
 * Mend: take one of the two away.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/duplicate-rules -- reason`
 */

import type { PrometheusRule } from "../../../languages/prometheus/rule-groups.ts";
import { prometheusCheck } from "./reading/prometheus-check.ts";

export default prometheusCheck((rule, { group, groups, document }) => {
  const identity = identityOf(rule);
  if (identity === undefined) return [];
  const sameDocument = groups.filter(({ root }) => root === group.root);
  const first = sameDocument.flatMap(({ rules }) => rules).find((other) => identityOf(other) === identity);
  if (!first || first === rule) return [];
  const { line } = document.lines.position((first.name?.range ?? first.section.place())[0]);
  return [
    {
      place: rule.name?.range ?? rule.section.place(),
      message: `${rule.title} stands in line ${line} already, with the same expression and labels.`,
      advice: "Take one of the two away.",
    },
  ];
});

const identities = new WeakMap<PrometheusRule, string>();

/** Nothing where a part of it is not known. */
function identityOf(rule: PrometheusRule): string | undefined {
  const known = identities.get(rule);
  if (known !== undefined) return known;
  const { kind, name, expression, labels } = rule;
  if (!name || !expression || labels.some(({ value }) => !value)) return undefined;
  const written = labels.map(({ key, value }) => [key, value?.value]).sort(byKey);
  const identity = JSON.stringify([kind, name.value, expression.text.value.replace(/\s+/gu, " ").trim(), written]);
  identities.set(rule, identity);
  return identity;
}

function byKey([left = ""]: readonly (string | undefined)[], [right = ""]: readonly (string | undefined)[]): number {
  return left < right ? -1 : 1;
}
