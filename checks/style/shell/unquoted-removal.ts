/**
 * `rm -r` with a variable outside quotes.
 *
 * Why: a blank in its value makes two paths of one, and the first of them is another folder.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * rm -rf $RELEASE_DIR
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * rm -rf "$RELEASE_DIR"
 * ```
 *
 * Mend: put quotes around it.
 *
 * Waive: `# plumbline-disable-next-line style/shell/unquoted-removal -- reason`
 */

import { invocationOf, isNumber, operandsOf, optionsOf, unquotedExpansions } from "../../../languages/shell/words.ts";
import { shellCheck, shown } from "./reading/shell-check.ts";
import { isPlainValue } from "./reading/state.ts";

export default shellCheck((script) =>
  script.survey.all("ShellSimpleCommand").flatMap((command) => {
    const invocation = invocationOf(command);
    const options = optionsOf(invocation);
    if (invocation.name !== "rm" || !(options.has("r") || options.has("R") || options.has("recursive"))) return [];
    return operandsOf(invocation).flatMap((word) =>
      unquotedExpansions(word).flatMap((part) => {
        // Lists of packages and the like are meant to be split, and what a command prints is another matter.
        if (part.type !== "ShellParameter" || isNumber(part) || isPlainValue(part, script) || part.name === "@")
          return [];
        const text = script.textAt(part.range);
        const says = `A blank in ${shown(text)} makes \`rm\` remove two other paths.`;
        return [
          {
            place: part.range,
            says,
            mend: `Write \`"${text}"\`.`,
            suggestion: [{ range: part.range, text: `"${text}"` }],
          },
        ];
      }),
    );
  }),
);
