/**
 * Divisions within a sum or an average whose divisor may be 0.
 *
 * Why: one series that is divided by 0 gives `NaN` or infinity, and the sum of all the others is lost with it.
 *
 * A divisor is safe where it is a number, a count, compared with something (`> 0`), or clamped away from 0.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - record: cluster:errors:ratio
 *         expr: sum by (cluster) (errors / requests)
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - record: cluster:errors:ratio
 *         expr: sum by (cluster) (errors / (requests > 0))
 * ```
 *
 * Mend: leave out the series whose divisor is 0, or divide the sums instead.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/division-by-zero -- reason`
 */

import { bare, childrenOf, everyNode, type PromqlBinary, type PromqlNode } from "../../../languages/promql/tree.ts";
import { comparisons } from "../../../languages/promql/types.ts";
import { prometheusCheck } from "./reading/prometheus-check.ts";

/** Aggregations that one value which is no number spoils. */
const spoilt: ReadonlySet<string> = new Set(["sum", "avg", "stddev", "stdvar"]);
/** Of these, what is below does not reach the values above. */
const sheltering: ReadonlySet<string> = new Set(["count", "count_values", "group", "quantile", "topk", "bottomk"]);

export default prometheusCheck(({ expression }) => {
  const tree = expression?.tree;
  if (!tree || expression.problems.length > 0) return [];
  const told = new Set<PromqlBinary>();
  return [...everyNode(tree)].flatMap((node) => {
    if (node.type !== "PromqlAggregation" || !spoilt.has(node.operator)) return [];
    return divisionsIn(node.expression).flatMap((division) => {
      if (told.has(division) || isNeverZero(division.right)) return [];
      told.add(division);
      return [
        {
          place: expression.at({ range: division.operatorRange }),
          message: `Where the divisor of this \`${division.operator}\` is 0, the whole \`${node.operator}\` is \`NaN\` or infinite.`,
          advice: "Leave such series out with `> 0` behind the divisor, or divide two sums.",
        },
      ];
    });
  });
});

/** Whose results reach the aggregation as they are. */
function divisionsIn(tree: PromqlNode): readonly PromqlBinary[] {
  const node = bare(tree);
  if (node.type === "PromqlAggregation" && sheltering.has(node.operator)) return [];
  if (node.type === "PromqlCall" && /^(?:absent|count|present|clamp|sgn|timestamp)/u.test(node.name.text)) return [];
  if (node.type !== "PromqlBinary") return childrenOf(node).flatMap(divisionsIn);
  // Set operators and comparisons may be there to leave such series out.
  if (comparisons.has(node.operator) || node.operator === "and" || node.operator === "unless") return [];
  const below = [node.left, node.right].flatMap(divisionsIn);
  return node.operator === "/" || node.operator === "%" ? [node, ...below] : below;
}

function isNeverZero(tree: PromqlNode): boolean {
  const node = bare(tree);
  switch (node.type) {
    case "PromqlNumber":
      return node.value !== 0;
    case "PromqlUnary":
      return isNeverZero(node.operand);
    case "PromqlAggregation":
      return (
        node.operator === "count" || node.operator === "group" || isNeverZeroOfEach(node.operator, node.expression)
      );
    case "PromqlCall":
      return isCallNeverZero(node.name.text, node.arguments);
    case "PromqlBinary":
      if (comparisons.has(node.operator)) return !node.isBool && leavesZeroOut(node);
      if (node.operator === "*" || node.operator === "/") return isNeverZero(node.left) && isNeverZero(node.right);
      if (node.operator === "or") return isNeverZero(node.left) && isNeverZero(node.right);
      if (node.operator === "and" || node.operator === "unless") return true;
      return false;
    default:
      return false;
  }
}

/** The largest or smallest of values none of which is 0; sums may cancel each other out. */
function isNeverZeroOfEach(operator: string, tree: PromqlNode): boolean {
  return (operator === "max" || operator === "min") && isNeverZero(tree);
}

/** A comparison with something that is not known may well be there for this. */
function leavesZeroOut({ operator, left, right }: PromqlBinary): boolean {
  const [own, other] = [bare(left), bare(right)];
  if (own.type === "PromqlNumber") return true;
  if (other.type !== "PromqlNumber") return true;
  switch (operator) {
    case ">":
      return other.value >= 0;
    case "<":
      return other.value <= 0;
    case ">=":
      return other.value > 0;
    case "<=":
      return other.value < 0;
    case "!=":
      return other.value === 0;
    default:
      return other.value !== 0;
  }
}

function isCallNeverZero(name: string, parameters: readonly PromqlNode[]): boolean {
  const numbers = parameters.map((parameter) => {
    const node = bare(parameter);
    if (node.type === "PromqlNumber") return node.value;
    const inner = node.type === "PromqlUnary" ? bare(node.operand) : undefined;
    return inner?.type === "PromqlNumber" && node.type === "PromqlUnary" && node.operator === "-" ? -inner.value : NaN;
  });
  const [first = NaN, second = NaN, third = NaN] = numbers;
  switch (name) {
    case "clamp_min":
      return second > 0;
    case "clamp_max":
      return second < 0;
    case "clamp":
      return second > 0 || third < 0;
    case "count_over_time":
    case "present_over_time":
    case "time":
    case "timestamp":
    case "days_in_month":
    case "pi":
    case "exp":
      return true;
    case "vector":
      return !Number.isNaN(first) && first !== 0;
    default:
      return false;
  }
}
