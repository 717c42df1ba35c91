/** Reads the presets of `rules/` for the generators, by the checks that exist now rather than by those last generated. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { readRuleSetFile, type RuleSetFile } from "../../checks/schema/plumbline-rules/read.ts";
import type { DescribedCheck } from "./checks.ts";
import { generatedNotice } from "./notice.ts";

/** A preset by its name (`recommended`) and what its file says of each rule. */
export type DescribedPresets = ReadonlyMap<string, RuleSetFile>;

export async function describePresets(root: string, checks: readonly DescribedCheck[]): Promise<DescribedPresets> {
  const named = new Map<string, ReadonlyMap<string, string>>();
  const known = { checks: new Set(checks.map(({ entry }) => entry.name)), presets: named };
  const presets = new Map<string, RuleSetFile>();
  const names = (await readdir(join(root, "rules"))).filter((each) => each.endsWith(".yml")).sort();
  // A preset may extend those before it, and all may extend this one.
  const first = "recommended.yml";
  for (const name of [first, ...names.filter((each) => each !== first)]) {
    const path = `rules/${name}`;
    const { file, problems } = await readRuleSetFile(await readFile(join(root, path), "utf8"), path, known);
    if (!file)
      throw new Error(problems.map((each) => `${path}:${each.line}:${each.column}: ${each.message}`).join("\n"));
    presets.set(name.slice(0, -".yml".length), file);
    named.set(name.slice(0, -".yml".length), new Map(definedIn(file)));
  }
  return presets;
}

/** Rules by name, and the checks that they bind; what a preset says of many at once defines none. */
function definedIn({ rules }: RuleSetFile): readonly (readonly [string, string])[] {
  return rules.flatMap(({ name, check }) => (name.includes("*") ? [] : [[name, check ?? name] as const]));
}

/** `checks/generated/preset-rules.ts`: which names a rule set may use without the presets being read. */
export function presetRulesSource(presets: DescribedPresets): string {
  const entries = [...presets].map(([preset, file]) => {
    const pairs = definedIn(file).map(
      ([name, check]) => `      [${JSON.stringify(name)}, ${JSON.stringify(check)}],\n`,
    );
    return `  [\n    ${JSON.stringify(preset)},\n    new Map([\n${pairs.join("")}    ]),\n  ],\n`;
  });
  return `/** Preset -> rule -> the check it binds. ${generatedNotice} */

export const presetRules: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map<string, ReadonlyMap<string, string>>([
${entries.join("")}]);
`;
}
