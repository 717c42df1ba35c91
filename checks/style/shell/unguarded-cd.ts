/**
 * `cd` after which nobody asks whether it worked.
 *
 * Why: where the folder is not there, everything that follows happens in the old one.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * cd /srv/app/releases
 * rm -rf old
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * cd /srv/app/releases || exit 1
 * rm -rf old
 * ```
 *
 * Mend: end the script where `cd` fails.
 *
 * Waive: `# plumbline-disable-next-line style/shell/unguarded-cd -- reason`
 */

import type { ShellSurvey } from "../../../languages/shell/survey.ts";
import type { ShellAndOr, ShellSimpleCommand } from "../../../languages/shell/tree.ts";
import { invocationOf, operandsOf, textOf } from "../../../languages/shell/words.ts";
import { shellCheck, shown } from "./reading/shell-check.ts";
import { endsOnErrors } from "./reading/state.ts";

export default shellCheck((script) => {
  if (endsOnErrors(script)) return [];
  const { survey, textAt } = script;
  return survey.all("ShellAndOr").flatMap((item) => {
    const pipeline = item.pipelines.at(-1);
    const [command] = pipeline?.commands ?? [];
    const isAlone = pipeline?.commands.length === 1 && !item.operators.includes("||");
    if (!isAlone || command?.type !== "ShellSimpleCommand" || !mayFail(command)) return [];
    if (isAsked(item, survey)) return [];
    const says = `Where ${shown(textAt(command.range))} fails, what follows happens in the folder before.`;
    return [{ place: command.range, says, mend: "Append `|| exit 1` (in a function `|| return 1`)." }];
  });
});

/** Goes into a folder that need not be there. */
function mayFail(command: ShellSimpleCommand): boolean {
  const { name, arguments: words } = invocationOf(command);
  if ((name !== "cd" && name !== "pushd") || words.length === 0) return false;
  const target = textOf(operandsOf({ arguments: words })[0]);
  return target === undefined || !/^(?:\/|~|-|\.\.(?:\/\.\.)*\/?)$/u.test(target);
}

/** What decides a condition has been asked; what nothing follows harms nobody. */
function isAsked(item: ShellAndOr, survey: ShellSurvey): boolean {
  const list = survey.parent(item);
  const around = list && survey.parent(list);
  const isCondition = (around?.type === "ShellBranch" || around?.type === "ShellLoop") && around.condition === list;
  return isCondition || (list?.type === "ShellList" && list.items.at(-1) === item);
}
