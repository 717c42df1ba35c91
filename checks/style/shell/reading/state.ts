/** What is known about a script as a whole: options that it sets, values of its variables. */

import type { ShellParameter, ShellSimpleCommand } from "../../../../languages/shell/tree.ts";
import { invocationOf, sketchOf, textOf } from "../../../../languages/shell/words.ts";
import type { ScriptView } from "./shell-check.ts";

/** Ends at the first command that fails: by its first line, by whoever starts it, or by `set -e`. */
export function endsOnErrors({ options, survey }: ScriptView): boolean {
  if (options.has("errexit")) return true;
  return survey.all("ShellSimpleCommand").some((command) => {
    const { name, arguments: words } = invocationOf(command);
    if (name !== "set") return false;
    return words.some((word, index) => {
      const text = sketchOf(word);
      return /^-[A-Za-z]*e/u.test(text) || (text === "errexit" && sketchOf(words[index - 1] ?? word) === "-o");
    });
  });
}

/** Every value that the script gives a variable is written out, and holds neither blanks nor patterns nor nothing. */
export function isPlainValue(parameter: ShellParameter, { survey }: ScriptView): boolean {
  const values = survey
    .all("ShellAssignment")
    .filter(({ name }) => name === parameter.name)
    .map(({ value }) => textOf(value));
  const declared = survey.all("ShellSimpleCommand").some((command) => declares(command, parameter.name));
  const isLoop = survey.all("ShellFor").some(({ name }) => name === parameter.name);
  if (declared || isLoop || values.length === 0) return false;
  return values.every((value) => value !== undefined && /^[\w./:@%+,=-]+$/u.test(value));
}

function declares(command: ShellSimpleCommand, name: string): boolean {
  const { name: program, arguments: words } = invocationOf(command);
  if (!["local", "export", "declare", "typeset", "readonly", "read", "mapfile", "printf"].includes(program))
    return false;
  return words.some((word) => sketchOf(word).split("=", 1)[0] === name);
}

/** Empty values cannot get through it: `${x:?}`, `${x:-default}`. */
export function isGuarded({ operator }: ShellParameter): boolean {
  return operator !== undefined && /^:?[-?=]$/u.test(operator);
}
