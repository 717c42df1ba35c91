/** How Ansible is asked: with YAML files alone, and an empty configuration of ours. */

import type { CodeFound, CodeScan, Surroundings } from "./recipe.ts";

/** Folders whose files Ansible runs, whatever they are called. */
const codeFolders = /(?:^|\/)(?:[a-z]+_plugins|library|module_utils|plugins)\//u;

/** Lookups run where a name of a file is made of them: before any task does. */
export const ansibleCode: CodeScan = ({ path, text }) => {
  if (!/\.ya?ml$/u.test(path)) return [];
  const found: CodeFound[] = [];
  for (const match of text.matchAll(/\b(?:lookup|query|q)\s*\(/gu)) {
    const start = text.lastIndexOf("\n", match.index) + 1;
    const before = text.slice(Math.max(0, start - 400), match.index);
    const isName = /(?:import_|include|vars_files|roles|strategy|connection|environment|vars)[^]*$/u.test(before);
    if (isName)
      found.push({ path, range: [match.index, match.index + match[0].length - 1], word: match[0].slice(0, -1).trim() });
  }
  return found;
};

/** Roles, collections and files that are elsewhere. */
export const ansibleLacks: Surroundings = {
  pattern:
    /the role '.*' was not found|couldn't resolve module\/action '(?!ansible\.builtin\.)[\w.]+\.[\w.]+'|could not be found|vault|unable to find|Could not find or access/iu,
  means: "inconclusive",
  reason: "it uses roles, collections or files that are not in its folder",
};

export function ansibleSurroundings(files: ReadonlyMap<string, string>) {
  return {
    files: new Map([...files].filter(([path]) => /\.(?:ya?ml|json|j2)$/u.test(path) && !codeFolders.test(path))),
    // An empty file: `/dev/null` is refused.
    support: new Map([["ansible.cfg", "\n"]]),
    environment: {
      ANSIBLE_CONFIG: "/opt/support/ansible.cfg",
      ANSIBLE_HOME: "/tmp/.a",
      ANSIBLE_LOCAL_TEMP: "/tmp/.a/tmp",
      XDG_CACHE_HOME: "/tmp",
      ANSIBLE_NOCOLOR: "1",
    },
  };
}
