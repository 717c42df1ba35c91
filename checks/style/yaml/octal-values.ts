/**
 * Numbers that are octal to some readers and decimal to others.
 *
 * Why: `0755` is 493 by YAML 1.1 and 755 by YAML 1.2, and a file mode becomes another one.
 *
 * It sees what yamllint sees, and takes its options by their names. `style/yaml/ambiguous-scalars`, which is on in
 * `recommended`, judges them by what reads the file, and what it tells is not told again. Where a `.yamllint` asks for
 * `octal-values`, that is told by `style/yaml/yamllint`, and not again.
 *
 * Bad (config/app.yaml):
 * ```yaml
 * mode: 0755
 * ```
 *
 * Good (config/app.yaml):
 * ```yaml
 * mode: "0755"
 * ```
 *
 * Mend: put it in quotes, or write the decimal number.
 *
 * Waive: `# yamllint disable-line rule:octal-values`, or `# plumbline-disable-next-line style/yaml/octal-values -- reason`
 */

import { flag } from "./lint/check-options.ts";
import { lintCheck } from "./lint/lint-check.ts";

export default lintCheck(
  "octal-values",
  {
    "forbid-implicit-octal": flag(true, "`0755` is no good."),
    "forbid-explicit-octal": flag(true, "`0o755` is no good."),
  },
  ["style/yaml/ambiguous-scalars"],
);
