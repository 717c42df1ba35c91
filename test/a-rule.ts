/** A rule of a rule set, as tests need one: it fails, it may be waived, and it is about every file. */

import type { Rule } from "../core/rule-set.ts";

export function aRule(name: string, more: Partial<Rule> = {}): Rule {
  return {
    name,
    check: name,
    severity: "failure",
    title: name,
    why: "",
    paths: [],
    exceptPaths: [],
    kinds: [],
    exceptKinds: [],
    options: {},
    waivable: true,
    ...more,
  };
}
