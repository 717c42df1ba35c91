/**
 * Forms of decimal numbers that some readers take for something else.
 *
 * Why: `1e3` is a number to one reader and a text to the next, and `.inf` is nothing that JSON could say.
 *
 * It sees what yamllint sees, and takes its options by their names. Each form can be let through; yamllint lets all of
 * them through where nobody names one. Where a `.yamllint` asks for `float-values`, that is told by
 * `style/yaml/yamllint`, and not again.
 *
 * Bad (config/app.yaml):
 * ```yaml
 * ratio: .5
 * ```
 *
 * Good (config/app.yaml):
 * ```yaml
 * ratio: 0.5
 * ```
 *
 * Mend: write the number out, with a digit before its point.
 *
 * Waive: `# yamllint disable-line rule:float-values`, or `# plumbline-disable-next-line style/yaml/float-values -- reason`
 */

import { flag } from "./lint/check-options.ts";
import { lintCheck } from "./lint/lint-check.ts";

export default lintCheck("float-values", {
  "require-numeral-before-decimal": flag(true, "`.5` is no good."),
  "forbid-scientific-notation": flag(true, "`1e3` is no good."),
  "forbid-nan": flag(true, "`.nan` is no good."),
  "forbid-inf": flag(true, "`.inf` is no good."),
});
