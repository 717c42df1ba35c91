/** `.gitleaks.toml`: the paths that gitleaks is told to leave alone. */

import { RE2JS } from "re2js";
import { parseToml } from "../toml/parse.ts";
import type { TomlTable } from "../toml/tree.ts";

/** A configuration beyond this was not written by hand. */
const longest = 256_000;

/**
 * Whether a path is allowed as a whole, by `paths` of `[allowlist]` or `[[allowlists]]` (RE2, found anywhere in the path).
 * What names single rules, or asks for more than the path, allows no path. Of a text that does not parse, nothing.
 */
export function readGitleaksPaths(text: string): (path: string) => boolean {
  if (text.length > longest) return () => false;
  const { tree, problems } = parseToml(text);
  if (problems.length > 0) return () => false;
  const patterns = tree.tables.filter(allowsPaths).flatMap((table) => textsOf(table, "paths").flatMap(compiled));
  return (path) => patterns.some((pattern) => pattern.matcher(path).find());
}

function allowsPaths(table: TomlTable): boolean {
  const name = table.key?.names.map((part) => part.name).join(".") ?? "";
  if (name !== "allowlist" && name !== "allowlists") return false;
  const isForRules = textsOf(table, "targetRules").length > 0;
  const asksForAll = textsOf(table, "condition").some((word) => /^(?:and|&&)$/iu.test(word));
  const asksForMore = ["regexes", "stopwords", "commits"].some((key) => textsOf(table, key).length > 0);
  return !isForRules && !(asksForAll && asksForMore);
}

/** The strings of a list, or one string. */
function textsOf(table: TomlTable, key: string): readonly string[] {
  const value = table.pairs.find((pair) => pair.key.names.length === 1 && pair.key.names[0]?.name === key)?.value;
  const items = value?.type === "TomlArray" ? value.items : value ? [value] : [];
  return items.flatMap((item) => (item.type === "TomlScalar" && typeof item.value === "string" ? [item.value] : []));
}

function compiled(pattern: string): readonly RE2JS[] {
  try {
    return [RE2JS.compile(pattern)];
  } catch {
    return [];
  }
}
