/**
 * Configurations of keepalived that `keepalived -t` refuses.
 *
 * Why: Without keepalived, the address of a service does not move when its host goes down.
 *
 * Bad (lb/keepalived.conf):
 * ```text
 * vrrp_instance api {
 *   interface eth0
 *   virtual_router_id 500
 *   priority 100
 * }
 * ```
 *
 * Good (lb/keepalived.conf):
 * ```text
 * vrrp_instance api {
 *   interface lo
 *   virtual_router_id 50
 *   priority 100
 *   virtual_ipaddress {
 *     10.0.0.5/32
 *   }
 * }
 * ```
 *
 * Mend: mend the statement that the message names.
 *
 * Waive: `# plumbline-disable-next-line config-test/keepalived -- reason`
 */

import { configTest } from "./running/config-test.ts";
import { accountsIn } from "./running/names.ts";

export default configTest({
  program: "keepalived",
  command: "keepalived -t",
  paths: ["**/keepalived.conf", "**/keepalived/*.conf"],
  reads: () => true,
  run: ([entry]) =>
    entry && {
      arguments: ["-t", "-f", `/src/${entry.path}`],
      users: ["keepalived_script", ...accountsIn(entry.text)],
      processes: 8,
    },
  fails: [5, 1, 4],
  blames: [{ regexp: /^\((?:(?<file>\/\S+): )?Line (?<line>\d+)\) (?<msg>.+)$/u }],
  surroundings: [
    // Interfaces, addresses and scripts are those of the host.
    {
      pattern:
        /interface .* (?:doesn't|does not) exist|WARNING - |SECURITY VIOLATION|Unable to|Cannot find|Disabling track script|failed to open|Non-existent interface|unknown interface|loopback interface/iu,
      means: "nothing",
    },
  ],
});
