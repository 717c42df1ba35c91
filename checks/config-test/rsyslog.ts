/**
 * Configurations of rsyslog that `rsyslogd -N1` refuses.
 *
 * Why: What is not logged is missed on the day that it is needed, and nobody sees the gap before.
 *
 * A file that loads a module from a path of its own is not tested.
 *
 * Bad (hosts/rsyslog.d/api.conf):
 * ```text
 * template(name="json" type="string" string="%msg%")
 * action(type="omfile" file="/var/log/api.log" bogus="x")
 * ```
 *
 * Good (hosts/rsyslog.d/api.conf):
 * ```text
 * template(name="json" type="string" string="%msg%")
 * action(type="omfile" file="/var/log/api.log" template="json")
 * ```
 *
 * Mend: mend the statement at, or just before, the line that the message names.
 *
 * Waive: `# plumbline-disable-next-line config-test/rsyslog -- reason`
 */

import { configTest } from "./running/config-test.ts";
import { accountsIn } from "./running/names.ts";
import type { Recipe } from "./running/recipe.ts";
import { rsyslogCode } from "./running/rsyslog.ts";

export const recipe: Recipe = {
  program: "rsyslogd",
  command: "rsyslogd -N1",
  paths: ["**/rsyslog.conf", "**/rsyslog.d/*.conf"],
  reads: () => true,
  loadsCode: rsyslogCode,
  run: ([entry]) =>
    entry && {
      arguments: ["-N1", "-f", `/src/${entry.path}`],
      users: ["syslog", "adm", ...accountsIn(entry.text)],
      processes: 16,
    },
  fails: [1],
  warnings: true,
  blames: [
    {
      regexp: /^rsyslogd: error during parsing file (?<file>\/\S+?), on or before line (?<line>\d+): (?<msg>.+?) \[v/u,
    },
  ],
  surroundings: [
    {
      pattern: /could not load module|no such file|could not (?:find|open)/iu,
      means: "inconclusive",
      reason: "it uses modules or files that are not here",
    },
    { pattern: /there are no active actions|run failed with error -(?:2103|2066)/u, means: "nothing" },
  ],
};

export default configTest(recipe);
