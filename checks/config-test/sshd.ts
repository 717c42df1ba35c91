/**
 * Configurations of the SSH server that `sshd -t` refuses.
 *
 * Why: A server that is restarted with such a file does not come back, and nobody can log in to mend it.
 *
 * Bad (hosts/sshd_config):
 * ```text
 * Port 22
 * PermitRootLogn no
 * ```
 *
 * Good (hosts/sshd_config):
 * ```text
 * Port 22
 * PermitRootLogin no
 * ```
 *
 * Mend: mend the keyword or the value that the message names.
 *
 * Waive: `# plumbline-disable-next-line config-test/sshd -- reason`
 */

import { configTest } from "./running/config-test.ts";
import { hostsIn } from "./running/names.ts";

const withHostKey = 'ssh-keygen -q -t ed25519 -N "" -f /tmp/key </dev/null >/dev/null && exec /usr/sbin/sshd "$@"';

export default configTest({
  program: "sshd",
  command: "sshd -t -f",
  paths: ["**/sshd_config", "**/sshd_config.d/*.conf"],
  reads: () => true,
  // A host key of its own: those that the file names are on the host.
  run: ([file]) =>
    file && {
      program: "sh",
      arguments: ["-c", withHostKey, "sh", "-t", "-f", `/src/${file.path}`, "-h", "/tmp/key"],
      folders: ["/run/sshd"],
      users: ["sshd"],
      hosts: hostsIn(file.text),
    },
  fails: [255, 1],
  blames: [{ regexp: /^(?<file>\/\S+?):? line (?<line>\d+): (?<msg>.+)$/u }],
  surroundings: [
    { pattern: /terminating, \d+ bad configuration options$/u, means: "nothing" },
    { pattern: /no hostkeys available|Unable to load host/u, means: "nothing" },
    {
      pattern: /^Missing privilege separation directory|^Privilege separation user/u,
      means: "inconclusive",
      reason: "the sandbox cannot hold what `sshd` asks for",
    },
  ],
});
