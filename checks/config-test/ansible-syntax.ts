/**
 * Ansible playbooks that `ansible-playbook --syntax-check` refuses.
 *
 * Why: A play that stops half-way leaves hosts in a state that nobody described.
 *
 * Only YAML files of the playbook's folder are there: no plugins, modules, or `ansible.cfg`. A playbook that looks up
 * values to include files is not tested, as lookups are run.
 *
 * Bad (site.yml):
 * ```yaml
 * - name: Configure the API
 *   hosts: api
 *   tasks:
 *     - name: Place its configuration
 *       ansible.builtin.copyy:
 *         dest: /etc/api.conf
 *         content: x
 * ```
 *
 * Good (site.yml):
 * ```yaml
 * - name: Configure the API
 *   hosts: api
 *   tasks:
 *     - name: Place its configuration
 *       ansible.builtin.copy:
 *         dest: /etc/api.conf
 *         content: x
 * ```
 *
 * Mend: mend the task that the message names.
 *
 * Waive: `# plumbline-disable-next-line config-test/ansible-syntax -- reason`
 */

import { configTest } from "./running/config-test.ts";
import type { Recipe } from "./running/recipe.ts";
import { kindOf, languageOf } from "../../core/kinds.ts";
import { ansibleCode, ansibleLacks, ansibleSurroundings } from "./running/ansible.ts";
import { folderOf } from "./running/test-files.ts";

export const recipe: Recipe = {
  program: "ansible-playbook",
  command: "ansible-playbook --syntax-check",
  paths: ["**/*.yml", "**/*.yaml"],
  reads: ({ path, text }) => kindOf(path, text, languageOf(path)) === "ansible-playbook",
  readsBraces: true,
  needs: ({ path }) => folderOf(path),
  loadsCode: ansibleCode,
  run: ([entry], files) =>
    entry && {
      arguments: ["--syntax-check", "-i", "localhost,", `/src/${entry.path}`],
      ...ansibleSurroundings(files),
    },
  fails: [4, 1, 2],
  blames: [
    {
      regexp: /^ERROR! (?<msg>.+)$/u,
      place: /The error appears to be in '(?<file>[^']+)': line (?<line>\d+), column (?<col>\d+)/u,
    },
  ],
  surroundings: [ansibleLacks],
};

export default configTest(recipe);
