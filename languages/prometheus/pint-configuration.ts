/** What a `.pint.hcl` says: which checks its owners do not want, and what they ask of which rules. */

import { parseHcl } from "../hcl/parse.ts";
import type { HclBlock, HclBody, HclExpression } from "../hcl/tree.ts";
import { parseDuration } from "../promql/duration.ts";
import { patternMatches } from "../promql/patterns.ts";
import type { PrometheusRule } from "./rule-groups.ts";

export interface PintConfiguration {
  /** Names of pint's checks, lower case. */
  readonly disabled: readonly string[];
  readonly rules: readonly PintRule[];
  /** Patterns of owners; nothing where the file does not speak of them. */
  readonly owners: readonly string[];
  readonly parser: PintParser;
  /** Of `check "NAME" { … }`, by the check's name. */
  readonly settings: ReadonlyMap<string, PintAsk>;
}

/** Patterns of paths, seen from the configuration's folder. */
export interface PintParser {
  /** Files that pint reads at all; of none, all. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Files in which rules may stand anywhere. */
  readonly relaxed: readonly string[];
}

export interface PintRule {
  /** One has to fit, where there are any. */
  readonly match: readonly PintCondition[];
  /** None may fit. */
  readonly ignore: readonly PintCondition[];
  readonly asks: readonly PintAsk[];
}

interface PintCondition {
  readonly path?: string;
  readonly name?: string;
  readonly kind?: string;
  readonly labels: readonly KeyCondition[];
  readonly annotations: readonly KeyCondition[];
  /** As written: `>= 5m`. */
  readonly for?: string;
  readonly command?: string;
  /** It asks for what is not known here, so nothing fits. */
  readonly isUnknown: boolean;
}

interface KeyCondition {
  readonly key: string;
  readonly value?: string;
}

/** A block such as `aggregate "job:.+" { keep = ["job"] }`. */
export interface PintAsk {
  readonly kind: string;
  /** The pattern behind the kind; missing where it has none. */
  readonly subject?: string;
  readonly texts: ReadonlyMap<string, readonly string[]>;
  readonly flags: ReadonlySet<string>;
  /** Blocks within, as `selector` stands in `call`. */
  readonly asks: readonly PintAsk[];
}

const nothing: PintConfiguration = {
  disabled: [],
  rules: [],
  owners: [],
  parser: { include: [], exclude: [], relaxed: [] },
  settings: new Map(),
};
const longest = 256_000;
const known = new Map<string, PintConfiguration>();

/** Of a text that does not parse, which pint refuses, nothing is honoured. */
export function readPintConfiguration(text: string): PintConfiguration {
  const before = known.get(text);
  if (before) return before;
  const configuration = text.length > longest ? nothing : read(text);
  if (known.size >= 20) known.clear();
  known.set(text, configuration);
  return configuration;
}

function read(text: string): PintConfiguration {
  const { tree, problems } = parseHcl(text);
  if (problems.length > 0) return nothing;
  const named = (name: string): readonly HclBlock[] =>
    blocksOf(tree.body).filter(({ blockType }) => blockType.name === name);
  const texts = (block: string, key: string): readonly string[] =>
    named(block).flatMap(({ body }) => textsAt(body, key) ?? []);
  return {
    disabled: texts("checks", "disabled").map((name) => name.toLowerCase()),
    rules: named("rule").map(readRule),
    owners: texts("owners", "allowed"),
    parser: {
      include: texts("parser", "include"),
      exclude: texts("parser", "exclude"),
      relaxed: texts("parser", "relaxed"),
    },
    settings: new Map(named("check").map((block) => [block.labels[0]?.value ?? "", readAsk(block)])),
  };
}

function readRule({ body }: HclBlock): PintRule {
  const blocks = blocksOf(body);
  const named = (name: string): readonly PintCondition[] =>
    blocks.flatMap((block) => (block.blockType.name === name ? [readCondition(block)] : []));
  const asks = blocks.filter(({ blockType }) => blockType.name !== "match" && blockType.name !== "ignore");
  return { match: named("match"), ignore: named("ignore"), asks: asks.map(readAsk) };
}

const knownConditions = new Set(["path", "name", "kind", "label", "annotation", "for", "command"]);

function readCondition({ body }: HclBlock): PintCondition {
  const one = (key: string): string | undefined => textsAt(body, key)?.[0];
  const keys = (kind: string): readonly KeyCondition[] =>
    blocksOf(body).flatMap(({ blockType, labels, body: inner }) => {
      const value = textsAt(inner, "value")?.[0];
      return blockType.name === kind ? [{ key: labels[0]?.value ?? "", ...(value !== undefined && { value }) }] : [];
    });
  const [path, name, kind, wait, command] = [one("path"), one("name"), one("kind"), one("for"), one("command")];
  return {
    ...(path !== undefined && { path }),
    ...(name !== undefined && { name }),
    ...(kind !== undefined && { kind }),
    ...(wait !== undefined && { for: wait }),
    ...(command !== undefined && { command }),
    labels: keys("label"),
    annotations: keys("annotation"),
    isUnknown: body.items.some((item) => {
      const key = item.type === "HclAttribute" ? item.name.name : item.blockType.name;
      return !knownConditions.has(key);
    }),
  };
}

function readAsk({ blockType, labels, body }: HclBlock): PintAsk {
  const texts = new Map<string, readonly string[]>();
  const flags = new Set<string>();
  for (const item of body.items) {
    if (item.type !== "HclAttribute") continue;
    const values = textsOf(item.expression);
    if (values) texts.set(item.name.name, values);
    if (item.expression.type === "HclLiteral" && item.expression.value === true) flags.add(item.name.name);
  }
  const subject = labels[0]?.value;
  const asks = blocksOf(body).map(readAsk);
  return { kind: blockType.name, ...(subject !== undefined && { subject }), texts, flags, asks };
}

function blocksOf({ items }: HclBody): readonly HclBlock[] {
  return items.flatMap((item) => (item.type === "HclBlock" ? [item] : []));
}

function textsAt({ items }: HclBody, name: string): readonly string[] | undefined {
  const item = items.find((each) => each.type === "HclAttribute" && each.name.name === name);
  return item?.type === "HclAttribute" ? textsOf(item.expression) : undefined;
}

/** A text, or a list of texts; nothing where one of them is calculated. */
function textsOf(expression: HclExpression): readonly string[] | undefined {
  if (expression.type === "HclTemplate") {
    const parts = expression.parts.map((part) => (part.type === "HclText" ? part.value : undefined));
    return parts.every((part) => part !== undefined) ? [parts.join("")] : undefined;
  }
  if (expression.type !== "HclTuple") return undefined;
  const values = expression.items.map(textsOf);
  return values.every((value) => value !== undefined) ? values.flatMap((value) => value ?? []) : undefined;
}

/** What is asked of one rule. `path` is that of its file, seen from the configuration's folder. */
export function asksOf(
  configuration: PintConfiguration,
  kind: string,
  rule: PrometheusRule,
  path: string,
): readonly PintAsk[] {
  return configuration.rules.flatMap(({ match, ignore, asks }) => {
    const fitting = asks.filter((ask) => ask.kind === kind);
    if (fitting.length === 0) return [];
    if (match.length > 0 && !match.some((condition) => fits(condition, rule, path))) return [];
    return ignore.some((condition) => fits(condition, rule, path)) ? [] : fitting.filter(isLiteral);
  });
}

/** Patterns may hold the rule's own words (`{{ $alert }}`), which nobody fills in here. */
function isLiteral({ subject = "", texts }: PintAsk): boolean {
  if (subject.includes("{{")) return false;
  return ![...texts].some(([key, values]) => key !== "comment" && values.some((value) => value.includes("{{")));
}

/** Whether pint reads the file at all. `path` as in `asksOf`. */
export function isPintFile({ parser: { include, exclude } }: PintConfiguration, path: string): boolean {
  if (exclude.some((pattern) => matches(pattern, path))) return false;
  return include.length === 0 || include.some((pattern) => matches(pattern, path));
}

/** Whether rules may stand anywhere in the file, not only in groups. */
export function isRelaxed({ parser }: PintConfiguration, path: string): boolean {
  return parser.relaxed.some((pattern) => matches(pattern, path));
}

function fits(condition: PintCondition, rule: PrometheusRule, path: string): boolean {
  const { isUnknown, kind, name, labels, annotations } = condition;
  // A review is what `pint ci` is for.
  if (isUnknown || (condition.command ?? "ci") !== "ci") return false;
  if (kind !== undefined && kind !== (rule.kind === "alert" ? "alerting" : "recording")) return false;
  if (name !== undefined && !matches(name, rule.name?.value ?? "")) return false;
  if (condition.path !== undefined && !matches(condition.path, path)) return false;
  if (condition.for !== undefined && !waits(condition.for, rule)) return false;
  return labels.every((each) => holds(each, rule.labels)) && annotations.every((each) => holds(each, rule.annotations));
}

function holds({ key, value }: KeyCondition, entries: PrometheusRule["labels"]): boolean {
  return entries.some(
    (entry) => matches(key, entry.key) && (value === undefined || matches(value, entry.value?.value ?? "")),
  );
}

/** `>= 5m`, about the `for` of an alert that has one. */
function waits(condition: string, { kind, section }: PrometheusRule): boolean {
  const [, operator = "=", wanted = ""] = /^\s*(!=|>=|<=|=|>|<)?\s*(\S+)\s*$/u.exec(condition) ?? [];
  const [limit, actual] = [parseDuration(wanted), parseDuration(section.at("for").text() ?? "")];
  if (kind !== "alert" || limit === undefined || actual === undefined) return false;
  switch (operator) {
    case "!=":
      return actual !== limit;
    case ">=":
      return actual >= limit;
    case "<=":
      return actual <= limit;
    case ">":
      return actual > limit;
    case "<":
      return actual < limit;
    default:
      return actual === limit;
  }
}

/** pint's patterns are about the whole text. */
export function matches(pattern: string, text: string): boolean {
  return patternMatches(pattern, text) === true;
}
