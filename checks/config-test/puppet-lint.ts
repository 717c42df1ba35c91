/**
 * Puppet manifests in which `puppet-lint` sees an error or a departure from the style guide.
 *
 * Why: Manifests that all look alike are read faster, and some of what it finds is a mistake.
 *
 * Bad (modules/api/manifests/init.pp):
 * ```text
 * # @summary The API
 * class api {
 *   $greeting = "hello"
 * }
 * ```
 *
 * Good (modules/api/manifests/init.pp):
 * ```text
 * # @summary The API
 * class api {
 *   $greeting = 'hello'
 * }
 * ```
 *
 * Mend: follow the message; most of it `puppet-lint --fix` mends by itself.
 *
 * Waive: `# plumbline-disable-next-line config-test/puppet-lint -- reason`
 */

import { configTest } from "./running/config-test.ts";

export default configTest({
  program: "puppet-lint",
  command: "puppet-lint",
  paths: ["**/*.pp"],
  reads: () => true,
  readsBraces: true,
  together: true,
  run: (tested) => ({
    arguments: [
      "--log-format",
      "%{path}:%{line}:%{column}:%{kind}:%{check}:%{message}",
      ...tested.map(({ path }) => `./${path}`),
    ],
  }),
  fails: [1],
  warnings: true,
  blames: [{ regexp: /^(?<file>[^:]+):(?<line>\d+):(?<col>\d+):(?<sev>warning|error):\w+:(?<msg>.+)$/u }],
});
