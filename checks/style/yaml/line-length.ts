/**
 * Lines that are longer than is asked for.
 *
 * Why: two files fit beside each other in a review only where lines are short, and what is cut off is not read.
 *
 * It sees what yamllint sees, and takes its options by their names. Where a `.yamllint` asks for `line-length`, that is
 * told by `style/yaml/yamllint`, and not again.
 *
 * Bad (config/app.yaml):
 * ```yaml
 * description: nobody reads to the end of a line that is longer than the window in which a reviewer looks at the change, which is what they see
 * ```
 *
 * Good (config/app.yaml):
 * ```yaml
 * description: short
 * ```
 *
 * Mend: break the line, or fold the text (`>-`).
 *
 * Waive: `# yamllint disable-line rule:line-length`, or `# plumbline-disable-next-line style/yaml/line-length -- reason`
 */

import { flag } from "./lint/check-options.ts";
import { lintCheck } from "./lint/lint-check.ts";

export default lintCheck("line-length", {
  max: { type: "integer", minimum: 1, default: 80, description: "Characters of a line, at most." },
  "allow-non-breakable-words": flag(true, "A line may be longer that is one word, behind its indentation."),
  "allow-non-breakable-inline-mappings": flag(false, "The same for a key with one word as its value."),
});
