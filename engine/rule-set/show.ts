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
  /** Of the rule as a whole. */
  readonly whole: string;
  /** Missing = nobody counted, or it had nothing to show. */
  readonly quality?: RuleQuality;
}

/** What had become of a rule's findings when pull requests were merged, as the store sums it up. */
export interface RuleQuality {
  readonly rule: string;
  /** Merged pull requests in which it had something to show. */
  readonly requests: number;
  readonly shown: number;
  readonly mended: number;
  readonly waived: number;
  readonly overridden: number;
}

export interface ShowQuestion {
  /** Only what looks at this file, as it is tuned there. */
  readonly path?: string | undefined;
  /** Only rules that a file above the presets tunes, and of them only what it says. */
  readonly onlyTuned?: boolean;
  /** How rules did so far, where somebody counts. */
  readonly statistics?: readonly RuleQuality[];
}

export function shownRules(
  { traced }: Pick<EffectiveRuleSet, "traced">,
  question: ShowQuestion = {},
): readonly ShownRule[] {
  const { path, onlyTuned = false, statistics = [] } = question;
  const qualities = new Map(statistics.map((each) => [each.rule, each]));
  const concerned = path === undefined ? traced : traced.filter(({ rule }) => concernsPath(rule, path));
  return concerned.flatMap((each) => {
    const { rule, sources } = each;
    const keys = shownKeys(each).filter(({ source }) => !onlyTuned || isTuned(source));
    if (onlyTuned && keys.length === 0) return [];
    const source = sources.get("");
    const whole = wholeName(rule);
    const quality = qualities.get(whole);
    const name = path === undefined ? rule.name : whole;
    return [{ name, whole, check: rule.check, keys, ...(source && { source }), ...(quality && { quality }) }];
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

/** `shown 12 times in 5 merged pull requests: 8 mended, 3 waived, 1 ignored`; nothing that is none. */
export function qualityWords({ requests, shown, mended, waived, overridden }: RuleQuality): string {
  const counts = { mended, waived, overridden, ignored: shown - mended - waived - overridden };
  const came = Object.entries(counts).flatMap(([name, count]) => (count > 0 ? [`${count} ${name}`] : []));
  const often = shown === 1 ? "once" : `${shown} times`;
  const where = requests === 1 ? "1 merged pull request" : `${requests} merged pull requests`;
  return `shown ${often} in ${where}: ${came.join(", ")}`;
}

/** `.github/plumbline.yml:4`. */
export function placeOf({ path, line }: KeySource): string {
  return line === undefined ? path : `${path}:${line}`;
}
