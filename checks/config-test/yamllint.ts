/**
 * YAML files in which `yamllint` sees an error.
 *
 * Why: A key that stands twice or a tab in the indentation is read otherwise than it looks.
 *
 * Bad (k8s/values.yaml):
 * ```yaml
 * replicas: 2
 * replicas: 3
 * ```
 *
 * Good (k8s/values.yaml):
 * ```yaml
 * replicas: 3
 * ```
 *
 * Mend: mend the line that the message names.
 *
 * Waive: `# plumbline-disable-next-line config-test/yamllint -- reason`
 */

import { configTest } from "./running/config-test.ts";

export default configTest({
  program: "yamllint",
  command: "yamllint -d relaxed",
  paths: ["**/*.yml", "**/*.yaml"],
  reads: () => true,
  together: true,
  // Its own configuration: one of the change could switch everything off.
  run: (tested) => ({
    arguments: ["-f", "parsable", "-d", "{extends: relaxed}", "--", ...tested.map(({ path }) => `./${path}`)],
  }),
  fails: [1],
  blames: [{ regexp: /^(?<file>[^:]+):(?<line>\d+):(?<col>\d+): \[(?<sev>error|warning)\] (?<msg>.+)$/u }],
});
