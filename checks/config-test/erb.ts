/**
 * ERB templates whose Ruby does not parse.
 *
 * Why: A template fails only when a host asks for its catalogue, hours after the merge.
 *
 * Bad (modules/api/templates/api.conf.erb):
 * ```text
 * <% @ports.each do |port| -%>
 * listen <%= port %>
 * ```
 *
 * Good (modules/api/templates/api.conf.erb):
 * ```text
 * <% @ports.each do |port| -%>
 * listen <%= port %>
 * <% end -%>
 * ```
 *
 * Mend: mend the Ruby between the marks.
 *
 * Waive: `# plumbline-disable-next-line config-test/erb -- reason`
 */

import { configTest } from "./running/config-test.ts";

export default configTest({
  program: "ruby",
  command: "erb -P -x -T - | ruby -c",
  paths: ["**/*.erb"],
  reads: () => true,
  readsBraces: true,
  // The template becomes Ruby text, which is parsed and never run.
  run: ([file]) =>
    file && { program: "sh", arguments: ["-c", 'erb -P -x -T - "$1" | ruby -c', "sh", `/src/${file.path}`] },
  fails: [1],
  blames: [{ regexp: /^-:(?<line>\d+): (?<msg>.+)$/u }],
  surroundings: [{ pattern: /^-: compile error/u, means: "nothing" }],
});
