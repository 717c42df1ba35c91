/**
 * Patterns of matchers that say nothing, or nothing that equality would not say.
 *
 * Why: a pattern is slower than an equality, and makes a reader look for a meaning that is not there.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - record: job:up:sum
 *         expr: sum by (job) (up{job=~"api"})
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - record: job:up:sum
 *         expr: sum by (job) (up{job="api"})
 * ```
 *
 * Mend: write an equality, or take the matcher away.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/redundant-pattern -- reason`
 */

import { selectorsOf, type PromqlMatcher } from "../../../languages/promql/tree.ts";
import { prometheusCheck } from "./reading/prometheus-check.ts";

export default prometheusCheck(({ expression }) => {
  const tree = expression?.tree;
  if (!tree) return [];
  return selectorsOf(tree).flatMap(({ matchers }) =>
    matchers.flatMap((matcher) => {
      const remark = judge(matcher);
      return remark ? [{ place: expression.at(matcher), ...remark }] : [];
    }),
  );
});

function judge({ label, operator, value: { value } }: PromqlMatcher): { message: string; advice: string } | undefined {
  if (operator !== "=~" && operator !== "!~") return undefined;
  if (operator === "=~" && value === ".*") {
    return {
      message: `\`${label}=~".*"\` fits every series, so it selects nothing.`,
      advice: "Take the matcher away.",
    };
  }
  const plain = operator === "=~" ? "=" : "!=";
  if (value !== "" && !/[.+*?()|[\]{}^$\\]/u.test(value)) {
    return {
      message: `\`${label}${operator}"${value}"\` is a pattern without any mark of a pattern.`,
      advice: `Write \`${label}${plain}"${value}"\`.`,
    };
  }
  if (/^\^|[^\\]\$$/u.test(value)) {
    return {
      message: `The pattern \`${value}\` is anchored, and patterns are about the whole value anyway.`,
      advice: "Take `^` and `$` away.",
    };
  }
  return undefined;
}
