/**
 * Configurations of dnsmasq that `dnsmasq --test` refuses.
 *
 * Why: A host whose resolver and DHCP server do not start is off the network, and so is everything behind it.
 *
 * Bad (hosts/dnsmasq.conf):
 * ```text
 * domain-needed
 * dhcp-range=10.0.0.50,10.0.300.150,12h
 * ```
 *
 * Good (hosts/dnsmasq.conf):
 * ```text
 * domain-needed
 * dhcp-range=10.0.0.50,10.0.0.150,12h
 * ```
 *
 * Mend: mend the option that the message names.
 *
 * Waive: `# plumbline-disable-next-line config-test/dnsmasq -- reason`
 */

import { configTest } from "./running/config-test.ts";
import { accountsIn, hostsIn } from "./running/names.ts";
import type { Recipe } from "./running/recipe.ts";
import { scanFor, startsWith } from "./running/code-scan.ts";

export const recipe: Recipe = {
  program: "dnsmasq",
  command: "dnsmasq --test",
  paths: ["**/dnsmasq.conf", "**/dnsmasq.d/*", "**/*.dnsmasq", "**/dnsmasq-*.conf"],
  reads: () => true,
  loadsCode: scanFor({ ends: "lines", separators: "=" }, startsWith(/^(?:conf-script|dhcp-luascript|dhcp-script)$/iu)),
  run: ([entry]) =>
    entry && {
      arguments: ["--test", `--conf-file=/src/${entry.path}`],
      users: ["dnsmasq", "dip", ...accountsIn(entry.text)],
      hosts: hostsIn(entry.text),
      processes: 2,
    },
  fails: [1, 3],
  blames: [{ regexp: /^dnsmasq: (?<msg>.+) at line (?<line>\d+) of (?<file>\/\S+)$/u }],
  surroundings: [
    {
      pattern: /cannot (?:read|access|open)|failed to (?:open|load)/u,
      means: "inconclusive",
      reason: "it names files of the host",
    },
  ],
};

export default configTest(recipe);
