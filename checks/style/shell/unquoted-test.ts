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

import { shellCheck, shown } from "./reading/shell-check.ts";
import { vanishingOperands } from "./reading/test-operands.ts";

export default shellCheck((script) =>
  script.survey.all("ShellSimpleCommand").flatMap((command) =>
    vanishingOperands(command, script).map(({ word, operator }) => {
      const text = script.textAt(word.range);
      const says =
        operator === undefined
          ? `Where ${shown(text)} is empty or holds blanks, this test is a syntax error.`
          : `Where ${shown(text)} is empty, it vanishes, and \`${operator}\` alone is true.`;
      const suggestion = [{ range: word.range, text: `"${text}"` }];
      return { place: word.range, says, mend: `Write \`"${text}"\`.`, suggestion };
    }),
  ),
);
