/**
 * Files of sudo rules that `visudo -c` refuses.
 *
 * Why: With a broken file, sudo refuses everybody, and whoever could mend it has no rights any more.
 *
 * Bad (hosts/sudoers.d/deploy):
 * ```text
 * deploy ALL=(root) NOPASSWD: /usr/bin/systemctl restart api
 * User_Alias OPS = ,anna
 * ```
 *
 * Good (hosts/sudoers.d/deploy):
 * ```text
 * deploy ALL=(root) NOPASSWD: /usr/bin/systemctl restart api
 * User_Alias OPS = anna
 * ```
 *
 * Mend: mend the line before it reaches a host.
 *
 * Waive: `# plumbline-disable-next-line config-test/visudo -- reason`
 */

import { configTest } from "./running/config-test.ts";

export default configTest({
  program: "visudo",
  command: "visudo -c -f",
  paths: ["**/sudoers", "**/sudoers.d/*", "**/*.sudoers"],
  reads: () => true,
  // Owner and mode of the file are those of a copy: without -O and -P they are not looked at.
  run: ([file]) => file && { arguments: ["-c", "-f", `/src/${file.path}`] },
  fails: [1],
  blames: [{ regexp: /^(?<file>[^:\s]+):(?<line>\d+):(?<col>\d+): (?<msg>.+)$/u }],
});
