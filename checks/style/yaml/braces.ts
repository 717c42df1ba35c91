/**
 * Blanks inside the braces of flow mappings, or flow mappings at all.
 *
 * Why: one form of `{ key: value }` in all files lets a search find all of them, and a differential show none of it.
 *
 * It sees what yamllint sees, and takes its options by their names. Where a `.yamllint` asks for `braces`, that is told
 * by `style/yaml/yamllint`, and not again.
 *
 * Bad (config/app.yaml):
 * ```yaml
 * limits: {  cpu: 1 }
 * ```
 *
 * Good (config/app.yaml):
 * ```yaml
 * limits: {cpu: 1}
 * ```
 *
 * Mend: leave as many blanks as the rule asks for, or write the mapping as a block.
 *
 * Waive: `# yamllint disable-line rule:braces`, or `# plumbline-disable-next-line style/yaml/braces -- reason`
 */

import { choice, spaces } from "./lint/check-options.ts";
import { lintCheck } from "./lint/lint-check.ts";

export default lintCheck("braces", {
  forbid: choice([false, true, "non-empty"], "Flow mappings are no good at all, or only empty ones are."),
  "min-spaces-inside": spaces(0, "Blanks inside the braces, at least."),
  "max-spaces-inside": spaces(0, "Blanks inside the braces, at most."),
  "min-spaces-inside-empty": spaces(-1, "The same where nothing is between them."),
  "max-spaces-inside-empty": spaces(-1, "The same where nothing is between them."),
});
