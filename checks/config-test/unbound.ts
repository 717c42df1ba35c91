/**
 * Configurations of the resolver Unbound that `unbound-checkconf` refuses.
 *
 * Why: A resolver that does not start takes every name with it.
 *
 * Bad (dns/unbound.conf):
 * ```text
 * server:
 *   interface: 0.0.0.0
 *   acess-control: 10.0.0.0/8 allow
 * ```
 *
 * Good (dns/unbound.conf):
 * ```text
 * server:
 *   interface: 0.0.0.0
 *   access-control: 10.0.0.0/8 allow
 *   chroot: ""
 *   directory: ""
 *   username: ""
 * ```
 *
 * Mend: mend the option that the message names.
 *
 * Waive: `# plumbline-disable-next-line config-test/unbound -- reason`
 */

import { configTest } from "./running/config-test.ts";

export default configTest({
  program: "unbound-checkconf",
  command: "unbound-checkconf",
  paths: ["**/unbound.conf", "**/unbound/**/*.conf", "**/unbound.conf.d/*.conf"],
  reads: () => true,
  run: ([file]) =>
    file && { arguments: [`/src/${file.path}`], users: ["unbound"], folders: ["/etc/unbound", "/var/lib/unbound"] },
  fails: [1],
  blames: [{ regexp: /^(?<file>\/\S+):(?<line>\d+): (?<sev>error|warning):? (?<msg>.+)$/u }],
  surroundings: [
    { pattern: /^read \S+ failed: \d+ errors? in configuration file$/u, means: "nothing" },
    {
      pattern: /does not exist|No such file or directory|is not a directory|cannot be accessed|Could not open/u,
      means: "inconclusive",
      reason: "it names paths of the host",
    },
  ],
});
