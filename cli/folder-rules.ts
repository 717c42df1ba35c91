/** The rule set of the folder somebody works in: the nearest one above that has a rule set or is a repository. */

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { ruleSetPath } from "../checks/schema/plumbline-rules/read.ts";
import { openFolder } from "../sources/folder.ts";
import type { Call } from "./command.ts";
import { withOwners } from "./owners-rules.ts";
import { runRuleSet } from "./rule-set.ts";
import type { RunRuleSet } from "./rule-set.ts";

export function configuredFolder(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ruleSetPath)) || existsSync(join(folder, ".git"))) return folder;
    if (dirname(folder) === folder) return start;
  }
}

/** The rules in force here, or those of `--rules FILE`. */
export async function folderRuleSet(call: Call): Promise<RunRuleSet> {
  const folder = configuredFolder(call.terminal.cwd());
  const { head } = await openFolder({ directory: folder, paths: [] });
  return runRuleSet(call.text("rules"), await withOwners(call, { base: head }, folder), call.terminal);
}
