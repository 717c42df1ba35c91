/**
 * Blanks inside the brackets of flow sequences, or flow sequences at all.
 *
 * Why: one form of `[a, b]` in all files lets a search find all of them, and a differential show none of it.
 *
 * It sees what yamllint sees, and takes its options by their names. Where a `.yamllint` asks for `brackets`, that is
 * told by `style/yaml/yamllint`, and not again.
 *
 * Bad (config/app.yaml):
 * ```yaml
 * ports: [ 80, 443]
 * ```
 *
 * Good (config/app.yaml):
 * ```yaml
 * ports: [80, 443]
 * ```
 *
 * Mend: leave as many blanks as the rule asks for, or write the list as a block.
 *
 * Waive: `# yamllint disable-line rule:brackets`, or `# plumbline-disable-next-line style/yaml/brackets -- reason`
 */

import { choice, spaces } from "./lint/check-options.ts";
import { lintCheck } from "./lint/lint-check.ts";

export default lintCheck("brackets", {
  forbid: choice([false, true, "non-empty"], "Flow sequences are no good at all, or only empty ones are."),
  "min-spaces-inside": spaces(0, "Blanks inside the brackets, at least."),
  "max-spaces-inside": spaces(0, "Blanks inside the brackets, at most."),
  "min-spaces-inside-empty": spaces(-1, "The same where nothing is between them."),
  "max-spaces-inside-empty": spaces(-1, "The same where nothing is between them."),
});
