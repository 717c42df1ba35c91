/** The rule set in force as YAML that says the same, each key with its source as a comment. */

import { placeOf, qualityWords, type ShownKey, type ShownRule } from "./show.ts";
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

function ruleText({ name, check, keys, source, quality }: ShownRule, write: WriteYaml): string {
  const options = keys.filter(({ key }) => key.startsWith("options."));
  const part = keys.find(({ key }) => key === "part");
  const plain = keys.filter(({ key }) => !key.startsWith("options.") && key !== "part");
  const lines = [
    `  ${keyText(name, write)}:${comment(source)}`,
    ...(quality ? [`    # ${qualityWords(quality)}`] : []),
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
