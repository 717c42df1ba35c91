/**
 * `ssh` that eats the list of a `while read` loop.
 *
 * Why: it reads the rest of the loop's input, so that only the first host is done and nothing fails.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * while read -r host; do
 *   ssh "$host" systemctl restart agent
 * done < hosts.txt
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * while read -r host; do
 *   ssh -n "$host" systemctl restart agent
 * done < hosts.txt
 * ```
 *
 * Mend: give it `-n` or `< /dev/null`.
 *
 * Waive: `# plumbline-disable-next-line style/shell/stdin-in-loop -- reason`
 */

import type { ShellLoop, ShellNode } from "../../../languages/shell/tree.ts";
import { invocationOf, optionsOf } from "../../../languages/shell/words.ts";
import { type ScriptView, shellCheck } from "./reading/shell-check.ts";

const eaters = new Set(["ssh", "ffmpeg", "mplayer", "HandBrakeCLI"]);

export default shellCheck((script) => {
  const { survey } = script;
  return survey.all("ShellLoop").flatMap((loop) => {
    if (!readsLines(loop, script)) return [];
    return survey.commandsIn(loop.body).flatMap((command) => {
      const invocation = invocationOf(command);
      if (!eaters.has(invocation.name) || command.redirections.some(({ operator }) => operator.startsWith("<")))
        return [];
      const options = optionsOf(invocation);
      if (options.has("n") || options.has("nostdin") || isFed(command, loop, script)) return [];
      const says = `\`${invocation.name}\` reads the input of the loop, so that it ends after its first turn.`;
      return [{ place: invocation.at, says, mend: `Add \`${invocation.name === "ssh" ? "-n" : "< /dev/null"}\`.` }];
    });
  });
});

/** `while read …` whose lines come from its standard input. */
function readsLines({ condition }: ShellLoop, { survey }: ScriptView): boolean {
  return survey.commandsIn(condition).some((command) => {
    const invocation = invocationOf(command);
    return invocation.name === "read" && !optionsOf(invocation).has("u") && command.redirections.length === 0;
  });
}

/** Something inside the loop hands it input of its own. */
function isFed(command: ShellNode, loop: ShellNode, { survey }: ScriptView): boolean {
  for (const above of survey.above(command)) {
    if (above === loop) return false;
    if (above.type === "ShellPipeline" && above.commands[0] && above.commands[0].range[0] < command.range[0])
      return true;
    if ("redirections" in above && above.redirections.some(({ operator }) => operator.startsWith("<"))) return true;
  }
  return false;
}
