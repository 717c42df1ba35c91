/**
 * Texts in other quotes than those that are asked for, or in none.
 *
 * Why: where texts are quoted by one habit, a value that only looks like a text stands out.
 *
 * It sees what yamllint sees, and takes its options by their names. Where a `.yamllint` asks for `quoted-strings`, that
 * is told by `style/yaml/yamllint`, and not again.
 *
 * Bad (config/app.yaml):
 * ```yaml
 * host: edge
 * ```
 *
 * Good (config/app.yaml):
 * ```yaml
 * host: "edge"
 * ```
 *
 * Mend: put the text in the quotes that are asked for, or take away those that are not needed.
 *
 * Waive: `# yamllint disable-line rule:quoted-strings`, or `# plumbline-disable-next-line style/yaml/quoted-strings -- reason`
 */

import { choice, flag, patterns } from "./lint/check-options.ts";
import { lintCheck } from "./lint/lint-check.ts";

export default lintCheck("quoted-strings", {
  "quote-type": choice(["any", "single", "double"], "Quotes that are asked for."),
  required: choice([true, false, "only-when-needed"], "Which texts are to be quoted."),
  "extra-required": patterns("Texts that are to be quoted, too, as regular expressions."),
  "extra-allowed": patterns("Texts that may be quoted without need."),
  "allow-quoted-quotes": flag(false, "Other quotes may stand around a text that holds those that are asked for."),
  "check-keys": flag(false, "Also look at keys."),
});
