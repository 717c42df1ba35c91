/**
 * Ansible files in which `ansible-lint` finds what its production of rules warns of.
 *
 * Why: What it finds is mostly a task that does something at each run, or hides that it failed.
 *
 * Bad (playbooks/site.yml):
 * ```yaml
 * - name: Configure the API
 *   hosts: api
 *   tasks:
 *     - name: Restart it
 *       ansible.builtin.shell: systemctl restart api
 * ```
 *
 * Good (playbooks/site.yml):
 * ```yaml
 * ---
 * - name: Configure the API
 *   hosts: api
 *   tasks:
 *     - name: Restart it
 *       ansible.builtin.service:
 *         name: api
 *         state: restarted
 * ```
 *
 * Mend: follow the rule that the message names.
 *
 * Waive: `# plumbline-disable-next-line config-test/ansible-lint -- reason`
 */

import { configTest } from "./running/config-test.ts";
import { kindOf, languageOf } from "../../core/kinds.ts";
import { ansibleCode, ansibleLacks, ansibleSurroundings } from "./running/ansible.ts";

export default configTest({
  program: "ansible-lint",
  command: "ansible-lint",
  paths: ["**/*.yml", "**/*.yaml"],
  reads: ({ path, text }) => /^ansible-(?:playbook|tasks)$/u.test(kindOf(path, text, languageOf(path))),
  readsBraces: true,
  loadsCode: ansibleCode,
  together: true,
  // Each takes it a third of a second, and its start two.
  mostTogether: 12,
  stumbles: /^(?:syntax-check|load-failure)\b/mu,
  run: (tested, files) => {
    const { support, environment, files: copied } = ansibleSurroundings(files);
    return {
      // Its own configuration: one of the change could name a folder of rules, which are code.
      arguments: [
        ..."-f full --offline -q --nocolor -c /opt/support/al.yml".split(" "),
        ...tested.map(({ path }) => `./${path}`),
      ],
      support: new Map([...support, ["al.yml", "profile: basic\n"]]),
      environment,
      files: copied,
    };
  },
  fails: [2],
  warnings: true,
  blames: [
    {
      regexp: /^(?<msg>[\w-]+(?:\[[^\]]+\])?: .+)$/u,
      place: /^(?<file>[^\s:]+):(?<line>\d+)(?::(?<col>\d+))?(?: .*)?$/u,
    },
  ],
  surroundings: [ansibleLacks],
});
