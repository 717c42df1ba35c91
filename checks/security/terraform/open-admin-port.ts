/**
 * Ports for administration that are open to the whole internet.
 *
 * Why: SSH, remote desktop and database ports on 0.0.0.0/0 are attacked without pause; one stolen key or one flaw opens the machine.
 *
 * Bad (network/main.tf):
 * ```hcl
 * resource "aws_security_group_rule" "ssh" {
 *   type              = "ingress"
 *   from_port         = 22
 *   to_port           = 22
 *   protocol          = "tcp"
 *   cidr_blocks       = ["0.0.0.0/0"]
 *   security_group_id = aws_security_group.web.id
 * }
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * resource "aws_security_group_rule" "ssh" {
 *   type              = "ingress"
 *   from_port         = 22
 *   to_port           = 22
 *   protocol          = "tcp"
 *   cidr_blocks       = ["10.20.0.0/16"]
 *   security_group_id = aws_security_group.web.id
 * }
 * ```
 *
 * Mend: allow only the networks that need the port, or close it and use a session manager, a VPN or a bastion.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/open-admin-port -- reason`
 */

import { openRuleReaders, opens, type OpenRule, portWords } from "./reading/ingress.ts";
import { terraformCheck, type Remark } from "./reading/terraform-check.ts";

/** Ports that only administrators and services of one's own have business with. */
const adminPorts: ReadonlyMap<number, string> = new Map([
  [20, "FTP"],
  [21, "FTP"],
  [22, "SSH"],
  [23, "Telnet"],
  [135, "RPC"],
  [137, "NetBIOS"],
  [138, "NetBIOS"],
  [139, "NetBIOS"],
  [445, "SMB"],
  [1433, "SQL Server"],
  [1434, "SQL Server"],
  [1521, "Oracle"],
  [2375, "Docker"],
  [2379, "etcd"],
  [2383, "SQL Server Analysis"],
  [3306, "MySQL"],
  [3389, "remote desktop"],
  [5432, "PostgreSQL"],
  [5500, "VNC"],
  [5601, "Kibana"],
  [5900, "VNC"],
  [5985, "WinRM"],
  [6379, "Redis"],
  [7000, "Cassandra"],
  [7001, "Cassandra"],
  [9042, "Cassandra"],
  [9200, "Elasticsearch"],
  [9300, "Elasticsearch"],
  [11211, "memcached"],
  [27017, "MongoDB"],
]);

export default terraformCheck(
  [...openRuleReaders].map(([type, read]) => ({
    on: [type],
    inspect: (resource) => read(resource).flatMap(remarksOf),
  })),
);

function remarksOf(rule: OpenRule): readonly Remark[] {
  if (rule.direction !== "ingress") return [];
  const named = [22, 3389, ...adminPorts.keys()].find((port) => opens(rule, port));
  if (named === undefined) return [];
  const ports = portWords(rule);
  const meaning = ports === `port ${named}` ? adminPorts.get(named) : `${adminPorts.get(named)} among them`;
  return [
    {
      place: rule.place,
      says: `opens ${ports} (${meaning}) to \`${rule.source}\`, the whole internet`,
      mend: "Name the networks that need it, or close the port and reach the machine another way.",
    },
  ];
}
