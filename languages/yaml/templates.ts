/** Finds `key: {{ name }}` in a text that parses: YAML reads a mapping whose key is a mapping, which nobody means. */

import type { ParseProblem } from "../parsed.ts";
import { asQuoted, quote } from "./diagnosis.ts";
import type { YamlFile, YamlNode } from "./tree.ts";

export function findUnquotedTemplates(text: string, tree: YamlFile): readonly ParseProblem[] {
  if (!text.includes("{{")) return [];
  const problems: ParseProblem[] = [];
  const open: YamlNode[] = [];
  for (const document of tree.documents) if (document.content) open.push(document.content);
  for (let node = open.pop(); node; node = open.pop()) {
    if (isTemplate(text, node)) {
      const written = text.slice(node.range[0], node.range[1]);
      problems.push({
        message: `${quote(written)} is a template expression without quotes, and YAML reads its braces as a mapping.`,
        advice: `Put the whole value in quotes: ${quote(asQuoted(written))}.`,
        range: node.range,
      });
    } else if (node.type === "YamlSequence") {
      for (const item of node.items) open.push(item);
    } else if (node.type === "YamlMapping") {
      for (const pair of node.pairs) open.push(pair.key, pair.value);
    }
  }
  return problems.sort((left, right) => left.range[0] - right.range[0]);
}

function isTemplate(text: string, node: YamlNode): boolean {
  if (node.type !== "YamlMapping" || node.style !== "flow" || !text.startsWith("{{", node.range[0])) return false;
  const [only, ...others] = node.pairs;
  return (
    only?.key.type === "YamlMapping" && others.length === 0 && only.value.type === "YamlScalar" && only.value.raw === ""
  );
}
