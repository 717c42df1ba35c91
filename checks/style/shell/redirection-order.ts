/**
 * Redirections in the wrong order.
 *
 * Why: `2>&1` means where standard output goes at that moment, so errors still reach the terminal, and the log lacks them.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * backup 2>&1 > backup.log
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * backup > backup.log 2>&1
 * ```
 *
 * Mend: write the file first.
 *
 * Waive: `# plumbline-disable-next-line style/shell/redirection-order -- reason`
 */

import { shellCheck, shown } from "./reading/shell-check.ts";

export default shellCheck(({ survey, textAt }) =>
  survey.all("ShellSimpleCommand").flatMap((command) => {
    const { redirections } = command;
    const both = redirections.findIndex(({ operator, descriptor, target }) => {
      return operator === ">&" && descriptor === "2" && target !== undefined && textAt(target.range) === "1";
    });
    const after =
      both === -1
        ? undefined
        : redirections
            .slice(both + 1)
            .find(({ operator, descriptor = "1" }) => /^>>?$/u.test(operator) && descriptor === "1");
    const pipeline = survey.parent(command);
    // Into a pipe it is a known way to exchange the two, and inside `$(…)` it catches errors alone.
    const isExchanged = pipeline?.type === "ShellPipeline" && pipeline.commands.at(-1) !== command;
    const isCaught = [...survey.above(command)].some(({ type }) => type === "ShellSubstitution");
    if (!after || isExchanged || isCaught) return [];
    const says = `Errors go where standard output went before ${shown(textAt(after.range))}.`;
    return [{ place: after.range, says, mend: `Write \`${textAt(after.range)} 2>&1\`.` }];
  }),
);
