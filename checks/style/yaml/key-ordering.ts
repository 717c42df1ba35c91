/**
 * Keys of a mapping that are not in the order of the alphabet.
 *
 * Why: in a long mapping a sorted key is found at once, and one that stands twice lies side by side.
 *
 * It sees what yamllint sees, and takes its options by their names. Where a `.yamllint` asks for `key-ordering`, that
 * is told by `style/yaml/yamllint`, and not again.
 *
 * Bad (config/app.yaml):
 * ```yaml
 * port: 80
 * host: edge
 * ```
 *
 * Good (config/app.yaml):
 * ```yaml
 * host: edge
 * port: 80
 * ```
 *
 * Mend: sort the keys.
 *
 * Waive: `# yamllint disable-line rule:key-ordering`, or `# plumbline-disable-next-line style/yaml/key-ordering -- reason`
 */

import { patterns } from "./lint/check-options.ts";
import { lintCheck } from "./lint/lint-check.ts";

export default lintCheck("key-ordering", {
  "ignored-keys": patterns("Keys that may stand anywhere, as regular expressions."),
});
