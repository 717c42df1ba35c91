/** What is known about a script as a whole: options that it sets, values of its variables. */

import type { ShellSurvey } from "../../../../languages/shell/survey.ts";
import type { ShellParameter, ShellPart } from "../../../../languages/shell/tree.ts";
import { invocationOf, isNumber, sketchOf, textOfParts } from "../../../../languages/shell/words.ts";
import type { ScriptView } from "./shell-check.ts";
import { valuesGiven } from "./values.ts";

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

/** Every value that the script gives a variable is known to hold neither blanks nor patterns, nor nothing. */
export function isPlainValue(parameter: ShellParameter, { survey }: ScriptView): boolean {
  return isPlain(parameter.name, survey, mostSteps, false);
}

/** As above, or nothing at all. */
export function isPlainOrEmpty(parameter: ShellParameter, { survey }: ScriptView): boolean {
  return isPlain(parameter.name, survey, mostSteps, true);
}

/** From variable to variable. */
const mostSteps = 5;

function isPlain(name: string, survey: ShellSurvey, steps: number, mayBeEmpty: boolean): boolean {
  const given = valuesGiven(survey).get(name);
  if (!given || given.isUnknown || steps === 0) return false;
  const isPlainPart = (part: ShellPart): boolean => {
    if (part.type === "ShellString") return part.parts.every(isPlainPart);
    if (part.type === "ShellArithmetic") return true;
    if (part.type !== "ShellParameter") return /^[\w./:@%+,=-]*$/u.test(textOfParts([part]) ?? "*");
    return isNumber(part) || (part.operator === undefined && isPlain(part.name, survey, steps - 1, true));
  };
  return given.values.every((parts) => parts.every(isPlainPart) && (mayBeEmpty || hasText(parts, survey, steps - 1)));
}

/** The script gives the variable values, and each of them has some text of its own. */
export function isNeverEmpty({ name }: ShellParameter, { survey }: ScriptView): boolean {
  return hasValues(name, survey, mostSteps);
}

function hasValues(name: string, survey: ShellSurvey, steps: number): boolean {
  const given = valuesGiven(survey).get(name);
  if (!given || given.isUnknown || given.values.length === 0 || steps === 0) return false;
  return given.values.every((parts) => hasText(parts, survey, steps - 1));
}

function hasText(parts: readonly ShellPart[], survey: ShellSurvey, steps: number): boolean {
  return parts.some((part) => {
    if (part.type === "ShellString") return hasText(part.parts, survey, steps);
    if (part.type === "ShellParameter")
      return isNumber(part) || (part.operator === undefined && hasValues(part.name, survey, steps));
    return part.type === "ShellArithmetic" || (textOfParts([part]) ?? "") !== "";
  });
}

/** Empty values cannot get through it: `${x:?}`, `${x:-default}`. */
export function isGuarded({ operator }: ShellParameter): boolean {
  return operator !== undefined && /^:?[-?=]$/u.test(operator);
}
