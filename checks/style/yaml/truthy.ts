/**
 * Words that are booleans to some readers of YAML and texts to others.
 *
 * Why: `on`, `yes` and `NO` are booleans by YAML 1.1 and words by YAML 1.2, and the file does not say who reads it.
 *
 * It sees what yamllint sees, and takes its options by their names. `style/yaml/ambiguous-scalars`, which is on in
 * `recommended`, judges them by what reads the file, and what it tells is not told again. Where a `.yamllint` asks for
 * `truthy`, that is told by `style/yaml/yamllint`, and not again.
 *
 * Bad (config/app.yaml):
 * ```yaml
 * enabled: yes
 * ```
 *
 * Good (config/app.yaml):
 * ```yaml
 * enabled: true
 * ```
 *
 * Mend: write `true` or `false`, or put the word in quotes.
 *
 * Waive: `# yamllint disable-line rule:truthy`, or `# plumbline-disable-next-line style/yaml/truthy -- reason`
 */

import { flag } from "./lint/check-options.ts";
import { lintCheck } from "./lint/lint-check.ts";

export default lintCheck(
  "truthy",
  {
    "allowed-values": {
      type: "array",
      items: {
        enum: [
          "YES",
          "Yes",
          "yes",
          "NO",
          "No",
          "no",
          "TRUE",
          "True",
          "true",
          "FALSE",
          "False",
          "false",
          "ON",
          "On",
          "on",
          "OFF",
          "Off",
          "off",
        ],
      },
      default: ["true", "false"],
      description: "Words that may stand without quotes.",
    },
    "check-keys": flag(true, "Also look at keys."),
  },
  ["style/yaml/ambiguous-scalars"],
);
