/**
 * Tests that are always true.
 *
 * Why: without blanks around its operator a comparison is one word, and any word is true.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * if [ "$ENVIRONMENT"=production ]; then
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
 * Mend: put blanks around the operator.
 *
 * Waive: `# plumbline-disable-next-line style/shell/constant-test -- reason`
 */

import { invocationOf, sketchOf } from "../../../languages/shell/words.ts";
import { shellCheck, shown } from "./reading/shell-check.ts";

export default shellCheck(({ survey, textAt }) => {
  const tests = [
    ...survey.all("ShellSimpleCommand").flatMap((command) => {
      const { name, arguments: words } = invocationOf(command);
      return name === "[" ? [words.slice(0, -1)] : name === "test" ? [words] : [];
    }),
    ...survey.all("ShellTest").map(({ operands }) => operands),
  ];
  return tests.flatMap(([word, ...others]) => {
    if (!word || others.length > 0 || !/[^=!]!?==?[^=]|[^=!]!?==?$/u.test(sketchOf(word))) return [];
    const says = `${shown(textAt(word.range))} is one word, and any word is true.`;
    return [{ place: word.range, says, mend: "Put blanks around the operator." }];
  });
});
