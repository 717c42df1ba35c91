/** What a script gives its variables, as far as it says so. */

import type { ShellSurvey } from "../../../../languages/shell/survey.ts";
import type { ShellPart, ShellSimpleCommand, ShellWord } from "../../../../languages/shell/tree.ts";
import { invocationOf, sketchOf } from "../../../../languages/shell/words.ts";

export interface GivenValues {
  readonly values: (readonly ShellPart[])[];
  /** Read, split or collected: nobody knows what it holds. */
  isUnknown: boolean;
}

const declaring = new Set(["local", "export", "declare", "typeset", "readonly"]);
const reading = new Set(["read", "mapfile", "readarray", "getopts", "printf", "unset"]);

const known = new WeakMap<ShellSurvey, ReadonlyMap<string, GivenValues>>();

/** By name; a variable that the script never sets has no entry. */
export function valuesGiven(survey: ShellSurvey): ReadonlyMap<string, GivenValues> {
  const before = known.get(survey);
  if (before) return before;
  const given = new Map<string, GivenValues>();
  const of = (name: string): GivenValues => {
    const entry = given.get(name) ?? { values: [], isUnknown: false };
    given.set(name, entry);
    return entry;
  };
  for (const { name, value, elements } of survey.all("ShellAssignment")) {
    if (elements) of(name).isUnknown = true;
    else of(name).values.push(value?.parts ?? []);
  }
  for (const { name, words } of survey.all("ShellFor")) {
    if (name === undefined) continue;
    if (words) of(name).values.push(...words.map(({ parts }) => parts));
    else of(name).isUnknown = true;
  }
  for (const command of survey.all("ShellSimpleCommand")) takeCommand(command, of);
  known.set(survey, given);
  return given;
}

function takeCommand(command: ShellSimpleCommand, of: (name: string) => GivenValues): void {
  const { name: program, arguments: words } = invocationOf(command);
  if (reading.has(program)) for (const word of words) of(sketchOf(word)).isUnknown = true;
  if (!declaring.has(program)) return;
  for (const word of words) {
    const value = valueBehindName(word);
    if (value) of(value.name).values.push(value.parts);
  }
}

/** `name=…` as an argument of `local` and its like. */
function valueBehindName({
  parts: [first, ...rest],
}: ShellWord): { name: string; parts: readonly ShellPart[] } | undefined {
  const match = first?.type === "ShellLiteral" ? /^([A-Za-z_]\w*)\+?=/u.exec(first.value) : undefined;
  if (!match || first?.type !== "ShellLiteral") return undefined;
  const left = first.value.slice(match[0].length);
  return { name: match[1] ?? "", parts: left === "" ? rest : [{ ...first, value: left }, ...rest] };
}
