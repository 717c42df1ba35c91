/** Reads the `rules:` of a rule set: which rule each entry means, and whether what it says of it makes sense. */

import { matchName } from "../../../core/glob.ts";
import { nearest } from "../../../core/nearest.ts";
import type { LineIndex, Range } from "../../../core/text.ts";
import type { YamlNode } from "../../../languages/yaml/tree.ts";
import { validateRuleBody } from "../../generated/rule-set-validators.ts";
import type { RuleBody, RuleEntry } from "./file-schema.ts";
import { bindableNames, type KnownRules } from "./known-rules.ts";
import type { Complain } from "./problem.ts";
import { complainAll } from "./schema-problems.ts";
import { childOf, type Located } from "./yaml-data.ts";

/** What lies beyond is told by the schema of the file, and not read. */
const mostRules = 1_000;

/** Everything that the reading of one entry needs. */
interface Reading {
  readonly complain: Complain;
  readonly known: KnownRules;
  /** Rules by the names that presets and checks give them -> their check. */
  readonly names: ReadonlyMap<string, string>;
  /** Names of the rules that this file adds. */
  readonly own: readonly string[];
}

/** Where entries stand, and what they may name. */
export interface RulesPlace {
  /** The mapping of rules; `undefined` where the file has none. */
  readonly mapping: YamlNode | undefined;
  readonly lines: LineIndex;
  readonly complain: Complain;
  readonly known: KnownRules;
}

export async function readRules(
  rules: Readonly<Record<string, unknown>>,
  { mapping, lines, complain, known }: RulesPlace,
): Promise<readonly RuleEntry[]> {
  const names = bindableNames(known);
  const own = Object.keys(rules).filter((name) => !names.has(name) && hasCheck(rules[name]));
  const reading: Reading = { complain, known, names, own };
  const entries: RuleEntry[] = [];
  for (const [name, value] of Object.entries(rules).slice(0, mostRules)) {
    const located = mapping && childOf(mapping, name);
    const entry = located && (await readEntry(name, value, located, reading));
    if (entry) entries.push({ ...entry, lines: linesOf(located, lines) });
  }
  return entries;
}

/** Lines of the keys of an entry, and of each option by itself. */
function linesOf({ node, key }: Located, lines: LineIndex): ReadonlyMap<string, number> {
  const lineOf = (range: Range) => lines.position(range[0]).line;
  const said = new Map<string, number>([["", lineOf(key)]]);
  if (node.type !== "YamlMapping") return said.set("severity", lineOf(node.range));
  for (const { key: name, value } of node.pairs) {
    if (name.type !== "YamlScalar") continue;
    said.set(name.value, lineOf(name.range));
    if (name.value !== "options" || value.type !== "YamlMapping") continue;
    for (const { key: option } of value.pairs) {
      if (option.type === "YamlScalar") said.set(`options.${option.value}`, lineOf(option.range));
    }
  }
  return said;
}

async function readEntry(
  name: string,
  value: unknown,
  located: Located,
  reading: Reading,
): Promise<RuleEntry | undefined> {
  const body = readBody(name, value, located, reading.complain);
  if (!body) return undefined;
  if (name.includes("*")) return readGlob(name, body, located, reading);
  const check = checkOf(name, body, located, reading);
  if (check === undefined) return undefined;
  if (body.options) await readOptions(check, body.options, located, reading);
  return { name, ...body };
}

/** A severity alone stands for an object with nothing else. */
function readBody(name: string, value: unknown, located: Located, complain: Complain): RuleBody | undefined {
  const isShort = typeof value !== "object" || value === null || Array.isArray(value);
  const data = isShort ? { severity: value } : value;
  if (validateRuleBody(data)) return data;
  if (!isShort) {
    complainAll(validateRuleBody.errors, located.node, complain, { root: `The rule \`${name}\`` });
  } else if (value === null) {
    complain(located.key, `\`${name}\` says nothing about the rule.`, "Give it a severity, or delete the line.");
  } else {
    const [error] = validateRuleBody.errors ?? [];
    const wrong = { ...error, instancePath: "", keyword: "enum", params: { allowedValues: severities }, data: value };
    complainAll([wrong], located.node, complain, { root: `The severity of \`${name}\`` });
  }
  return undefined;
}

const severities = ["failure", "warning", "notice", "off"];

function readGlob(name: string, body: RuleBody, located: Located, reading: Reading): RuleEntry | undefined {
  const { complain, names, own } = reading;
  for (const key of ["check", "title", "why", "options"] as const) {
    if (body[key] === undefined) continue;
    const place = childOf(located.node, key)?.key ?? located.key;
    complain(
      place,
      `\`${key}\` belongs to one rule, and \`${name}\` matches several.`,
      "Write it under the rule's own name.",
    );
    return undefined;
  }
  const matches = matchName(name);
  if ([...names.keys(), ...own].some(matches)) return { name, ...body };
  const family = nearest(name.replaceAll("*", ""), families(names.keys()));
  const advice = family ? `Write \`${family}*\` if that is what is meant.` : undefined;
  complain(located.key, `No rule has a name that matches \`${name}\`.`, advice);
  return undefined;
}

/** The check that an entry is about; `undefined` where the entry makes no sense, which is then told. */
function checkOf(name: string, body: RuleBody, located: Located, reading: Reading): string | undefined {
  const inherited = reading.names.get(name);
  if (inherited !== undefined) {
    if (body.check === undefined || body.check === inherited) return inherited;
    const place = childOf(located.node, "check")?.node.range ?? located.key;
    const advice = "Give a rule of your own another name.";
    reading.complain(place, `\`${name}\` is the name of a rule that binds the check \`${inherited}\`.`, advice);
    return undefined;
  }
  return body.check === undefined ? unknownRule(name, located, reading) : ownRule(name, body, located, reading);
}

function unknownRule(name: string, located: Located, { complain, names, own }: Reading): undefined {
  const close = nearest(name, [...names.keys(), ...own.slice(0, 50)]);
  const advice = close
    ? `Write \`${close}\` if that is what is meant.`
    : "Name a rule that `plumbline rules list` shows, or add `check:` and `why:` for a rule of your own.";
  complain(located.key, `No rule is called \`${name}\`.`, advice);
}

function ownRule(name: string, body: RuleBody, located: Located, { complain, known }: Reading): string | undefined {
  const check = body.check ?? "";
  const place = childOf(located.node, "check")?.node.range ?? located.key;
  if (!known.checks.has(check)) {
    const close = nearest(check, known.checks);
    const advice = close
      ? `Write \`${close}\` if that is what is meant.`
      : "Name a check that `plumbline rules list` shows.";
    complain(place, `No check is called \`${check}\`.`, advice);
    return undefined;
  }
  if (check.startsWith("waiver/")) {
    complain(place, `\`${check}\` looks at waivers, which are the same for every rule.`, `Tune \`${check}\` itself.`);
    return undefined;
  }
  if (!/^[a-z0-9][a-z0-9./-]{0,99}$/u.test(name)) {
    const advice = "Write lower-case words with `-` between them.";
    complain(located.key, `\`${name}\` is no name for a rule.`, advice);
    return undefined;
  }
  if (body.why === undefined) {
    const advice = "Add `why:`, a sentence that a newcomer understands.";
    complain(located.key, `The rule \`${name}\` does not say why it is there.`, advice);
    return undefined;
  }
  return check;
}

async function readOptions(
  check: string,
  options: Readonly<Record<string, unknown>>,
  located: Located,
  { complain, known }: Reading,
): Promise<void> {
  const reading = await known.options?.();
  const node = childOf(located.node, "options");
  if (!reading || !node) return;
  const validate = reading.validators.get(check);
  if (!validate) {
    complain(node.key, `The check \`${check}\` takes no options.`, "Delete them.");
    return;
  }
  if (validate(options)) return;
  const wording = { root: `The options of \`${check}\``, regexProblem: reading.regexProblem };
  complainAll(validate.errors, node.node, complain, wording);
}

function hasCheck(value: unknown): boolean {
  return typeof value === "object" && value !== null && "check" in value;
}

function families(names: Iterable<string>): ReadonlySet<string> {
  return new Set([...names].map((name) => name.slice(0, name.lastIndexOf("/") + 1)));
}
