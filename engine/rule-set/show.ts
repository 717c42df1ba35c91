/** The rule set in force as people read it: every rule, every key, and the file and line that set it. */

import type { Rule } from "../../core/rule-set.ts";
import { wholeName } from "../../core/rule-set.ts";
import { concernsPath } from "../../core/select.ts";
import type { EffectiveRuleSet } from "./effective.ts";
import type { KeySource, TracedRule } from "./tune.ts";

export interface ShownKey {
  /** `severity`, `options.format`. */
  readonly key: string;
  readonly value: unknown;
  /** Missing = no file says it: it is the default of the check. */
  readonly source?: KeySource;
}

export interface ShownRule {
  /** Of the rule as a whole, where a path is asked about; else of its part. */
  readonly name: string;
  readonly check: string;
  readonly keys: readonly ShownKey[];
  /** Where the rule is defined. */
  readonly source?: KeySource;
}

export interface ShowQuestion {
  /** Only what looks at this file, as it is tuned there. */
  readonly path?: string | undefined;
  /** Only rules that a file above the presets tunes, and of them only what it says. */
  readonly onlyTuned?: boolean;
}

export function shownRules(
  { traced }: Pick<EffectiveRuleSet, "traced">,
  question: ShowQuestion = {},
): readonly ShownRule[] {
  const { path, onlyTuned = false } = question;
  const concerned = path === undefined ? traced : traced.filter(({ rule }) => concernsPath(rule, path));
  return concerned.flatMap((each) => {
    const { rule, sources } = each;
    const keys = shownKeys(each).filter(({ source }) => !onlyTuned || isTuned(source));
    if (onlyTuned && keys.length === 0) return [];
    const source = sources.get("");
    const name = path === undefined ? rule.name : wholeName(rule);
    return [{ name, check: rule.check, keys, ...(source && { source }) }];
  });
}

function isTuned(source: KeySource | undefined): boolean {
  return source !== undefined && !source.path.startsWith("rules/");
}

const order = [
  "severity",
  "mode",
  "enforced",
  "title",
  "why",
  "paths",
  "exceptPaths",
  "kinds",
  "exceptKinds",
  "when",
  "waivable",
  "selfWaive",
] as const satisfies readonly (keyof Rule)[];

function shownKeys({ rule, sources }: TracedRule): readonly ShownKey[] {
  const said = order.flatMap((key) => {
    const value = rule[key];
    return value === undefined || isEmptyList(value) ? [] : [{ key, value }];
  });
  const { part } = rule;
  const places = part ? [{ key: "part", value: { within: part.within, without: part.without } }] : [];
  const options = Object.entries(rule.options).map(([name, value]) => ({ key: `options.${name}`, value }));
  return [...said, ...options, ...places].map((each) => {
    const source = sources.get(each.key);
    return source ? { ...each, source } : each;
  });
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** `.github/plumbline.yml:4`. */
export function placeOf({ path, line }: KeySource): string {
  return line === undefined ? path : `${path}:${line}`;
}
