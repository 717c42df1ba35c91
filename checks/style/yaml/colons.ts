/**
 * Blanks around colons.
 *
 * Why: values that are lined up by blanks move all together when one key grows, and the differential hides what
 * changed.
 *
 * It sees what yamllint sees, and takes its options by their names. Where a `.yamllint` asks for `colons`, that is told
 * by `style/yaml/yamllint`, and not again.
 *
 * Bad (config/app.yaml):
 * ```yaml
 * port:   80
 * host  : edge
 * ```
 *
 * Good (config/app.yaml):
 * ```yaml
 * port: 80
 * host: edge
 * ```
 *
 * Mend: leave no blank before the colon and one behind it.
 *
 * Waive: `# yamllint disable-line rule:colons`, or `# plumbline-disable-next-line style/yaml/colons -- reason`
 */

import { spaces } from "./lint/check-options.ts";
import { lintCheck } from "./lint/lint-check.ts";

export default lintCheck("colons", {
  "max-spaces-before": spaces(0, "Blanks before a colon, at most."),
  "max-spaces-after": spaces(1, "Blanks behind a colon, at most."),
});
