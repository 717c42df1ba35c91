/**
 * Documents that do not end with `...`, or that do where none is asked for.
 *
 * Why: where documents are sent one after the other, `...` says that one is complete without waiting for the next.
 *
 * It sees what yamllint sees, and takes its options by their names. Where a `.yamllint` asks for `document-end`, that
 * is told by `style/yaml/yamllint`, and not again.
 *
 * Bad (config/app.yaml):
 * ```yaml
 * ---
 * port: 80
 * ```
 *
 * Good (config/app.yaml):
 * ```yaml
 * ---
 * port: 80
 * ...
 * ```
 *
 * Mend: put `...` on a line behind the document, or delete it.
 *
 * Waive: `# yamllint disable-line rule:document-end`, or `# plumbline-disable-next-line style/yaml/document-end -- reason`
 */

import { flag } from "./lint/check-options.ts";
import { lintCheck } from "./lint/lint-check.ts";

export default lintCheck("document-end", { present: flag(true, "Whether the mark is asked for, or not wanted.") });
