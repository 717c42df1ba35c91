/**
 * `rm -r` that removes the system where a variable is empty.
 *
 * Why: an empty variable turns `"$dir/"` into `/`, and `rm` does not ask.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * rm -rf "$BUILD_DIR/"*
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * rm -rf "${BUILD_DIR:?}/"*
 * ```
 *
 * Mend: write `${name:?}`, which stops where the variable is empty.
 *
 * Waive: `# plumbline-disable-next-line security/shell/dangerous-removal -- reason`
 */

import type { ShellPart, ShellWord } from "../../../languages/shell/tree.ts";
import { invocationOf, optionsOf, operandsOf, textOfParts } from "../../../languages/shell/words.ts";
import { isGuarded, isPlainValue } from "../../style/shell/reading/state.ts";
import { type ScriptView, shellCheck, shown } from "../../style/shell/reading/shell-check.ts";

/** What stands at the top of a system. */
const system = "(?:bin|boot|dev|etc|home|lib|lib64|opt|proc|root|run|sbin|srv|sys|usr|var)";
const afterEmpty = new RegExp(`^/+(?:${system}?/*)?(?:\\.?\\*)?$`, "u");
const whole = new RegExp(`^/+(?:${system}/*)?(?:\\*)?$`, "u");

export default shellCheck((script) =>
  script.survey.all("ShellSimpleCommand").flatMap((command) => {
    const invocation = invocationOf(command);
    const options = optionsOf(invocation);
    if (invocation.name !== "rm" || !(options.has("r") || options.has("R") || options.has("recursive"))) return [];
    return operandsOf(invocation).flatMap((word) => {
      const text = shown(script.textAt(word.range));
      if (whole.test(textOfParts(word.parts) ?? "")) {
        const says = `${text} is a part of the system that nothing works without.`;
        return [{ place: word.range, says, mend: "Name what is really meant." }];
      }
      const name = variableBeforeSystem(word, script);
      if (name === undefined) return [];
      const says = `Where \`${name}\` is empty, ${text} removes ${name === "*" ? "everything" : "what belongs to the system"}.`;
      return [{ place: word.range, says, mend: `Write \`\${${name}:?}\`, which stops where it is empty.` }];
    });
  }),
);

/** The variable in `"$name/"`, `$name/*` or `$name/usr`. */
function variableBeforeSystem(word: ShellWord, script: ScriptView): string | undefined {
  const [first, ...rest] = flatten(word.parts);
  if (first?.type !== "ShellParameter" || isGuarded(first) || isPlainValue(first, script)) return undefined;
  return afterEmpty.test(textOfParts(rest) ?? "") ? first.name : undefined;
}

function flatten(parts: readonly ShellPart[]): readonly ShellPart[] {
  return parts.flatMap((part) => (part.type === "ShellString" ? part.parts : [part]));
}
