/**
 * Configurations of the mail server Dovecot that `doveconf` refuses.
 *
 * Why: Dovecot does not start with a setting it does not know, and mail clients ask for passwords that are right.
 *
 * Bad (mail/dovecot.conf):
 * ```text
 * protocols = imap
 * protocol imap {
 *   mail_max_userip_conections = 20
 * }
 * ```
 *
 * Good (mail/dovecot.conf):
 * ```text
 * protocols = imap
 * protocol imap {
 *   mail_max_userip_connections = 20
 * }
 * ```
 *
 * Mend: mend the setting that the message names.
 *
 * Waive: `# plumbline-disable-next-line config-test/dovecot -- reason`
 */

import { configTest } from "./running/config-test.ts";
import { folderOf, nameOf } from "./running/test-files.ts";

export default configTest({
  program: "doveconf",
  command: "doveconf -n -c",
  paths: ["**/dovecot.conf", "**/dovecot/**/*.conf"],
  reads: () => true,
  entries: ["dovecot.conf"],
  needs: ({ path }) => folderOf(path),
  run: ([file]) =>
    file && {
      arguments: ["-n", "-c", `/etc/dovecot/${nameOf(file.path)}`],
      users: ["dovecot", "dovenull"],
      placed: new Map([["/etc/dovecot", folderOf(file.path)]]),
    },
  fails: [89],
  blames: [
    {
      regexp:
        /^doveconf: Fatal: Error in configuration file (?<file>\/\S+): (?<msg>.+) \(section started at \S+:(?<line>\d+)\)$/u,
    },
    { regexp: /^doveconf: Fatal: Error in configuration file (?<file>\/\S+) line (?<line>\d+): (?<msg>.+)$/u },
  ],
  surroundings: [
    {
      pattern: /No such file or directory|Permission denied|No matches/u,
      means: "inconclusive",
      reason: "it names files of the host",
    },
  ],
});
