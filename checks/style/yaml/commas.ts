/**
 * Blanks around commas in flow mappings and sequences.
 *
 * Why: a list is read at a glance where each comma stands at its word and a blank behind it.
 *
 * It sees what yamllint sees, and takes its options by their names. Where a `.yamllint` asks for `commas`, that is told
 * by `style/yaml/yamllint`, and not again.
 *
 * Bad (config/app.yaml):
 * ```yaml
 * ports: [80 ,443]
 * ```
 *
 * Good (config/app.yaml):
 * ```yaml
 * ports: [80, 443]
 * ```
 *
 * Mend: leave no blank before the comma and one behind it.
 *
 * Waive: `# yamllint disable-line rule:commas`, or `# plumbline-disable-next-line style/yaml/commas -- reason`
 */

import { spaces } from "./lint/check-options.ts";
import { lintCheck } from "./lint/lint-check.ts";

export default lintCheck("commas", {
  "max-spaces-before": spaces(0, "Blanks before a comma, at most."),
  "min-spaces-after": spaces(1, "Blanks behind a comma, at least."),
  "max-spaces-after": spaces(1, "Blanks behind a comma, at most."),
});
