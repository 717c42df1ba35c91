/**
 * Comments without a blank behind their `#`, or too near to what stands before them.
 *
 * Why: a comment that touches the value before it is easily read as a part of it.
 *
 * It sees what yamllint sees, and takes its options by their names. Where a `.yamllint` asks for `comments`, that is
 * told by `style/yaml/yamllint`, and not again.
 *
 * Bad (config/app.yaml):
 * ```yaml
 * port: 80 #plain
 * ```
 *
 * Good (config/app.yaml):
 * ```yaml
 * port: 80  # plain
 * ```
 *
 * Mend: put a blank behind the `#`, and two before it.
 *
 * Waive: `# yamllint disable-line rule:comments`, or `# plumbline-disable-next-line style/yaml/comments -- reason`
 */

import { flag, spaces } from "./lint/check-options.ts";
import { lintCheck } from "./lint/lint-check.ts";

export default lintCheck("comments", {
  "require-starting-space": flag(true, "A blank stands behind the `#`."),
  "ignore-shebangs": flag(true, "A first line that begins with `#!` is none."),
  "min-spaces-from-content": spaces(2, "Blanks between a value and the comment behind it, at least."),
});
