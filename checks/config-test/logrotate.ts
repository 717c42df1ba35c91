/**
 * Configurations that `logrotate` refuses.
 *
 * Why: Logs that are not rotated fill the disk, and the service stops in the night after weeks.
 *
 * Bad (hosts/logrotate.d/api):
 * ```text
 * /var/log/api/*.log {
 *   wekly
 *   rotate 4
 * }
 * ```
 *
 * Good (hosts/logrotate.d/api):
 * ```text
 * /var/log/api/*.log {
 *   weekly
 *   rotate 4
 * }
 * ```
 *
 * Mend: mend the directive that the message names.
 *
 * Waive: `# plumbline-disable-next-line config-test/logrotate -- reason`
 */

import { configTest } from "./running/config-test.ts";
import { accountsIn } from "./running/names.ts";

export default configTest({
  program: "logrotate",
  command: "logrotate -d",
  paths: ["**/logrotate.conf", "**/logrotate.d/*", "**/*.logrotate"],
  reads: () => true,
  run: ([file]) => file && { arguments: ["-d", "-s", "/tmp/state", `/src/${file.path}`], users: accountsIn(file.text) },
  fails: [1],
  // It goes on after most mistakes, and ends with success.
  warnings: true,
  blames: [{ regexp: /^error: (?<file>\/\S+?):(?<line>\d+),? (?<msg>.+)$/u }],
  surroundings: [
    {
      pattern:
        /error: (?:\S+:\d+ error verifying|error switching|stat of|failed to|error opening|error (?:reading|creating)|could not|cannot stat|unable to|skipping)/u,
      means: "nothing",
    },
  ],
});
