/**
 * Shell scripts in which ShellCheck sees an error or a likely mistake.
 *
 * Why: A variable that is not quoted, or a test that is always true, shows in production first.
 *
 * Bad (scripts/deploy.sh):
 * ```bash
 * #!/bin/bash
 * cd "$1"
 * rm -rf "$STEAMROOT/"*
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```bash
 * #!/bin/bash
 * cd "$1" || exit 1
 * rm -rf "${BUILD:?}/"*
 * ```
 *
 * Mend: follow the advice behind the code of the message (`SC2086`), or disable it with a reason in ShellCheck's own
 * comment.
 *
 * Waive: `# plumbline-disable-next-line config-test/shellcheck -- reason`
 */

import { configTest } from "./running/config-test.ts";

export default configTest({
  program: "shellcheck",
  command: "shellcheck",
  paths: ["**/*.sh", "**/*.bash"],
  reads: () => true,
  readsBraces: true,
  together: true,
  run: (tested) => ({
    arguments: ["--norc", "--severity=warning", "--format=gcc", "--", ...tested.map(({ path }) => `./${path}`)],
  }),
  fails: [1],
  warnings: true,
  blames: [{ regexp: /^(?<file>[^:]+):(?<line>\d+):(?<col>\d+): (?<sev>error|warning|note): (?<msg>.+ \[SC\d+\])$/u }],
});
