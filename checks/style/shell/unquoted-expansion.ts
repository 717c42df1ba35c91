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

import { invocationOf, isNumber, unquotedExpansions } from "../../../languages/shell/words.ts";
import { shellCheck, shown } from "./reading/shell-check.ts";
import { isPlainValue } from "./reading/state.ts";

/** Words that other rules ask about, and commands that do not mind. */
const apart = new Set(["[", "test", "local", "export", "declare", "typeset", "readonly"]);

export default shellCheck((script) =>
  script.survey.all("ShellSimpleCommand").flatMap((command) => {
    const { name, arguments: words } = invocationOf(command);
    if (apart.has(name)) return [];
    return words.flatMap((word) =>
      unquotedExpansions(word).flatMap((part) => {
        if (part.type !== "ShellParameter" || isNumber(part) || isPlainValue(part, script)) return [];
        if (
          part.name === "@" ||
          part.name === "*" ||
          part.index === "@" ||
          part.operator === "+" ||
          part.operator === ":+"
        )
          return [];
        const text = script.textAt(part.range);
        const says = `${shown(text)} stands outside quotes: it is split at blanks and matched against files.`;
        return [
          {
            place: part.range,
            says,
            mend: `Write \`"${text}"\`.`,
            suggestion: [{ range: part.range, text: `"${text}"` }],
          },
        ];
      }),
    );
  }),
);
