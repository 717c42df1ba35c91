/**
 * Blanks behind the hyphens of a list.
 *
 * Why: entries line up where one blank stands behind each hyphen, and what hangs below them is indented by two.
 *
 * It sees what yamllint sees, and takes its options by their names. Where a `.yamllint` asks for `hyphens`, that is
 * told by `style/yaml/yamllint`, and not again.
 *
 * Bad (config/app.yaml):
 * ```yaml
 * ports:
 *   -   80
 * ```
 *
 * Good (config/app.yaml):
 * ```yaml
 * ports:
 *   - 80
 * ```
 *
 * Mend: leave one blank behind the hyphen.
 *
 * Waive: `# yamllint disable-line rule:hyphens`, or `# plumbline-disable-next-line style/yaml/hyphens -- reason`
 */

import { spaces } from "./lint/check-options.ts";
import { lintCheck } from "./lint/lint-check.ts";

export default lintCheck("hyphens", { "max-spaces-after": spaces(1, "Blanks behind a hyphen, at most.") });
