/**
 * Documents that do not begin with `---`, or that do where none is asked for.
 *
 * Why: files that are joined keep apart where each begins with its own mark.
 *
 * It sees what yamllint sees, and takes its options by their names. Where a `.yamllint` asks for `document-start`, that
 * is told by `style/yaml/yamllint`, and not again.
 *
 * Bad (config/app.yaml):
 * ```yaml
 * port: 80
 * ```
 *
 * Good (config/app.yaml):
 * ```yaml
 * ---
 * port: 80
 * ```
 *
 * Mend: put `---` on a line before the document, or delete it.
 *
 * Waive: `# yamllint disable-line rule:document-start`, or `# plumbline-disable-next-line style/yaml/document-start -- reason`
 */

import { flag } from "./lint/check-options.ts";
import { lintCheck } from "./lint/lint-check.ts";

export default lintCheck("document-start", { present: flag(true, "Whether the mark is asked for, or not wanted.") });
