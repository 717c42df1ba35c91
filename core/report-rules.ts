/** One rule becomes many: each tool whose results are there speaks as a rule of its own, `report/<tool>`. */

import type { Rule, RuleSet } from "./rule-set.ts";
import { wholeName } from "./rule-set.ts";
import type { ToolReport } from "./tool-report.ts";

export const reportCheck = "config-test/reported";

/** Rules that name no tool stand for all tools that no other rule names. The hash stays: nobody changed the rules. */
export function withReportRules(ruleSet: RuleSet, reports: readonly ToolReport[]): RuleSet {
  if (reports.length === 0) return ruleSet;
  const own = ruleSet.rules.filter(({ check }) => check === reportCheck);
  const named = new Set(own.flatMap(toolsOf));
  const others = reports.map(({ tool }) => tool).filter((tool) => !named.has(tool));
  if (others.length === 0) return ruleSet;
  const rules = ruleSet.rules.flatMap((rule) =>
    rule.check === reportCheck && toolsOf(rule).length === 0 ? others.map((tool) => ruleOf(rule, tool)) : [rule],
  );
  return { ...ruleSet, rules };
}

/** Such a name is sound whether the tool has spoken yet or not. */
export function isReportRule(name: string): boolean {
  return /^report\/[a-z0-9][a-z0-9._-]*$/u.test(name);
}

function toolsOf({ options }: Rule): readonly string[] {
  const tools = options["tools"];
  return Array.isArray(tools) ? tools.map(String) : [];
}

function ruleOf(rule: Rule, tool: string): Rule {
  const whole = `report/${tool}`;
  const name = `${whole}${rule.name.slice(wholeName(rule).length)}`;
  const { part } = rule;
  return {
    ...rule,
    name: part === undefined ? whole : name,
    title: tool,
    options: { ...rule.options, tools: [tool] },
    ...(part === undefined ? {} : { part: { ...part, of: whole } }),
  };
}
