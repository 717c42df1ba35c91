/**
 * Loops over what `ls` or `find` print.
 *
 * Why: a name with a blank in it becomes two names, of files that are not there.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * for file in $(find /var/log -name "*.gz"); do
 *   rm "$file"
 * done
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * find /var/log -name "*.gz" -exec rm {} +
 * ```
 *
 * Mend: loop over a pattern, or let `find` run the command.
 *
 * Waive: `# plumbline-disable-next-line style/shell/loop-over-output -- reason`
 */

import type { ShellSimpleCommand } from "../../../languages/shell/tree.ts";
import { invocationOf, textOf, unquotedExpansions } from "../../../languages/shell/words.ts";
import { shellCheck, shown } from "./reading/shell-check.ts";

/** What `-exec` and `-printf` print need not be names. */
function printsOtherThings({ words }: ShellSimpleCommand): boolean {
  return words.some((word) => /^-(?:exec|execdir|ok|okdir|printf)$/u.test(textOf(word) ?? ""));
}

export default shellCheck(({ survey, textAt }) =>
  survey.all("ShellFor").flatMap(({ words }) =>
    (words ?? []).flatMap((word) =>
      unquotedExpansions(word).flatMap((part) => {
        if (part.type !== "ShellSubstitution") return [];
        const [item] = part.body?.items ?? [];
        const [command] = item?.pipelines[0]?.commands ?? [];
        const name =
          command?.type === "ShellSimpleCommand" && !printsOtherThings(command) ? invocationOf(command).name : "";
        // Behind a pipe, something else than names may come out.
        if ((name !== "ls" && name !== "find") || item?.pipelines[0]?.commands.length !== 1) return [];
        const mend =
          name === "ls" ? "Loop over a pattern: `for file in folder/*`." : "Use `find … -exec`, or read its lines.";
        return [
          { place: part.range, says: `${shown(textAt(part.range))} is split at every blank in a file's name.`, mend },
        ];
      }),
    ),
  ),
);
