/**
 * Patterns that pick parts out of one label's value.
 *
 * Why: a value that is taken apart in every query should be several labels, and the pattern fits more than anybody thinks of.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - record: jobs:up:sum
 *         expr: sum(up{job=~"api-.+-production"})
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - record: jobs:up:sum
 *         expr: sum(up{environment="production"})
 * ```
 *
 * Mend: match on labels that hold one thing each.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/substring-pattern -- reason`
 */

import { selectorsOf } from "../../../languages/promql/tree.ts";
import { prometheusCheck } from "./reading/prometheus-check.ts";

export default prometheusCheck(({ expression }) => {
  const tree = expression?.tree;
  if (!tree) return [];
  return selectorsOf(tree).flatMap(({ matchers }) =>
    matchers.flatMap((matcher) => {
      const { operator, value, label } = matcher;
      const isPattern = operator === "=~" || operator === "!~";
      if (!isPattern || label === "__name__" || !/^[\w-]+\.[+*][\w-]+$/u.test(value.value)) return [];
      return [
        {
          place: expression.at(matcher),
          message: `The pattern \`${value.value}\` picks parts out of the label \`${label}\`.`,
          advice: "Give each part a label of its own, and match on these.",
        },
      ];
    }),
  );
});
