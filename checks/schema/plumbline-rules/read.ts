/** Reads a rule-set file (`.github/plumbline.yml`, a preset): from text to data, or to problems at their places. Never throws. */

import { indexLines } from "../../../core/text.ts";
import { parseYaml } from "../../../languages/yaml/parse.ts";
import type { YamlNode } from "../../../languages/yaml/tree.ts";
import { validateRuleSetFile } from "../../generated/rule-set-validators.ts";
import { complainAboutEnvironments } from "./environments.ts";
import type { RiskData, RuleEntry } from "./file-schema.ts";
import { knownRules, type KnownRules } from "./known-rules.ts";
import { collectProblems, type Complain, type ConfigurationProblem } from "./problem.ts";
import { readRules } from "./read-rules.ts";
import { complainAll } from "./schema-problems.ts";
import { locate, toPlainData } from "./yaml-data.ts";

export interface RuleSetFile {
  /** `undefined` = says nothing about it. */
  readonly extends?: readonly string[];
  /** In the order of the file. */
  readonly rules: readonly RuleEntry[];
  readonly ignore: readonly string[];
  readonly schemas: Readonly<Record<string, string>>;
  readonly suggestions?: boolean;
  readonly commits?: "head" | "each";
  /** What it says of the table of risks. */
  readonly risk?: RiskData;
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
  const { problems, complain } = collectProblems(path, indexLines(tooLong ? "" : text));
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

  const file = await readFile(content, complain, known);
  if (file && problems.length === 0) return { file, problems };
  return { problems: problems.sort((left, right) => left.range[0] - right.range[0]) };
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

async function readFile(content: YamlNode, complain: Complain, known: KnownRules): Promise<RuleSetFile | undefined> {
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
  const { extends: extending, rules: said } = isRecord(data) ? data : {};
  for (const [index, name] of (Array.isArray(extending) ? extending : []).entries()) {
    if (typeof name !== "string" || known.presets.has(name)) continue;
    complainAboutPreset(name, locate(content, `/extends/${index}`).node, complainHere, known);
  }
  const rules = isRecord(said) ? await readRules(said, content, complainHere, known) : [];
  if (!isShaped || !sound) return undefined;
  complainAboutEnvironments(rules, data.risk, content, complainHere);
  const { ignore = [], schemas = {}, suggestions, commits, risk } = data;
  return {
    ...(data.extends ? { extends: data.extends } : {}),
    rules,
    ignore,
    schemas: { ...schemas },
    ...(suggestions === undefined ? {} : { suggestions }),
    ...(commits === undefined ? {} : { commits }),
    ...(risk === undefined ? {} : { risk }),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function complainAboutPreset(name: string, node: YamlNode, complain: Complain, known: KnownRules): void {
  const presets = [...known.presets.keys()].map((preset) => `\`${preset}\``).join(", ");
  const message = name.includes("/")
    ? `\`${name}\` is a rule set of another place, and those cannot be extended yet.`
    : `No preset is called \`${name}\`.`;
  complain(node.range, message, `Extend one of ${presets}, and write further rules into this file.`);
}
