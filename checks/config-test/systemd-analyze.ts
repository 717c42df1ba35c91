/**
 * Unit files that `systemd-analyze verify` refuses.
 *
 * Why: systemd ignores what it does not know and starts the rest: a service then runs without the limit, or not at all.
 *
 * Bad (hosts/api.service):
 * ```text
 * [Service]
 * ExecStart=relative/bin/api
 * ```
 *
 * Good (hosts/api.service):
 * ```text
 * [Service]
 * ExecStart=/usr/bin/true
 * Restart=on-failure
 * ```
 *
 * Mend: mend the setting that the message names.
 *
 * Waive: `# plumbline-disable-next-line config-test/systemd-analyze -- reason`
 */

import { configTest } from "./running/config-test.ts";

export default configTest({
  program: "systemd-analyze",
  command: "systemd-analyze verify",
  paths: ["**/*.service", "**/*.socket", "**/*.timer", "**/*.mount", "**/*.path", "**/*.target", "**/*.slice"],
  reads: ({ text }) => /^\[[A-Z][A-Za-z]+\]\s*$/mu.test(text),
  run: ([file]) =>
    file && {
      arguments: ["verify", "--man=no", "--generators=no", "--recursive-errors=no", `/src/${file.path}`],
    },
  fails: [1],
  // What it only ignores ends with success, and is what people look for in vain.
  warnings: true,
  blames: [
    { regexp: /^(?<file>\/src\/[^:]+):(?<line>\d+): (?<msg>.+)$/u },
    { regexp: /^(?:Unit )?[\w@.-]+\.(?:service|socket|timer|mount|path|target|slice):? (?<msg>.+)$/u },
  ],
  surroundings: [
    {
      pattern:
        /Command .* is not executable: |Failed to (?:connect|prepare|create|initialize|setup|load)|Cannot add dependency job|not found\.$/u,
      means: "nothing",
    },
    {
      pattern:
        /(?:Special user|references a path below legacy|world-inaccessible|is marked (?:world-writable|executable))/u,
      means: "nothing",
    },
    { pattern: /^\/(?:usr|lib|etc|run)\//u, means: "nothing" },
  ],
});
