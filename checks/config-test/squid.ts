/**
 * Configurations of the proxy Squid that `squid -k parse` refuses.
 *
 * Why: A proxy that does not start takes everything offline that reaches the outside through it.
 *
 * Bad (proxy/squid.conf):
 * ```text
 * acl office srcc 10.0.0.0/8
 * http_access allow office
 * http_port 3128
 * ```
 *
 * Good (proxy/squid.conf):
 * ```text
 * acl office src 10.0.0.0/8
 * http_access allow office
 * http_port 3128
 * ```
 *
 * Mend: mend the directive that the message names.
 *
 * Waive: `# plumbline-disable-next-line config-test/squid -- reason`
 */

import { configTest } from "./running/config-test.ts";
import { accountsIn, hostsIn } from "./running/names.ts";

export default configTest({
  program: "squid",
  command: "squid -k parse",
  paths: ["**/squid.conf", "**/squid/**/*.conf"],
  reads: () => true,
  run: ([entry]) =>
    entry && {
      arguments: ["-k", "parse", "-f", `/src/${entry.path}`],
      users: ["proxy", "squid", ...accountsIn(entry.text)],
      hosts: hostsIn(entry.text),
      folders: ["/var/spool/squid", "/var/log/squid"],
    },
  fails: [1, 38],
  // A directive that it does not know is told of, and the rest is taken.
  warnings: true,
  blames: [
    { regexp: /\bFATAL: Bungled (?<file>\/\S+) line (?<line>\d+): (?<msg>.+)$/u },
    { regexp: /\| (?:ERROR: )?(?<file>\/\S+)\((?<line>\d+)\): (?<msg>unrecognized: .+)$/u },
  ],
  surroundings: [
    {
      pattern:
        /Unknown https?_port option '(?:ssl-bump|generate-host-certificates|dynamic_cert_mem_cache_size|cert|key|tls-|cipher|dhparams|options|sslflags|clientca|cafile)|requires --(?:with|enable)-/u,
      means: "inconclusive",
      reason: "it uses what the installed Squid is built without",
      ends: true,
    },
    {
      pattern: /No such file or directory|cannot open|Unable to open/iu,
      means: "inconclusive",
      reason: "it names files of the host",
    },
  ],
});
