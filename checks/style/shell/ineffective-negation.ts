/**
 * `! command` in a script that ends on errors.
 *
 * Why: the shell never ends at a status that `!` turned around, so this line asserts nothing.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * set -e
 * ! grep -q TODO values.yaml
 * helm upgrade shop .
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * set -e
 * if grep -q TODO values.yaml; then exit 1; fi
 * helm upgrade shop .
 * ```
 *
 * Mend: use `if`, or append `|| exit 1`.
 *
 * Waive: `# plumbline-disable-next-line style/shell/ineffective-negation -- reason`
 */

import { shellCheck, shown } from "./reading/shell-check.ts";
import { endsOnErrors } from "./reading/state.ts";

export default shellCheck((script) => {
  if (!endsOnErrors(script)) return [];
  const { survey, textAt } = script;
  return survey.all("ShellAndOr").flatMap((item) => {
    const [pipeline, ...others] = item.pipelines;
    if (!pipeline?.isNegated || others.length > 0) return [];
    const list = survey.parent(item);
    const around = list && survey.parent(list);
    const isCondition = (around?.type === "ShellBranch" || around?.type === "ShellLoop") && around.condition === list;
    // The last of a list is the status of what is around it, and somebody may ask for that.
    if (isCondition || list?.type !== "ShellList" || list.items.at(-1) === item) return [];
    const says = `Whatever ${shown(textAt(item.range))} comes to, the script goes on, though it ends on errors.`;
    return [{ place: item.range, says, mend: "Use `if`, or append `|| exit 1`." }];
  });
});
