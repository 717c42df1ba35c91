/**
 * Puppet manifests that `puppet parser validate` refuses.
 *
 * Why: A catalogue with one manifest that does not parse is not compiled, and no host of it changes any more.
 *
 * Bad (modules/api/manifests/init.pp):
 * ```text
 * class api {
 *   file { '/etc/api.conf':
 *     ensure => file
 *     mode   => '0644',
 *   }
 * }
 * ```
 *
 * Good (modules/api/manifests/init.pp):
 * ```text
 * class api {
 *   file { '/etc/api.conf':
 *     ensure => file,
 *     mode   => '0644',
 *   }
 * }
 * ```
 *
 * Mend: mend the syntax at, or just before, the line that the message names.
 *
 * Waive: `# plumbline-disable-next-line config-test/puppet-parser -- reason`
 */

import { configTest } from "./running/config-test.ts";

export default configTest({
  program: "puppet",
  command: "puppet parser validate",
  paths: ["**/*.pp"],
  reads: () => true,
  readsBraces: true,
  together: true,
  run: (tested) => ({ arguments: ["parser", "validate", ...tested.map(({ path }) => `/src/${path}`)] }),
  fails: [1],
  blames: [
    {
      regexp:
        /Error: Could not parse for environment \S+: (?<msg>.+) \(file: (?<file>\S+), line: (?<line>\d+)(?:, column: (?<col>\d+))?\)/u,
    },
  ],
});
