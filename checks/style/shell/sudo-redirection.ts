/**
 * Redirections that `sudo` does not reach.
 *
 * Why: the file is opened by the shell that calls `sudo`, with the rights of whoever runs the script.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * sudo echo 1 > /proc/sys/net/ipv4/ip_forward
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * echo 1 | sudo tee /proc/sys/net/ipv4/ip_forward > /dev/null
 * ```
 *
 * Mend: pipe into `sudo tee`.
 *
 * Waive: `# plumbline-disable-next-line style/shell/sudo-redirection -- reason`
 */

import { invocationOf, sketchOf } from "../../../languages/shell/words.ts";
import { shellCheck, shown } from "./reading/shell-check.ts";

export default shellCheck(({ survey, textAt }) =>
  survey.all("ShellSimpleCommand").flatMap((command) => {
    const { starters, name } = invocationOf(command);
    if (!starters.includes("sudo") || name === "") return [];
    return command.redirections.flatMap(({ operator, target, range }) => {
      const path = target ? sketchOf(target) : "";
      // Only where the file is one that needs the rights.
      if (!/^(?:>|>>|&>|&>>|>\|)$/u.test(operator) || !/^\/(?!dev\/|tmp\/|home\/|var\/tmp\/)/u.test(path)) return [];
      const says = `The shell opens ${shown(textAt(range))} itself, without the rights of \`sudo\`.`;
      return [
        { place: range, says, mend: `Pipe into \`sudo tee${operator.endsWith(">>") ? " -a" : ""} FILE > /dev/null\`.` },
      ];
    });
  }),
);
