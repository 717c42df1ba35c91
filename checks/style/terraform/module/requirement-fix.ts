/** Mends a line of `required_providers` that does not say where its provider comes from: from `hashicorp`, as Terraform assumes. */

import type { Fix } from "../../../../core/finding.ts";
import { literalText } from "../../../../languages/hcl/module/module.ts";
import type { Requirement } from "./providers.ts";

/** `"~> 2.0"` becomes an object. */
export function spellOut({ name, file, attribute }: Requirement): Fix | undefined {
  if (file.syntax === "json" || literalText(attribute.expression) === undefined) return undefined;
  const indent = indentOf(attribute.place[0], file.text);
  const { range } = attribute.expression;
  const lines = [
    "{",
    `${indent}  source  = "hashicorp/${name}"`,
    `${indent}  version = ${file.text.slice(...range)}`,
    `${indent}}`,
  ];
  return { safe: true, edits: [{ range, text: lines.join("\n") }] };
}

/** An object gets `source` as its first key. */
export function addSource({ name, file, attribute }: Requirement): Fix | undefined {
  const { expression } = attribute;
  if (file.syntax === "json" || expression.type !== "HclObject") return undefined;
  const source = `"hashicorp/${name}"`;
  const indent = indentOf(attribute.place[0], file.text);
  const [first] = expression.items;
  if (!first) {
    return { safe: true, edits: [{ range: expression.range, text: `{\n${indent}  source = ${source}\n${indent}}` }] };
  }
  const at = first.range[0];
  const lineStart = file.text.lastIndexOf("\n", at - 1) + 1;
  const before = file.text.slice(lineStart, at);
  const isAlone = before.trim() === "";
  const longest = Math.max(...expression.items.map(({ key }) => key.range[1] - key.range[0]), "source".length);
  const text = isAlone ? `${"source".padEnd(longest)} = ${source}\n${before}` : `source = ${source}, `;
  return { safe: true, edits: [{ range: [at, at], text }] };
}

function indentOf(offset: number, text: string): string {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/u.exec(text.slice(lineStart, offset))?.[0] ?? "";
}
