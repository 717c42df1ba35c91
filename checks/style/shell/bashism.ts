/**
 * Scripts for `sh` that only bash understands.
 *
 * Why: where `sh` is dash, as on Debian and Ubuntu, they fail half-way, or test something else.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/sh
 * if [[ $BRANCH == release/* ]]; then
 *   exit 0
 * fi
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * if [[ $BRANCH == release/* ]]; then
 *   exit 0
 * fi
 * ```
 *
 * Mend: name bash in the first line, or write what every shell understands.
 *
 * Waive: `# plumbline-disable-next-line style/shell/bashism -- reason`
 */

import type { Range } from "../../../core/text.ts";
import type { RunScript } from "../../../languages/dockerfile/run-script.ts";
import type { ShellScript } from "../../../languages/shell/script.ts";
import { invocationOf, textOf } from "../../../languages/shell/words.ts";
import { type ScriptView, shellCheck, shown } from "./reading/shell-check.ts";

interface Feature {
  readonly what: string;
  readonly instead: string;
  readonly find: (script: ScriptView) => Range | undefined;
}

const features: readonly Feature[] = [
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
];

export default shellCheck((script) => {
  if ((script.dialect !== "sh" && script.dialect !== "dash") || mayBeBusybox(script)) return [];
  return features.flatMap(({ what, instead, find }) => {
    const place = find(script);
    if (!place) return [];
    const says = `${what} is bash's, and this is run by \`sh\`: ${shown(script.textAt(place))}.`;
    return [{ place, says, mend: `${instead} Or have bash run it.` }];
  });
});

/** BusyBox takes much of it, and which shell an unknown image has is not known. */
function mayBeBusybox(script: ShellScript & Partial<RunScript>): boolean {
  return script.isBusybox === true || script.form === "exec";
}

function commandCalled({ survey }: ScriptView, names: readonly string[]): Range | undefined {
  return survey.all("ShellSimpleCommand").find((command) => names.includes(invocationOf(command).name))?.range;
}
