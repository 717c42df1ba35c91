/** What the configuration of another tool switches off, where rules of ours ask the same: `.tflint.hcl`. Never of a rule that may not be waived. */

import type { Differential, Tree } from "./differential.ts";
import type { Rule } from "./rule-set.ts";
import type { Toolbox } from "./toolbox.ts";

/** Who switches a check off at a path, as a report says it: "`.tflint.hcl` switches it off". `undefined`: nobody. */
export type SwitchedOff = (check: string, path: string) => string | undefined;

/** Reads what it needs in one batch; `trusted` is the tree in which whatever can silence a rule is read. */
export type ReadSwitches = (checks: readonly string[], paths: readonly string[], trusted: Tree) => Promise<SwitchedOff>;

export async function switchesFor(
  rules: readonly Rule[],
  paths: readonly string[],
  trusted: Tree,
  { readSwitches }: Toolbox,
): Promise<(rule: Rule, path: string) => string | undefined> {
  const waivable = rules.filter((rule) => rule.waivable);
  if (!readSwitches || waivable.length === 0 || paths.length === 0) return () => undefined;
  const switchedOff = await readSwitches([...new Set(waivable.map((rule) => rule.check))], paths, trusted);
  return (rule, path) => (rule.waivable ? switchedOff(rule.check, path) : undefined);
}

/** Head's own word counts only where nothing came before it. */
export function trustedTree({ trusted, base }: Differential): Tree {
  return trusted ?? base;
}

/** What the report says where the change touches such a configuration; nothing where head is trusted as it is. */
export function switchNotes(differential: Differential, { isSwitches }: Toolbox): readonly string[] {
  if (!isSwitches || differential.trusted === differential.head) return [];
  const paths = differential.files.flatMap(({ path, previousPath }) => [path, ...(previousPath ? [previousPath] : [])]);
  const changed = [...new Set(paths.filter(isSwitches))].sort();
  return changed.map((path) => `this change touches \`${path}\`: what it switches off counts once it is merged`);
}
