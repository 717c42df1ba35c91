/**
 * nftables rule sets that `nft -c` refuses.
 *
 * Why: A rule set is loaded whole or not at all: after the next boot the host has no firewall.
 *
 * Bad (hosts/nftables.conf):
 * ```text
 * table inet filter {
 *   chain input {
 *     type filter hook input priority 0; policy drop
 *     tcp dport 22 acept
 *   }
 * }
 * ```
 *
 * Good (hosts/nftables.conf):
 * ```text
 * table inet filter {
 *   chain input {
 *     type filter hook input priority 0; policy drop
 *     tcp dport 22 accept
 *   }
 * }
 * ```
 *
 * Mend: mend the statement that the message names.
 *
 * Waive: `# plumbline-disable-next-line config-test/nft -- reason`
 */

import { configTest } from "./running/config-test.ts";
import { accountsIn, hostsIn } from "./running/names.ts";
import { folderOf } from "./running/test-files.ts";

export default configTest({
  program: "nft",
  command: "nft -c -f",
  paths: ["**/*.nft", "**/nftables.conf", "**/nftables.d/*"],
  reads: () => true,
  needs: ({ path }) => folderOf(path),
  run: ([file]) =>
    file && {
      arguments: ["-c", "-f", `/src/${file.path}`],
      hosts: hostsIn(file.text),
      users: accountsIn(file.text),
    },
  fails: [1],
  blames: [{ regexp: /^(?<file>\/\S+?):(?<line>\d+):(?<col>\d+)(?:-\d+)?: (?<sev>Error|Warning): (?<msg>.+)$/u }],
  // Without rights on a network it ends here, after it has parsed everything.
  surroundings: [
    { pattern: /cache initialization failed: Operation not permitted/u, means: "nothing" },
    { pattern: /Could not process rule: Operation not permitted/u, means: "nothing" },
    {
      pattern: /File not found|No such file or directory/u,
      means: "inconclusive",
      reason: "it includes files of the host",
      // Its parser is lost from there on.
      ends: true,
    },
  ],
});
