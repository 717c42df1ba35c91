/**
 * Alerts that fire whenever their expression has any result.
 *
 * Why: an expression without a comparison has a result as long as its series exist, so that somebody is paged for ever.
 *
 * Expressions without any selector, such as `vector(1)`, are meant to fire for ever and are left alone; so are recorded
 * series, `ALERTS` and series that are searched for by a pattern, which may exist only while something is wrong.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ApiDown
 *         expr: up{job="api"}
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
 * Mend: compare the result with a threshold.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/alert-comparison -- reason`
 */

import { comparisons } from "../../../languages/promql/types.ts";
import { bare, childrenOf, metricOf, selectorsOf, type PromqlNode } from "../../../languages/promql/tree.ts";
import { prometheusCheck, type Remark } from "./reading/prometheus-check.ts";

export default prometheusCheck(({ kind, expression, title }) => {
  const tree = expression?.tree;
  if (kind !== "alert" || !tree || expression.problems.length > 0) return [];
  const selectors = selectorsOf(tree);
  // Without a selector it is meant to fire for ever: a dead man's switch.
  if (selectors.length === 0 || selectors.some(isSparse)) return [];
  return judge(tree, title).map(({ node, ...remark }) => ({ ...remark, place: expression.at(node) }));
});

type Judged = Omit<Remark, "place"> & { readonly node: PromqlNode };

function judge(tree: PromqlNode, title: string): readonly Judged[] {
  const node = bare(tree);
  const advice = "Compare the result with a threshold.";
  if (node.type === "PromqlBinary" && node.operator === "or") {
    const open = [node.left, node.right].filter((side) => !hasCondition(side));
    if (open.length === 1 && open[0]) {
      return [
        {
          node: open[0],
          message: `${title} fires whenever this side of \`or\` has a result, because nothing compares it.`,
          advice,
        },
      ];
    }
  }
  if (hasCondition(tree)) return [];
  return [
    {
      node: tree,
      message: `${title} fires whenever its expression has a result, because nothing in it is compared.`,
      advice,
    },
  ];
}

/** Series that are only there while something is the case. */
function isSparse(selector: Parameters<typeof metricOf>[0]): boolean {
  const metric = metricOf(selector);
  if (metric === undefined || metric.startsWith("ALERTS") || metric.includes(":")) return true;
  // A pattern with a part that is searched for asks whether there is such a thing.
  return selector.matchers.some(({ operator, value }) => operator === "=~" && /\w\.[*+]|\.[*+]\w/u.test(value.value));
}

/** Whether the expression has no result some of the time, by its own doing. */
function hasCondition(tree: PromqlNode): boolean {
  const node = bare(tree);
  if (node.type === "PromqlCall" && /^absent(?:_over_time)?$/u.test(node.name.text)) return true;
  if (node.type === "PromqlBinary") {
    if (comparisons.has(node.operator)) return !node.isBool || hasCondition(node.left) || hasCondition(node.right);
    if (node.operator === "and" || node.operator === "unless") return true;
    if (node.operator === "or") return hasCondition(node.left) && hasCondition(node.right);
  }
  return childrenOf(node).some(hasCondition);
}
