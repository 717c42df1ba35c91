/**
 * `[` without the `]` that ends it.
 *
 * Why: the shell runs `[` as a command that then complains and fails, so the branch is never taken.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * if [ "$ENVIRONMENT" = production]; then
 *   exit 1
 * fi
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * if [ "$ENVIRONMENT" = production ]; then
 *   exit 1
 * fi
 * ```
 *
 * Mend: put a blank and `]` at its end; a command needs no brackets at all.
 *
 * Waive: `# plumbline-disable-next-line style/shell/unclosed-test -- reason`
 */

import { invocationOf, sketchOf, textOf } from "../../../languages/shell/words.ts";
import { shellCheck, shown } from "./reading/shell-check.ts";

export default shellCheck(({ survey, textAt }) =>
  survey.all("ShellSimpleCommand").flatMap((command) => {
    const { name, arguments: words, at } = invocationOf(command);
    const last = words.at(-1);
    if (name !== "[" || !last || textOf(last) === "]") return [];
    // Whatever is filled in may hold the bracket.
    if (last.parts.some(({ type }) => type === "ShellHole")) return [];
    const isGlued = sketchOf(last).endsWith("]");
    const says = isGlued
      ? `${shown(textAt(last.range))} is one word, so \`[\` finds no \`]\` and fails.`
      : "This `[` is never closed, so it fails whatever it asks.";
    const mend = isGlued ? "Put a blank before `]`." : "Close it with `]`, or drop it where a command decides.";
    return [{ place: isGlued ? last.range : at, says, mend }];
  }),
);
