/**
 * Comments on lines of their own that are indented like nothing around them.
 *
 * Why: what a comment is about shows by its indentation, and one that hangs in between is about nothing.
 *
 * It sees what yamllint sees, and takes its options by their names. Where a `.yamllint` asks for `comments-
 * indentation`, that is told by `style/yaml/yamllint`, and not again.
 *
 * Bad (config/app.yaml):
 * ```yaml
 * server:
 *   port: 80
 *     # for probes
 *   host: edge
 * ```
 *
 * Good (config/app.yaml):
 * ```yaml
 * server:
 *   port: 80
 *   # for probes
 *   host: edge
 * ```
 *
 * Mend: indent the comment like the line that it is about.
 *
 * Waive: `# yamllint disable-line rule:comments-indentation`, or `# plumbline-disable-next-line style/yaml/comments-indentation -- reason`
 */

import { lintCheck } from "./lint/lint-check.ts";

export default lintCheck("comments-indentation");
