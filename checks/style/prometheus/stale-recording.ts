/**
 * Recording rules that use a series which another group of the file records.
 *
 * Why: groups are evaluated each in its own time, so the rule sees a value that is up to one interval old.
 *
 * Names that a `.pint.hcl` lists as `ignoreGroupMismatch` of `rule/dependency` are left alone.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: base
 *     rules:
 *       - record: job:errors:rate5m
 *         expr: sum by (job) (rate(errors_total[5m]))
 *   - name: totals
 *     rules:
 *       - record: errors:rate5m
 *         expr: sum(job:errors:rate5m)
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: errors
 *     rules:
 *       - record: job:errors:rate5m
 *         expr: sum by (job) (rate(errors_total[5m]))
 *       - record: errors:rate5m
 *         expr: sum(job:errors:rate5m)
 * ```
 *
 * Mend: move both rules into one group, the one that is used first.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/stale-recording -- reason`
 */

import { matches } from "../../../languages/prometheus/pint-configuration.ts";
import type { RuleGroup } from "../../../languages/prometheus/rule-groups.ts";
import { metricOf, selectorsOf } from "../../../languages/promql/tree.ts";
import { gatherPint, pintOf } from "./reading/pint.ts";
import { prometheusCheck } from "./reading/prometheus-check.ts";

const recorders = new WeakMap<readonly RuleGroup[], ReadonlyMap<string, readonly RuleGroup[]>>();

export default prometheusCheck(
  ({ kind, expression, title }, { group, groups, facts }) => {
    const tree = expression?.tree;
    if (kind !== "record" || !tree || groups.length < 2) return [];
    const settings = pintOf(facts)?.configuration.settings.get("rule/dependency");
    const ignored = settings?.texts.get("ignoreGroupMismatch") ?? [];
    const told = new Set<string>();
    return selectorsOf(tree).flatMap((selector) => {
      const metric = metricOf(selector);
      if (metric === undefined || told.has(metric) || ignored.some((pattern) => matches(pattern, metric))) return [];
      const recording = recordersIn(groups).get(metric) ?? [];
      const [other] = recording;
      if (other === undefined || recording.includes(group)) return [];
      told.add(metric);
      return [
        {
          place: expression.at(selector),
          message: `${title} uses \`${metric}\` of group \`${other.name?.value ?? "?"}\`, so it sees a value of an earlier evaluation.`,
          advice: "Move both rules into one group.",
        },
      ];
    });
  },
  { gather: gatherPint },
);

function recordersIn(groups: readonly RuleGroup[]): ReadonlyMap<string, readonly RuleGroup[]> {
  const known = recorders.get(groups);
  if (known) return known;
  const found = new Map<string, RuleGroup[]>();
  for (const group of groups) {
    for (const { kind, name } of group.rules) {
      if (kind !== "record" || !name) continue;
      const before = found.get(name.value);
      if (before === undefined) found.set(name.value, [group]);
      else before.push(group);
    }
  }
  recorders.set(groups, found);
  return found;
}
