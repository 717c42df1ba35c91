/**
 * Calculations between two sides whose labels never match.
 *
 * Why: what finds no partner has no result, so the rule records nothing and the alert never fires.
 *
 * Told where both sides are aggregations, and one of them keeps a label that the other drops.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - record: job:errors:ratio
 *         expr: sum by (job, code) (rate(errors_total[5m])) / sum by (job) (rate(requests_total[5m]))
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - record: job:errors:ratio
 *         expr: sum by (job) (rate(errors_total[5m])) / sum by (job) (rate(requests_total[5m]))
 * ```
 *
 * Mend: group both sides by the same labels, or say what to match on.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/matching-labels -- reason`
 */

import { canHave, possibleLabels, type PossibleLabels } from "../../../languages/promql/labels.ts";
import { everyNode, type PromqlBinary } from "../../../languages/promql/tree.ts";
import { setOperators, typeOfPromql } from "../../../languages/promql/types.ts";
import { prometheusCheck } from "./reading/prometheus-check.ts";

export default prometheusCheck(({ expression }) => {
  const tree = expression?.tree;
  if (!tree || expression.problems.length > 0) return [];
  return [...everyNode(tree)].flatMap((node) => {
    const label = node.type === "PromqlBinary" ? mismatch(node) : undefined;
    if (node.type !== "PromqlBinary" || label === undefined) return [];
    const { name, side } = label;
    return [
      {
        place: expression.at({ range: node.operatorRange }),
        message: `The two sides of \`${node.operator}\` never match: the ${side} side has the label \`${name}\`, and the other cannot have it.`,
        advice: `Group both sides by the same labels, or match with \`on (…)\` or \`ignoring (${name})\`.`,
      },
    ];
  });
});

interface Mismatch {
  readonly name: string;
  readonly side: "left" | "right";
}

/** Only where one side is grouped by a label that the other cannot have. */
function mismatch(node: PromqlBinary): Mismatch | undefined {
  const { left, right, matching, operator, fills } = node;
  if (typeOfPromql(left) !== "vector" || typeOfPromql(right) !== "vector" || fills) return undefined;
  // With these, sides that do not match still have a result.
  if (setOperators.has(operator) && operator !== "and") return undefined;
  const sides = [possibleLabels(left), possibleLabels(right)] as const;
  const isMatched = (label: string): boolean =>
    matching === undefined || matching.labels.some(({ text }) => text === label) === matching.on;
  const one = onlyIn(sides[0], sides[1], isMatched);
  if (one !== undefined) return { name: one, side: "left" };
  const other = onlyIn(sides[1], sides[0], isMatched);
  return other === undefined ? undefined : { name: other, side: "right" };
}

function onlyIn(
  side: PossibleLabels,
  other: PossibleLabels,
  isMatched: (label: string) => boolean,
): string | undefined {
  if (side.kind !== "only" || side.cause?.type !== "PromqlAggregation" || other.kind !== "only") return undefined;
  if (side.cause.grouping?.without !== false) return undefined;
  return [...side.labels].find((label) => isMatched(label) && !canHave(other, label));
}
