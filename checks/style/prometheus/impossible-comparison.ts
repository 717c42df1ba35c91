/**
 * Comparisons that are never true, such as `count(…) == 0`.
 *
 * Why: what counts nothing has no result instead of 0, so the alert that waits for 0 never fires.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: NoApi
 *         expr: count(up{job="api"} == 1) == 0
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: NoApi
 *         expr: absent(up{job="api"} == 1)
 * ```
 *
 * Mend: ask with `absent(…)`.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/impossible-comparison -- reason`
 */

import { bare, everyNode, type PromqlBinary, type PromqlNode } from "../../../languages/promql/tree.ts";
import { midSentence, prometheusCheck } from "./reading/prometheus-check.ts";

export default prometheusCheck(({ expression, title }) => {
  const tree = expression?.tree;
  if (!tree || expression.problems.length > 0) return [];
  return [...everyNode(tree)].flatMap((node) => {
    if (node.type !== "PromqlBinary") return [];
    const verdict = judge(node);
    if (!verdict) return [];
    const owner = midSentence(title);
    return [
      { place: expression.at(node), message: `This comparison in ${owner} ${verdict.says}.`, advice: verdict.advice },
    ];
  });
});

interface Verdict {
  readonly says: string;
  readonly advice: string;
}

const mirrored: ReadonlyMap<string, string> = new Map([
  ["<", ">"],
  ["<=", ">="],
  [">", "<"],
  [">=", "<="],
  ["==", "=="],
  ["!=", "!="],
]);

function judge(node: PromqlBinary): Verdict | undefined {
  if (!mirrored.has(node.operator) || node.isBool) return undefined;
  const [left, right] = [bare(node.left), bare(node.right)];
  const number = numberOf(right) ?? numberOf(left);
  const side = numberOf(right) === undefined ? right : left;
  const operator = numberOf(right) === undefined ? (mirrored.get(node.operator) ?? "") : node.operator;
  if (number === undefined) return undefined;
  const values = valuesOf(side);
  if (!values) return undefined;
  const { least, most, what, advice } = values;
  if (!canBe(operator, number, least, most)) return { says: `is never true: ${what}`, advice };
  return undefined;
}

function numberOf(node: PromqlNode): number | undefined {
  if (node.type === "PromqlNumber") return node.value;
  if (node.type !== "PromqlUnary") return undefined;
  const inner = numberOf(bare(node.operand));
  return inner === undefined ? undefined : node.operator === "-" ? -inner : inner;
}

function canBe(operator: string, number: number, least: number, most: number): boolean {
  switch (operator) {
    case "==":
      return number >= least && number <= most;
    case "!=":
      return !(least === most && number === least);
    case "<":
      return least < number;
    case "<=":
      return least <= number;
    case ">":
      return most > number;
    default:
      return most >= number;
  }
}

interface Values {
  readonly least: number;
  readonly most: number;
  readonly what: string;
  readonly advice: string;
}

/** What a result can be, where it is not just any number. */
function valuesOf(node: PromqlNode): Values | undefined {
  if (node.type === "PromqlAggregation" && node.operator === "count") {
    const what = "`count` of nothing is no result, not 0";
    return { least: 1, most: Infinity, what, advice: "Ask with `absent(…)`, or add `or vector(0)` before comparing." };
  }
  if (node.type === "PromqlAggregation" && node.operator === "group") {
    return {
      least: 1,
      most: 1,
      what: "`group` is always 1",
      advice: "Take the comparison away, or use another aggregation.",
    };
  }
  if (node.type !== "PromqlCall") return undefined;
  if (node.name.text === "absent" || node.name.text === "absent_over_time") {
    const what = `\`${node.name.text}\` is 1 or has no result`;
    return { least: 1, most: 1, what, advice: "Take the comparison away." };
  }
  if (node.name.text === "count_over_time") {
    return {
      least: 1,
      most: Infinity,
      what: "`count_over_time` of nothing is no result, not 0",
      advice: "Ask with `absent_over_time(…)`.",
    };
  }
  return undefined;
}
