/**
 * `local`, `export` and their like that hide a failure.
 *
 * Why: their own status is that of the line, so a script that ends on errors goes on with an empty value.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * set -e
 * export TOKEN=$(vault read -field=token secret/deploy)
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * set -e
 * TOKEN=$(vault read -field=token secret/deploy)
 * export TOKEN
 * ```
 *
 * Mend: assign first, then declare.
 *
 * Waive: `# plumbline-disable-next-line style/shell/masked-status -- reason`
 */

import type { ShellPart } from "../../../languages/shell/tree.ts";
import { invocationOf } from "../../../languages/shell/words.ts";
import { type ScriptView, shellCheck, shown } from "./reading/shell-check.ts";
import { endsOnErrors } from "./reading/state.ts";

const declaring = new Set(["local", "export", "declare", "typeset", "readonly"]);
/** They hardly ever fail. */
const harmless = new Set([
  "pwd",
  "date",
  "dirname",
  "basename",
  "echo",
  "printf",
  "uname",
  "hostname",
  "whoami",
  "id",
  "nproc",
  "mktemp",
]);

export default shellCheck((script) => {
  if (!endsOnErrors(script)) return [];
  return script.survey.all("ShellSimpleCommand").flatMap((command) => {
    const { name, arguments: words } = invocationOf(command);
    if (!declaring.has(name)) return [];
    const word = words.find(({ parts }) => parts.length > 1 && parts.some((part) => canFail(part, script)));
    if (!word) return [];
    const says = `\`${name}\` succeeds whatever happens in ${shown(script.textAt(word.range))}, so the script goes on without the value.`;
    return [{ place: word.range, says, mend: `Assign first, and \`${name}\` on a line of its own.` }];
  });
});

function canFail(part: ShellPart, script: ScriptView): boolean {
  if (part.type === "ShellString") return part.parts.some((each) => canFail(each, script));
  if (part.type !== "ShellSubstitution" || !part.body) return false;
  const last = part.body.items.at(-1)?.pipelines.at(-1)?.commands.at(-1);
  if (part.body.items.at(-1)?.operators.includes("||") === true) return false;
  return last?.type !== "ShellSimpleCommand" || !harmless.has(invocationOf(last).name);
}
