/** What the command line shows of rules: a list, and one rule with its manual page. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CheckEntry } from "../../core/check.ts";
import { nearest } from "../../core/nearest.ts";
import type { Rule, RuleSet } from "../../core/rule-set.ts";
import { packageRoot } from "../package-root.ts";
import { checkEntry } from "./check-entries.ts";

export interface DescribedRule {
  readonly rule: Rule;
  readonly check: CheckEntry;
}

/** Every rule of the set, also those that are off, in its order. */
export function listRules(ruleSet: RuleSet): readonly DescribedRule[] {
  return ruleSet.rules.flatMap((rule) => {
    const check = checkEntry(rule.check);
    return check ? [{ rule, check }] : [];
  });
}

export type RuleDescription =
  | (DescribedRule & {
      /** Markdown of the check's page, `docs/rules/<check>.md`. */
      readonly page: string;
    })
  | {
      /** No rule of the set bears the name. */
      readonly unknown: string;
      readonly suggestion?: string;
    };

export async function describeRule(name: string, ruleSet: RuleSet): Promise<RuleDescription> {
  const described = listRules(ruleSet).find(({ rule }) => rule.name === name);
  if (!described) {
    const suggestion = nearest(
      name,
      ruleSet.rules.map((rule) => rule.name),
    );
    return { unknown: name, ...(suggestion === undefined ? {} : { suggestion }) };
  }
  const page = await readFile(join(packageRoot(), manualPath(described.check.name)), "utf8");
  return { ...described, page };
}

/** Path of a check's page from the package root. */
export function manualPath(check: string): string {
  return `docs/rules/${check}.md`;
}
