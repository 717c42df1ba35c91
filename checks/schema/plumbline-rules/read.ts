/** Reads a rule-set file (`.github/plumbline.yml`, a preset): from text to data, or to problems at their places. Never throws. */

import type { EmergencySettings, RuleMode } from "../../../core/rule-set.ts";
import { indexLines, type LineIndex } from "../../../core/text.ts";
import { parseYaml } from "../../../languages/yaml/parse.ts";
import type { YamlNode } from "../../../languages/yaml/tree.ts";
import { validateRuleSetFile } from "../../generated/rule-set-validators.ts";
import { complainAboutEnvironments } from "./environments.ts";
import type { Override, RiskData, RuleEntry, RuleSetFileData } from "./file-schema.ts";
import { checkDirectoryKeys, isDirectoryFile } from "./directory-file.ts";
import { knownRules, type KnownRules } from "./known-rules.ts";
import { collectProblems, type Complain, type ConfigurationProblem } from "./problem.ts";
import { readExtends, type ExtendedRuleSet } from "./read-extends.ts";
import { readPolicies, withPolicies, type Policy } from "./read-policies.ts";
import { readRules, type RulesPlace } from "./read-rules.ts";
import { complainAll } from "./schema-problems.ts";
import { childOf, toPlainData } from "./yaml-data.ts";

export interface RuleSetFile {
  /** Presets; `undefined` = says nothing about it. */
  readonly extends?: readonly string[];
  /** Globs: of its presets, only rules of these names; missing = all. */
  readonly only?: readonly string[];
  /** Files of other repositories that it starts from. */
  readonly extended?: readonly ExtendedRuleSet[];
  /** In the order of the file. */
  readonly rules: readonly RuleEntry[];
  /** A later one wins. */
  readonly overrides?: readonly Override[];
  readonly ignore: readonly string[];
  readonly schemas: Readonly<Record<string, string>>;
  readonly mode?: RuleMode;
  readonly suggestions?: boolean;
  readonly commits?: "head" | "each";
  readonly emergency?: EmergencySettings;
  /** What it says of the table of risks. */
  readonly risk?: RiskData;
  /** Each stands among `rules` as well; here with its examples. */
  readonly policies?: readonly Policy[];
}

export interface RuleSetReading {
  /** Missing where there are problems. */
  readonly file?: RuleSetFile;
  readonly problems: readonly ConfigurationProblem[];
}

/** The repository's own rule set, from the root of the tree. */
export const ruleSetPath = ".github/plumbline.yml";

const mostBytes = 256 * 1024;

const empty: RuleSetFile = { rules: [], ignore: [], schemas: {} };

export async function readRuleSetFile(
  text: string,
  path: string,
  known: KnownRules = knownRules,
): Promise<RuleSetReading> {
  const tooLong = text.length > mostBytes;
  const lines = indexLines(tooLong ? "" : text);
  const { problems, complain } = collectProblems(path, lines);
  if (tooLong) {
    const size = text.length.toLocaleString("en");
    complain(
      [0, 0],
      `The file has ${size} characters, and a rule set is read up to ${mostBytes.toLocaleString("en")}.`,
    );
    return { problems };
  }
  const content = readContent(text, complain);
  if (problems.length > 0) return { problems };
  if (!content) return { file: empty, problems };

  if (isDirectoryFile(path)) checkDirectoryKeys(content, complain);
  const file = await readFile(content, { path, lines, complain }, known);
  if (file && problems.length === 0) return { file, problems };
  return { problems: problems.sort((left, right) => left.range[0] - right.range[0]) };
}

/** The files of other repositories that a rule set starts from, sound or not: their names have to be known before it is read. */
export function extendedRuleSets(text: string): readonly ExtendedRuleSet[] {
  if (text.length > mostBytes || !text.includes("extends")) return [];
  const content = parseYaml(text).tree.documents[0]?.content;
  const list = content && childOf(content, "extends")?.node;
  if (!content || list?.type !== "YamlSequence") return [];
  const said = list.items.map((item) => (item.type === "YamlScalar" ? item.value : undefined));
  const silently: Complain = () => undefined;
  return readExtends(said, { content, lines: indexLines(text), complain: silently, known: knownRules }).extended ?? [];
}

/** The one document of the file; `undefined` where it is empty or does not parse. */
function readContent(text: string, complain: Complain): YamlNode | undefined {
  const { tree, problems } = parseYaml(text);
  for (const problem of problems) complain(problem.range, problem.message, problem.advice);
  const [first, second] = tree.documents;
  if (second)
    complain(second.range, "A second document starts here, and a rule set has one.", "Delete the `---` line.");
  return problems.length > 0 ? undefined : first?.content;
}

async function readFile(
  content: YamlNode,
  { path, lines, complain }: { readonly path: string; readonly lines: LineIndex; readonly complain: Complain },
  known: KnownRules,
): Promise<RuleSetFile | undefined> {
  let sound = true;
  const complainHere: Complain = (...problem) => {
    sound = false;
    complain(...problem);
  };
  const data = toPlainData(content, complainHere);
  if (!sound) return undefined;
  if (data === null) return empty;
  const isShaped = validateRuleSetFile(data);
  if (!isShaped) complainAll(validateRuleSetFile.errors, content, complainHere, { root: "The rule set" });
  // What has its shape is read all the same, so that one mistake does not hide the others.
  const said = isRecord(data) ? data : {};
  const extending = readExtends(said["extends"], { content, lines, complain: complainHere, known });
  const shaped = isShaped ? (data.policies ?? []) : [];
  const policies = await readPolicies(shaped, { path, lines, root: content }, complainHere, known);
  const place = { mapping: childOf(content, "rules")?.node, lines, complain: complainHere };
  const bindable = withOwn(
    known,
    policies.map(({ rule }) => rule),
  );
  const tuning = isRecord(said["rules"]) ? await readRules(said["rules"], { ...place, known: bindable }) : [];
  const rules = withPolicies(policies, tuning);
  const overrides = await readOverrides(said["overrides"], content, { ...place, known: withOwn(known, rules) });
  if (!isShaped || !sound) return undefined;
  complainAboutEnvironments(rules, data.risk, content, complainHere);
  return {
    ...extending,
    rules,
    ...(overrides.length > 0 && { overrides }),
    ...(policies.length > 0 && { policies }),
    ...plainParts(data),
  };
}

/** What stands in the file as it is meant. */
function plainParts(data: RuleSetFileData): Omit<RuleSetFile, "rules"> {
  const { ignore = [], schemas = {}, only, mode, suggestions, commits, emergency, risk } = data;
  return {
    ignore,
    schemas: { ...schemas },
    ...(only && { only }),
    ...(mode && { mode }),
    ...(suggestions !== undefined && { suggestions }),
    ...(commits && { commits }),
    ...(emergency && { emergency: emergencyOf(emergency) }),
    ...(risk && { risk }),
  };
}

const mostOverrides = 100;

async function readOverrides(
  said: unknown,
  content: YamlNode,
  place: Omit<RulesPlace, "mapping">,
): Promise<readonly Override[]> {
  const list = childOf(content, "overrides")?.node;
  const overrides: Override[] = [];
  for (const [index, each] of (Array.isArray(said) ? said : []).slice(0, mostOverrides).entries()) {
    if (!isRecord(each) || !isRecord(each["rules"])) continue;
    const item = list && childOf(list, String(index))?.node;
    const mapping = item && childOf(item, "rules")?.node;
    const rules = await readRules(each["rules"], { ...place, mapping });
    const { paths } = each;
    if (Array.isArray(paths)) overrides.push({ paths: paths.filter((path) => typeof path === "string"), rules });
  }
  return overrides;
}

/** Rules of the file's own may be tuned by its overrides. */
function withOwn(known: KnownRules, rules: readonly RuleEntry[]): KnownRules {
  const own = rules.flatMap(({ name, check }) => (check === undefined ? [] : [[name, check] as const]));
  return own.length === 0 ? known : { ...known, inherited: new Map([...(known.inherited ?? []), ...own]) };
}

const usualHours = 24;

function emergencyOf({ by, hours = usualHours }: NonNullable<RuleSetFileData["emergency"]>): EmergencySettings {
  return { by: by.map((name) => name.replace(/^@/u, "")), hours };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
