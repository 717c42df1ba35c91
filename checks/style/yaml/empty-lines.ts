/**
 * More empty lines in a row than are asked for.
 *
 * Why: one empty line parts two sections; a row of them looks like something was deleted.
 *
 * It sees what yamllint sees, and takes its options by their names. Where a `.yamllint` asks for `empty-lines`, that is
 * told by `style/yaml/yamllint`, and not again.
 *
 * Bad (config/app.yaml):
 * ```yaml
 * port: 80
 *
 *
 *
 * host: edge
 * ```
 *
 * Good (config/app.yaml):
 * ```yaml
 * port: 80
 *
 * host: edge
 * ```
 *
 * Mend: delete the empty lines that are too many.
 *
 * Waive: `# yamllint disable-line rule:empty-lines`, or `# plumbline-disable-next-line style/yaml/empty-lines -- reason`
 */

import { lines } from "./lint/check-options.ts";
import { lintCheck } from "./lint/lint-check.ts";

export default lintCheck("empty-lines", {
  max: lines(2, "Empty lines in a row, at most."),
  "max-start": lines(0, "The same at the start of the file."),
  "max-end": lines(0, "The same at its end."),
});
