/**
 * Firewall rules that `iptables-restore` could not read.
 *
 * Why: A file of rules is loaded whole or not at all: after the next boot the host has no firewall.
 *
 * Bad (hosts/rules.v4):
 * ```text
 * *filter
 * :INPUT DROP [0:0]
 * -A INPUT -p tcp --dport 22 -j ACCEPT
 * -A INPUT -p tcp --dprt 443 -j ACCEPT
 * COMMIT
 * ```
 *
 * Good (hosts/rules.v4):
 * ```text
 * *filter
 * :INPUT DROP [0:0]
 * -A INPUT -p tcp --dport 22 -j ACCEPT
 * -A INPUT -p tcp --dport 443 -j ACCEPT
 * COMMIT
 * ```
 *
 * Mend: mend the rule that the message names.
 *
 * Waive: `# plumbline-disable-next-line config-test/iptables -- reason`
 */

import { configTest } from "./running/config-test.ts";
import { accountsIn, hostsIn } from "./running/names.ts";

export default configTest({
  program: "iptables-restore-translate",
  command: "iptables-restore-translate -f",
  paths: ["**/rules.v4", "**/rules.v6", "**/*iptables*", "**/*.iptables", "**/*ip6tables*"],
  reads: ({ text }) => /^\*(?:filter|nat|mangle|raw|security)\s*$/mu.test(text) && /^COMMIT\s*$/mu.test(text),
  // It parses as `iptables-restore` does and needs no rights, as it writes another notation and no rules.
  run: ([file]) =>
    file && {
      program: /(?:\.v6|ip6tables)/u.test(file.path) ? "ip6tables-restore-translate" : "iptables-restore-translate",
      arguments: ["-f", `/src/${file.path}`],
      hosts: hostsIn(file.text),
      users: accountsIn(file.text),
    },
  fails: [1, 2],
  blames: [
    {
      regexp: /^ip6?tables-\S+ v\S+ \(nf_tables\): (?<msg>.+)$/u,
      place: /^Error occurred at line: (?<line>\d+)$/u,
    },
  ],
  surroundings: [
    {
      pattern: /Can't open socket to ipset|host\/network [`'][^']*[a-z][^']*' not found/iu,
      means: "inconclusive",
      reason: "it names sets or hosts that are known elsewhere only",
      ends: true,
    },
  ],
});
