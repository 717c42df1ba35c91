/** What bash understands and `sh` on Debian, Ubuntu and others does not: how each shows in a script. */

import type { Range } from "../../../../core/text.ts";
import type { ShellSurvey } from "../../../../languages/shell/survey.ts";
import { invocationOf, textOf } from "../../../../languages/shell/words.ts";
import type { ScriptView } from "./shell-check.ts";

export interface BashFeature {
  readonly what: string;
  readonly instead: string;
  /** Where it is used first. */
  readonly find: (script: ScriptView) => Range | undefined;
}

const braces = /\{(?:-?\d+\.\.-?\d+|[A-Za-z]\.\.[A-Za-z])(?:\.\.\d+)?\}|\{[^{}\s]*,[^{}\s]*\}/u;
const variables = new Set(["BASH_SOURCE", "BASH_LINENO", "FUNCNAME", "PIPESTATUS", "RANDOM"]);

export const bashFeatures: readonly BashFeature[] = [
  { what: "`[[`", instead: "Use `[`.", find: ({ survey }) => survey.all("ShellTest")[0]?.range },
  {
    what: "`((`",
    instead: "Use `$(( ))` in a test.",
    find: ({ survey }) => survey.all("ShellArithmeticCommand")[0]?.range,
  },
  {
    what: "An array",
    instead: "Use the arguments (`set --`), or a list of lines.",
    find: ({ survey }) =>
      (
        survey.all("ShellAssignment").find(({ elements }) => elements !== undefined) ??
        survey.all("ShellParameter").find(({ index }) => index !== undefined)
      )?.range,
  },
  {
    what: "`<<<`",
    instead: "Use `printf … |`, or a here-document.",
    find: ({ survey }) => survey.all("ShellRedirection").find(({ operator }) => operator === "<<<")?.range,
  },
  {
    what: "`&>`",
    instead: "Write `> FILE 2>&1`.",
    find: ({ survey }) => survey.all("ShellRedirection").find(({ operator }) => operator.startsWith("&>"))?.range,
  },
  {
    what: "Process substitution",
    instead: "Use a pipe or a file.",
    find: ({ survey }) => survey.all("ShellSubstitution").find(({ form }) => form === "<(" || form === ">(")?.range,
  },
  {
    what: "Replacing in a variable",
    instead: "Use `sed`, or name bash in the first line.",
    find: ({ survey }) =>
      survey.all("ShellParameter").find(({ operator = "" }) => /^(?:\/|\/\/|\/#|\/%|\^\^?|,,?|:|@)$/u.test(operator))
        ?.range,
  },
  { what: "`source`", instead: "Write `.`.", find: (script) => commandCalled(script, ["source"]) },
  {
    what: "A builtin of bash",
    instead: "Use what every shell has.",
    find: (script) =>
      commandCalled(script, ["declare", "pushd", "popd", "mapfile", "readarray", "shopt", "let", "typeset"]),
  },
  {
    what: "`==` in `[`",
    instead: "Write `=`.",
    find: ({ survey }) =>
      survey
        .all("ShellSimpleCommand")
        .filter((command) => invocationOf(command).name === "[")
        .flatMap(({ words }) => words)
        .find((word) => textOf(word) === "==")?.range,
  },
  {
    what: "`pipefail`",
    instead: "Ask for the status of what matters, before the pipe.",
    find: ({ survey }) => argumentOf(survey, ["set"], /^pipefail$/u),
  },
  {
    what: "`echo -e`",
    instead: "Use `printf`.",
    find: ({ survey }) => firstArgumentOf(survey, "echo", /^-[neE]*e[neE]*$/u),
  },
  {
    what: "The word `function`",
    instead: "Write `name() { … }`.",
    find: ({ survey }) => survey.all("ShellFunction").find(({ usesKeyword }) => usesKeyword)?.range,
  },
  {
    what: "`+=`",
    instead: 'Write `name="$name…"`.',
    find: ({ survey }) => survey.all("ShellAssignment").find(({ isAppended }) => isAppended)?.range,
  },
  {
    what: "`for ((`",
    instead: "Use `while [ … ]`.",
    find: ({ survey }) => survey.all("ShellFor").find(({ arithmetic }) => arithmetic !== undefined)?.arithmetic?.range,
  },
  {
    what: "`$'…'`",
    instead: "Use `printf`.",
    find: ({ survey }) => survey.all("ShellQuoted").find(({ isAnsi }) => isAnsi)?.range,
  },
  {
    what: "What braces make several words of",
    instead: "Write the words out, or use `seq`.",
    find: ({ survey }) =>
      survey
        .all("ShellSimpleCommand")
        // `curl` and its like fill them in themselves.
        .filter((command) => !/^(?:curl|find|git|)$/u.test(invocationOf(command).name))
        .flatMap(({ words }) => words)
        .concat(survey.all("ShellFor").flatMap(({ words }) => words ?? []))
        .find(({ parts }) => parts.some((part) => part.type === "ShellLiteral" && braces.test(part.value)))?.range,
  },
  {
    what: "This option of `read`",
    instead: "Read a line with `read -r`.",
    find: ({ survey }) => argumentOf(survey, ["read"], /^-[pr]*[adnNstu]/u),
  },
  {
    what: "A trap on `ERR`",
    instead: "Use `EXIT`, and ask for `$?` in it.",
    find: ({ survey }) => argumentOf(survey, ["trap"], /^(?:ERR|DEBUG|RETURN)$/u),
  },
  {
    what: "A variable of bash",
    instead: "Do without it.",
    find: ({ survey }) => survey.all("ShellParameter").find(({ name }) => variables.has(name))?.range,
  },
];

function commandCalled({ survey }: ScriptView, names: readonly string[]): Range | undefined {
  return survey.all("ShellSimpleCommand").find((command) => names.includes(invocationOf(command).name))?.range;
}

function argumentOf(survey: ShellSurvey, names: readonly string[], pattern: RegExp): Range | undefined {
  return survey
    .all("ShellSimpleCommand")
    .map(invocationOf)
    .filter(({ name }) => names.includes(name))
    .flatMap(({ arguments: words }) => words)
    .find((word) => pattern.test(textOf(word) ?? ""))?.range;
}

function firstArgumentOf(survey: ShellSurvey, program: string, pattern: RegExp): Range | undefined {
  return survey
    .all("ShellSimpleCommand")
    .map(invocationOf)
    .filter(({ name }) => name === program)
    .flatMap(({ arguments: words }) => words.slice(0, 1))
    .find((word) => pattern.test(textOf(word) ?? ""))?.range;
}
