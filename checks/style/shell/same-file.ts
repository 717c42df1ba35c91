/**
 * Commands that read the file that they write.
 *
 * Why: the shell empties the file before the command starts, so there is nothing left to read.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * sort hosts.txt > hosts.txt
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * sort -o hosts.txt hosts.txt
 * ```
 *
 * Mend: write to another file and rename it.
 *
 * Waive: `# plumbline-disable-next-line style/shell/same-file -- reason`
 */

import type { ShellPipeline } from "../../../languages/shell/tree.ts";
import { invocationOf, operandsOf } from "../../../languages/shell/words.ts";
import { type ScriptView, shellCheck, shown } from "./reading/shell-check.ts";

/** They read their operands, and nothing else is done with these. */
const readers = new Set("awk cat cut egrep fgrep gawk grep head jq nl sed sort tac tail tr uniq yq".split(" "));

export default shellCheck((script) =>
  script.survey.all("ShellPipeline").flatMap((pipeline) => {
    const read = filesRead(pipeline, script);
    return pipeline.commands.flatMap((command) => {
      const redirections = "redirections" in command ? command.redirections : [];
      return redirections.flatMap(({ operator, target, range }) => {
        const path = target ? script.textAt(target.range) : "";
        if (operator !== ">" || !read.has(path) || path.startsWith("/dev/")) return [];
        const says = `${shown(path)} is emptied before anything reads it.`;
        return [{ place: range, says, mend: "Write to another file, and rename it over this one." }];
      });
    });
  }),
);

function filesRead({ commands }: ShellPipeline, { textAt }: ScriptView): ReadonlySet<string> {
  return new Set(
    commands.flatMap((command) => {
      if (command.type !== "ShellSimpleCommand") return [];
      const invocation = invocationOf(command);
      const files = readers.has(invocation.name) ? operandsOf(invocation) : [];
      const inputs = command.redirections.flatMap(({ operator, target }) =>
        operator === "<" && target ? [target] : [],
      );
      return [...files, ...inputs].map(({ range }) => textAt(range));
    }),
  );
}
