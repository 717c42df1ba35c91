/**
 * Traps whose variables are filled in too early.
 *
 * Why: between double quotes they are expanded when the trap is set, most often while they are still empty.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * trap "rm -rf $WORK_DIR" EXIT
 * WORK_DIR=$(mktemp -d)
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * trap 'rm -rf "$WORK_DIR"' EXIT
 * WORK_DIR=$(mktemp -d)
 * ```
 *
 * Mend: use single quotes.
 *
 * Waive: `# plumbline-disable-next-line style/shell/early-trap -- reason`
 */

import { invocationOf, parametersIn } from "../../../languages/shell/words.ts";
import { shellCheck, shown } from "./reading/shell-check.ts";

export default shellCheck(({ survey, textAt }) =>
  survey.all("ShellSimpleCommand").flatMap((command) => {
    const { name, arguments: words } = invocationOf(command);
    const [action] = name === "trap" ? words : [];
    // Whoever mixes quotes means it, and so does who keeps the whole action in a variable.
    const [string, ...others] = action?.parts ?? [];
    const isMeant = string?.type !== "ShellString" || others.length > 0 || string.parts.length < 2;
    const first = action && parametersIn(action.parts)[0];
    if (!action || !first || isMeant) return [];
    // What has its value already may be filled in now.
    const isSet = survey
      .all("ShellAssignment")
      .some((assignment) => assignment.name === first.name && assignment.range[1] <= command.range[0]);
    if (isSet || words.length < 2) return [];
    const says = `${shown(textAt(first.range))} is filled in when the trap is set, not when it runs.`;
    return [{ place: action.range, says, mend: "Put the action between single quotes." }];
  }),
);
