/**
 * Patterns of a `.dockerignore` that the builder refuses.
 *
 * Why: it stops at the first of them, and no image of the folder is built any more.
 *
 * Bad (.dockerignore):
 * ```text
 * node_modules
 * *.log[0-9
 * ```
 *
 * Good (.dockerignore):
 * ```text
 * node_modules
 * *.log[0-9]
 * ```
 *
 * Mend: close the bracket, or put a backslash before the character that is meant as it stands.
 *
 * Waive: `# plumbline-disable-next-line style/docker/ignore-syntax -- reason`
 */

import { malformedBy } from "../../../languages/dockerfile/ignore-file.ts";
import { ignoreCheck } from "./reading/ignore-check.ts";

export default ignoreCheck((patterns) =>
  patterns.flatMap((pattern) => {
    const reason = malformedBy(pattern);
    if (reason === undefined) return [];
    const says = `The builder refuses \`${pattern.text}\`: ${reason}.`;
    const mend = reason.includes("[")
      ? "Close the bracket, or write `\\[` where the character itself is meant."
      : "Complete the line, or delete it.";
    return [{ pattern, says, mend }];
  }),
);
