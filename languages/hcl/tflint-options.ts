/** What a `.tflint.hcl` sets for single rules: the arguments of its `rule` blocks. Only what the text itself says; nothing is loaded. */

import { evaluate, type Scope } from "./evaluate.ts";
import { parseHcl } from "./parse.ts";
import type { HclBody } from "./tree.ts";
import { newBudget, unknown, type Value, type ValueMap } from "./value.ts";

/** By tflint's name of the rule; blocks inside a rule are maps. Of a text that does not parse, nothing. */
export function readTflintOptions(text: string): ReadonlyMap<string, ValueMap> {
  const { tree, problems } = parseHcl(text);
  const rules = new Map<string, ValueMap>();
  if (problems.length > 0) return rules;
  const scope: Scope = { value: () => unknown, budget: newBudget() };
  for (const item of tree.body.items) {
    const name = item.type === "HclBlock" && item.blockType.name === "rule" ? item.labels[0]?.value : undefined;
    if (item.type === "HclBlock" && name !== undefined) rules.set(name, settingsOf(item.body, scope));
  }
  return rules;
}

function settingsOf(body: HclBody, scope: Scope): ValueMap {
  const settings = new Map<string, Value>();
  for (const item of body.items) {
    if (item.type === "HclAttribute") settings.set(item.name.name, evaluate(item.expression, scope));
    else settings.set(item.blockType.name, settingsOf(item.body, scope));
  }
  return settings;
}
