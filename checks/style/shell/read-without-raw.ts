/**
 * `read` that eats backslashes.
 *
 * Why: a path or a password with a backslash in it arrives as another one.
 *
 * Off by default: most input has no backslash in it.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * while read line; do
 *   echo "$line"
 * done < hosts.txt
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * while read -r line; do
 *   echo "$line"
 * done < hosts.txt
 * ```
 *
 * Mend: add `-r`.
 *
 * Waive: `# plumbline-disable-next-line style/shell/read-without-raw -- reason`
 */

import { invocationOf, optionsOf } from "../../../languages/shell/words.ts";
import { shellCheck } from "./reading/shell-check.ts";

export default shellCheck(({ survey }) =>
  survey.all("ShellSimpleCommand").flatMap((command) => {
    const invocation = invocationOf(command);
    const options = optionsOf(invocation);
    // Whoever waits for a key, or for a while, reads no text.
    if (invocation.name !== "read" || ["r", "n", "N", "t", "s"].some((option) => options.has(option))) return [];
    const says = "Without `-r`, `read` takes backslashes for escapes and drops them.";
    return [{ place: invocation.at, says, mend: "Add `-r`." }];
  }),
);
