/**
 * Keys and entries without a value, which are null.
 *
 * Why: nobody sees whether null is meant, or whether the value got lost in an edit.
 *
 * It sees what yamllint sees, and takes its options by their names. Where a `.yamllint` asks for `empty-values`, that
 * is told by `style/yaml/yamllint`, and not again.
 *
 * Bad (config/app.yaml):
 * ```yaml
 * limits:
 * port: 80
 * ```
 *
 * Good (config/app.yaml):
 * ```yaml
 * limits: {}
 * port: 80
 * ```
 *
 * Mend: write the value, or `null` where that is meant.
 *
 * Waive: `# yamllint disable-line rule:empty-values`, or `# plumbline-disable-next-line style/yaml/empty-values -- reason`
 */

import { flag } from "./lint/check-options.ts";
import { lintCheck } from "./lint/lint-check.ts";

export default lintCheck("empty-values", {
  "forbid-in-block-mappings": flag(true, "Keys in block style."),
  "forbid-in-flow-mappings": flag(true, "Keys in `{ … }`."),
  "forbid-in-block-sequences": flag(true, "Entries behind a `-`."),
});
