/**
 * Configurations of the time service chrony that `chronyd -p` refuses.
 *
 * Why: Without time from outside, clocks drift apart, and certificates and databases go wrong hours later.
 *
 * Bad (hosts/chrony.conf):
 * ```text
 * pool 0.debian.pool.ntp.org iburst
 * makestp 1 3
 * ```
 *
 * Good (hosts/chrony.conf):
 * ```text
 * pool 0.debian.pool.ntp.org iburst
 * makestep 1 3
 * ```
 *
 * Mend: mend the directive that the message names.
 *
 * Waive: `# plumbline-disable-next-line config-test/chronyd -- reason`
 */

import { configTest } from "./running/config-test.ts";

export default configTest({
  program: "chronyd",
  command: "chronyd -p -f",
  paths: ["**/chrony.conf", "**/chrony/*.conf", "**/chrony*.conf"],
  reads: () => true,
  run: ([file]) => file && { arguments: ["-p", "-f", `/src/${file.path}`], users: ["_chrony", "chrony"] },
  fails: [1],
  blames: [{ regexp: /Fatal error : (?<msg>.+) at line (?<line>\d+) in file (?<file>\S+)$/u }],
  surroundings: [{ pattern: /Could not open/u, means: "inconclusive", reason: "it names files of the host" }],
});
