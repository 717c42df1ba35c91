/** Finds out what the rule set that a change brings extends in vain, before the change is merged. */

import { extendedRuleSets, ruleSetPath } from "../../checks/schema/plumbline-rules/read.ts";
import type { Tree } from "../../core/differential.ts";
import type { RuleSet } from "../../core/rule-set.ts";
import { readLayers, type ReadRemoteRules } from "./read-layers.ts";

const checkName = "schema/plumbline-rules";

/** The same rules, told of what cannot be extended: a check sees texts alone, and cannot ask. */
export async function withUnreachable(ruleSet: RuleSet, head: Tree, readRemote: ReadRemoteRules): Promise<RuleSet> {
  const content = (await head.read([ruleSetPath])).get(ruleSetPath);
  if (content?.kind !== "text") return ruleSet;
  const unreachable: Record<string, string> = {};
  for (const { reference } of extendedRuleSets(content.text)) {
    // One at a time, so that each is told for itself.
    const alone = `extends: [${JSON.stringify(reference.written)}]\n`;
    const { problems } = await readLayers(alone, { path: ruleSetPath, level: "repository", below: [], readRemote });
    const [first] = problems;
    if (first) unreachable[reference.written] = first.message;
  }
  if (Object.keys(unreachable).length === 0) return ruleSet;
  const rules = ruleSet.rules.map((rule) =>
    rule.check === checkName ? { ...rule, options: { ...rule.options, unreachable } } : rule,
  );
  return { ...ruleSet, rules };
}
