/** The rule set in force as YAML that says the same, each key with its source as a comment; folded for a pull request. */

import type { EffectiveRuleSet } from "./effective.ts";
import { placeOf, type ShownKey, type ShownRule, type ShowQuestion, shownRules } from "./show.ts";
import type { KeySource } from "./tune.ts";

export type WriteYaml = (value: unknown) => string;

/** js-yaml's writer, loaded when somebody asks: it takes plain objects alone, which is what JSON gives back. */
export async function yamlWriter(): Promise<WriteYaml> {
  const { dump } = await import("js-yaml");
  return (value) => dump(JSON.parse(JSON.stringify(value)), { lineWidth: -1, noRefs: true });
}

/** The mapping below `rules:`, two spaces in. */
export function rulesText(rules: readonly ShownRule[], write: WriteYaml): string {
  return rules.map((rule) => ruleText(rule, write)).join("");
}

function ruleText({ name, check, keys, source }: ShownRule, write: WriteYaml): string {
  const options = keys.filter(({ key }) => key.startsWith("options."));
  const part = keys.find(({ key }) => key === "part");
  const plain = keys.filter(({ key }) => !key.startsWith("options.") && key !== "part");
  const lines = [
    `  ${keyText(name, write)}:${comment(source)}`,
    ...(part ? [`    # only ${partWords(part.value)}`] : []),
    ...(check === name ? [] : [`    check: ${check}`]),
    ...plain.flatMap((key) => keyLines(key.key, key, 4, write)),
    ...(options.length > 0 ? ["    options:"] : []),
    ...options.flatMap((key) => keyLines(key.key.slice("options.".length), key, 6, write)),
  ];
  return `${lines.join("\n")}\n`;
}

function partWords(value: unknown): string {
  return JSON.stringify(value);
}

function keyText(name: string, write: WriteYaml): string {
  return write({ [name]: 0 }).replace(/: 0\n$/u, "");
}

/** What stands behind a key on its own line, or opens a block below it, may be followed by a comment. */
function keyLines(name: string, { value, source }: ShownKey, indent: number, write: WriteYaml): readonly string[] {
  const [first = "", ...rest] = write({ [name]: value })
    .trimEnd()
    .split("\n");
  const blanks = " ".repeat(indent);
  return [`${blanks}${first}${comment(source)}`, ...rest.map((line) => (line === "" ? "" : blanks + line))];
}

function comment(source: KeySource | undefined): string {
  return source === undefined ? "" : ` # ${placeOf(source).replaceAll(/\s/gu, " ")}`;
}

const longestFold = 20_000;

/** For an answer on a pull request: what is tuned above the presets, folded; Markdown. */
export async function foldedRuleSet(effective: EffectiveRuleSet, question: ShowQuestion = {}): Promise<string> {
  const tuned = shownRules(effective, { ...question, onlyTuned: true });
  const { origin, rules, notes = [] } = effective.ruleSet;
  const counted = rules.filter(({ severity }) => severity !== "off").length;
  const about = question.path === undefined ? "" : ` for \`${question.path.replaceAll(/[`\s]/gu, " ")}\``;
  const head = [`Rules in force${about}: ${origin} (${counted} rules are on).`, ...notes].join("\n\n");
  if (tuned.length === 0) return `${head}\n\nNo file tunes a rule here: everything is as the presets have it.\n`;
  const text = rulesText(tuned, await yamlWriter());
  const shown =
    text.length > longestFold ? `${text.slice(0, text.lastIndexOf("\n", longestFold))}\n  # and more` : text;
  const fence = "`".repeat(Math.max(3, ...(shown.match(/`+/gu) ?? []).map((each) => each.length + 1)));
  const summary = `<summary>${tuned.length} rules are tuned, each key with the file and line that set it</summary>`;
  return `${head}\n\n<details>${summary}\n\n${fence}yaml\nrules:\n${shown.trimEnd()}\n${fence}\n\n</details>\n`;
}
