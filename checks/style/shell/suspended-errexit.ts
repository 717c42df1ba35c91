/**
 * Functions whose errors count for nothing where they are called.
 *
 * Why: in a condition, before `||` and `&&` and behind `!`, `set -e` is off for everything that runs, so that a function goes on
 * behind a command that failed.
 *
 * Off by default: many functions only ask, and are called so on purpose.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * set -e
 * migrate() {
 *   pg_dump shop > backup.sql
 *   psql shop < migration.sql
 * }
 * migrate || exit 1
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * set -e
 * migrate() {
 *   pg_dump shop > backup.sql
 *   psql shop < migration.sql
 * }
 * migrate
 * ```
 *
 * Mend: call it alone, or join its commands with `&&`.
 *
 * Waive: `# plumbline-disable-next-line style/shell/suspended-errexit -- reason`
 */

import type { ShellAndOr, ShellFunction, ShellSimpleCommand } from "../../../languages/shell/tree.ts";
import { invocationOf } from "../../../languages/shell/words.ts";
import { type ScriptView, shellCheck } from "./reading/shell-check.ts";
import { endsOnErrors } from "./reading/state.ts";

/** They hardly fail, or ask. */
const harmless = new Set(
  ":,[,cat,declare,echo,export,local,log,printf,pwd,read,readonly,return,set,shift,test,true,typeset,unset".split(","),
);

export default shellCheck((script) => {
  if (!endsOnErrors(script)) return [];
  const relying = new Map(
    script.survey.all("ShellFunction").flatMap((each) => (reliesOnErrexit(each) ? [[each.name, each] as const] : [])),
  );
  if (relying.size === 0) return [];
  return script.survey.all("ShellSimpleCommand").flatMap((command) => {
    const { name, starters, at } = invocationOf(command);
    if (starters.length > 0 || !relying.has(name) || !isAsked(command, script)) return [];
    const says = `Here \`set -e\` is off within \`${name}\`, which goes on behind a command that fails.`;
    return [{ place: at, says, mend: "Call it alone, or join its commands with `&&`." }];
  });
});

/** Something before its last command may fail, and nothing else asks for it. */
function reliesOnErrexit({ body }: ShellFunction): boolean {
  if (body.type !== "ShellGroup" || body.isSubshell) return false;
  return body.body.items.slice(0, -1).some((item) => {
    const [command] = commandsOf(item);
    return (
      command?.type === "ShellSimpleCommand" && command.words.length > 0 && !harmless.has(invocationOf(command).name)
    );
  });
}

function commandsOf({ pipelines: [pipeline, ...others] }: ShellAndOr) {
  return pipeline && others.length === 0 && !pipeline.isNegated ? pipeline.commands : [];
}

/** Its status decides something, so that the shell does not end at it. */
function isAsked(command: ShellSimpleCommand, { survey }: ScriptView): boolean {
  const pipeline = survey.parent(command);
  if (pipeline?.type !== "ShellPipeline" || pipeline.commands.at(-1) !== command) return false;
  const item = survey.parent(pipeline);
  if (item?.type !== "ShellAndOr") return false;
  if (pipeline.isNegated || item.pipelines.at(-1) !== pipeline) return true;
  const list = survey.parent(item);
  const around = list && survey.parent(list);
  return (around?.type === "ShellBranch" || around?.type === "ShellLoop") && around.condition === list;
}
