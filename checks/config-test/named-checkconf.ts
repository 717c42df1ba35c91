/**
 * Configurations of the name server BIND that `named-checkconf` refuses.
 *
 * Why: A name server that does not start takes every name that it answers for with it.
 *
 * A file that loads plugins or dynamic databases is not tested. Zones have a rule of their own.
 *
 * Bad (dns/named.conf):
 * ```text
 * options {
 *   recursion maybe;
 * };
 * ```
 *
 * Good (dns/named.conf):
 * ```text
 * options {
 *   recursion no;
 * };
 * ```
 *
 * Mend: mend the option that the message names.
 *
 * Waive: `# plumbline-disable-next-line config-test/named-checkconf -- reason`
 */

import { configTest } from "./running/config-test.ts";
import type { Recipe } from "./running/recipe.ts";
import { scanFor, startsWith } from "./running/code-scan.ts";
import { folderOf, nameOf } from "./running/test-files.ts";

export const recipe: Recipe = {
  program: "named-checkconf",
  command: "named-checkconf",
  paths: ["**/named.conf", "**/named.conf.*", "**/bind/**/*.conf", "**/named/**/*.conf"],
  reads: ({ text }) => /^[ \t]*(?:options|zone|acl|view|logging|controls|key|include)\b/mu.test(text),
  needs: ({ path }) => folderOf(path),
  loadsCode: scanFor({ ends: "blocks", slashComments: true }, startsWith(/^(?:dyndb|plugin)$/iu)),
  run: ([entry]) =>
    entry && {
      arguments: [`/etc/bind/${nameOf(entry.path)}`],
      placed: new Map([["/etc/bind", folderOf(entry.path)]]),
      folders: ["/var/cache/bind", "/var/lib/bind", "/var/named"],
      processes: 8,
    },
  fails: [1],
  blames: [{ regexp: /^(?<file>[^:\s]+):(?<line>\d+): (?<msg>.+)$/u }],
  surroundings: [
    {
      pattern: /file not found|open: |change directory to .* failed/u,
      means: "inconclusive",
      reason: "it names files of the host",
    },
  ],
};

export default configTest(recipe);
