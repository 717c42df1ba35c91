/**
 * Variables outside quotes in the arguments of a command.
 *
 * Why: their values are split at blanks and matched against files.
 *
 * Off by default: some variables hold lists that are meant to be split.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * cp $SOURCE /srv/app
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * cp "$SOURCE" /srv/app
 * ```
 *
 * Mend: put quotes around them.
 *
 * Waive: `# plumbline-disable-next-line style/shell/unquoted-expansion -- reason`
 */

import type { ShellSimpleCommand, ShellWord } from "../../../languages/shell/tree.ts";
import { invocationOf, isNumber, unquotedExpansions } from "../../../languages/shell/words.ts";
import { type ScriptView, shellCheck, shown } from "./reading/shell-check.ts";
import { isPlainOrEmpty } from "./reading/state.ts";
import { vanishingOperands } from "./reading/test-operands.ts";

/** They split nothing, or nothing is done with what they are given. */
const apart = new Set(["local", "export", "declare", "typeset", "readonly"]);

export default shellCheck((script) =>
  script.survey.all("ShellSimpleCommand").flatMap((command) =>
    wordsSplit(command, script).flatMap((word) =>
      unquotedExpansions(word).flatMap((part) => {
        if (part.type !== "ShellParameter" || isNumber(part) || isPlainOrEmpty(part, script)) return [];
        const isList = part.name === "@" || part.name === "*" || part.index === "@";
        // `: ${x:=y}` is a way to set it.
        if (isList || /^:?[+=]$/u.test(part.operator ?? "")) return [];
        const text = script.textAt(part.range);
        const says = `${shown(text)} stands outside quotes: it is split at blanks and matched against files.`;
        const suggestion = [{ range: part.range, text: `"${text}"` }];
        return [{ place: part.range, says, mend: `Write \`"${text}"\`.`, suggestion }];
      }),
    ),
  ),
);

/** Arguments, files of redirections, and a path to the program; without what another rule asks about. */
function wordsSplit(command: ShellSimpleCommand, script: ScriptView): readonly ShellWord[] {
  const { name, arguments: words } = invocationOf(command);
  const vanishing = new Set(vanishingOperands(command, script).map(({ word }) => word));
  const [program] = command.words;
  // A command that is nothing but a variable may be one with arguments.
  const path = program && program.parts.length > 1 ? [program] : [];
  const files = command.redirections.flatMap(({ operator, target }) =>
    target && /^(?:<|>|>>|>\||<>|&>|&>>)$/u.test(operator) ? [target] : [],
  );
  return [...path, ...(apart.has(name) ? [] : words.filter((word) => !vanishing.has(word))), ...files];
}
