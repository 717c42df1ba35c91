/**
 * Assignments with blanks around `=`.
 *
 * Why: the shell takes the name for a command, and the variable keeps its old value.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * VERSION = "1.4.2"
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * VERSION="1.4.2"
 * ```
 *
 * Mend: write it without blanks.
 *
 * Waive: `# plumbline-disable-next-line style/shell/assignment-blanks -- reason`
 */

import { textOf } from "../../../languages/shell/words.ts";
import { shellCheck, shown } from "./reading/shell-check.ts";

export default shellCheck(({ survey, textAt }) =>
  survey.all("ShellSimpleCommand").flatMap(({ words, range }) => {
    const [first, second] = words;
    if (!first || !second) return [];
    const name = textOf(first);
    const isSpaced = name !== undefined && /^[A-Za-z_]\w*$/u.test(name) && textOf(second) === "=" && words.length === 3;
    if (!isSpaced) return [];
    const says = `With blanks around \`=\`, \`${name}\` is a command, and ${shown(textAt(range))} assigns nothing.`;
    return [{ place: range, says, mend: `Write \`${name}=…\`.` }];
  }),
);
