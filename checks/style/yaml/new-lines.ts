/**
 * Line endings other than those that are asked for.
 *
 * Why: a file with other line endings differs in each line from what its neighbours' editors write.
 *
 * It sees what yamllint sees, and takes its options by their names. Where a `.yamllint` asks for `new-lines`, that is
 * told by `style/yaml/yamllint`, and not again.
 *
 * Bad (config/app.yaml):
 * ```yaml
 * port: 80<U+000D>
 * host: edge<U+000D>
 * ```
 *
 * Good (config/app.yaml):
 * ```yaml
 * port: 80
 * host: edge
 * ```
 *
 * Mend: save the file with the other line endings.
 *
 * Waive: `# yamllint disable-line rule:new-lines`, or `# plumbline-disable-next-line style/yaml/new-lines -- reason`
 */

import { choice } from "./lint/check-options.ts";
import { lintCheck } from "./lint/lint-check.ts";

export default lintCheck("new-lines", { type: choice(["unix", "dos"], "`unix` asks for `\\n`, `dos` for `\\r\\n`.") });
