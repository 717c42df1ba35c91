/**
 * `$@` and arrays outside quotes.
 *
 * Why: an argument with a blank in it becomes two, and one with a `*` becomes a list of files.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * exec server $@
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * exec server "$@"
 * ```
 *
 * Mend: put quotes around it.
 *
 * Waive: `# plumbline-disable-next-line style/shell/unquoted-arguments -- reason`
 */

import { invocationOf, sketchOf } from "../../../languages/shell/words.ts";
import { shellCheck, shown } from "./reading/shell-check.ts";

const declaring = new Set(["local", "export", "declare", "typeset", "readonly"]);

export default shellCheck(({ survey, textAt, dialect }) => {
  const inCommands = survey.all("ShellSimpleCommand").flatMap((command) => {
    const { name } = invocationOf(command);
    // Between the brackets of a test it is another mistake, and what is assigned is not split.
    if (name === "[") return [];
    return declaring.has(name) ? command.words.filter((word) => !sketchOf(word).includes("=")) : command.words;
  });
  const inLoops = survey.all("ShellFor").flatMap(({ words }) => words ?? []);
  return [...inCommands, ...inLoops].flatMap(({ parts }) =>
    parts.flatMap((part) => {
      if (part.type !== "ShellParameter" || part.prefix !== undefined) return [];
      const isAll = part.name === "@" || part.index === "@";
      if (!isAll || part.operator === ":+" || part.operator === "+" || (dialect === "sh" && part.index !== undefined))
        return [];
      const text = textAt(part.range);
      const says = `${shown(text)} stands outside quotes, so each of its values is split at blanks and matched against files.`;
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
});
