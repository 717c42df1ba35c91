/**
 * Files that everybody may write.
 *
 * Why: every process on the machine can then put something into them, also one that somebody broke into.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * chmod -R 777 /srv/app
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * chmod -R u=rwX,g=rX,o= /srv/app
 * ```
 *
 * Mend: give the owner and the group what they need.
 *
 * Waive: `# plumbline-disable-next-line security/shell/world-writable -- reason`
 */

import { invocationOf, operandsOf, textOf } from "../../../languages/shell/words.ts";
import { shellCheck } from "../../style/shell/reading/shell-check.ts";

export default shellCheck(({ survey }) =>
  survey.all("ShellSimpleCommand").flatMap((command) => {
    const invocation = invocationOf(command);
    const [mode] = invocation.name === "chmod" ? operandsOf(invocation) : [];
    const text = textOf(mode) ?? "";
    // With the sticky bit (1777) nobody removes another's files.
    const isOpen = /^0?[0-7]{2}[2367]$|(?:^|,)[ug]*[oa][ugoa]*[+=][rxX]*w/u.test(text);
    if (!mode || !isOpen) return [];
    const says = `\`${text}\` lets every user and process on the machine write here.`;
    return [{ place: mode.range, says, mend: "Give the owner and the group what they need." }];
  }),
);
