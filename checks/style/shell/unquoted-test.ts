/**
 * Variables outside quotes in `[ … ]`.
 *
 * Why: an empty one vanishes, so that the test is a syntax error at run time, or always true.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * if [ $ENVIRONMENT = production ]; then
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
 * Mend: put quotes around it.
 *
 * Waive: `# plumbline-disable-next-line style/shell/unquoted-test -- reason`
 */

import { invocationOf, isNumber, textOf, unquotedExpansions } from "../../../languages/shell/words.ts";
import { shellCheck, shown } from "./reading/shell-check.ts";
import { isGuarded, isPlainValue } from "./reading/state.ts";

const comparisons = new Set(["=", "==", "!=", "<", ">"]);

export default shellCheck((script) =>
  script.survey.all("ShellSimpleCommand").flatMap((command) => {
    const { name, arguments: words } = invocationOf(command);
    if (name !== "[" && name !== "test") return [];
    return words.flatMap((word, index) => {
      const isCompared =
        comparisons.has(textOf(words[index + 1]) ?? "") || comparisons.has(textOf(words[index - 1]) ?? "");
      const isLength = textOf(words[index - 1]) === "-n";
      // A word with something else in it never vanishes.
      const [expansion] = word.parts.length === 1 ? unquotedExpansions(word) : [];
      if (!expansion || (!isCompared && !isLength)) return [];
      if (
        expansion.type === "ShellParameter" &&
        (isNumber(expansion) || isGuarded(expansion) || isPlainValue(expansion, script))
      )
        return [];
      const text = script.textAt(word.range);
      const says = isLength
        ? `Where ${shown(text)} is empty, it vanishes, and \`-n\` alone is true.`
        : `Where ${shown(text)} is empty or holds blanks, this test is a syntax error.`;
      return [
        {
          place: word.range,
          says,
          mend: `Write \`"${text}"\`.`,
          suggestion: [{ range: word.range, text: `"${text}"` }],
        },
      ];
    });
  }),
);
