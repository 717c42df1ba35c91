/** Assignments in HCL: attributes, keys of objects, defaults of variables, blocks of `name` and `value`; only text that is written out. */

import type { Range } from "../../../../../core/text.ts";
import { type TreeNode, walk } from "../../../../../languages/eslint-language.ts";
import type { HclBody, HclExpression, HclNode, HclTemplate } from "../../../../../languages/hcl/tree.ts";
import type { HclDocument } from "../../../../../languages/parsed.ts";
import type { Assignment } from "../assignment.ts";
import { nameParts } from "../hints.ts";
import { assignmentsInLines } from "./lines.ts";

/** They hand on what they are given. */
const wrappers: ReadonlySet<string> = new Set([
  "sensitive",
  "nonsensitive",
  "tostring",
  "base64encode",
  "trimspace",
  "chomp",
]);

export function* assignmentsInHcl({ text, tree }: HclDocument): Generator<Assignment> {
  for (const { node, entering } of walk(tree)) {
    if (entering && isHcl(node)) yield* ofNode(node, text);
  }
  for (const { range } of tree.comments)
    if (nameParts.test(text.slice(...range))) yield* assignmentsInLines(text, range);
}

function* ofNode(node: HclNode, text: string): Generator<Assignment> {
  if (node.type === "HclAttribute") yield* assignment(node.name.name, node.expression);
  else if (node.type === "HclObjectItem") yield* assignment(keyOf(node.key), node.value);
  else if (node.type === "HclBlock") yield* ofBlock(node.blockType.name, node.labels.at(-1)?.value, node.body);
  else if (node.type === "HclObject") yield* named(node.items.map((item) => [keyOf(item.key), item.value] as const));
  else if (node.type === "HclText" && nameParts.test(node.raw)) yield* assignmentsInLines(text, node.range);
}

function isHcl(node: TreeNode): node is HclNode {
  return node.type.startsWith("Hcl");
}

function* ofBlock(type: string, label: string | undefined, body: HclBody): Generator<Assignment> {
  const attributes = body.items.flatMap((item) =>
    item.type === "HclAttribute" ? [[item.name.name, item.expression] as const] : [],
  );
  if (type === "variable" || type === "output" || type === "locals") {
    const value = attributes.find(([name]) => name === "default" || name === "value")?.[1];
    if (label !== undefined && value) yield* assignment(label, value);
    return;
  }
  yield* named(attributes);
}

/** `{ name = "db.password", value = "…" }`. */
function* named(attributes: readonly (readonly [name: string, value: HclExpression])[]): Generator<Assignment> {
  const name = attributes.find(([key]) => key === "name" || key === "key")?.[1];
  const value = attributes.find(([key]) => key === "value")?.[1];
  const called = name && writtenText(name);
  if (called && value) yield* assignment(called.value, value);
}

function* assignment(name: string, expression: HclExpression): Generator<Assignment> {
  const written = writtenText(expression);
  if (written) yield { name, ...written };
}

function keyOf(key: HclExpression | { readonly type: "HclName"; readonly name: string }): string {
  if (key.type === "HclName") return key.name;
  return writtenText(key)?.value ?? "";
}

/** Nothing for variables, data sources, calls and text that has any of them in it. */
function writtenText(expression: HclExpression): { readonly value: string; readonly range: Range } | undefined {
  if (expression.type === "HclParentheses") return writtenText(expression.expression);
  if (expression.type === "HclCall") {
    const [first] = expression.arguments;
    return first && wrappers.has(expression.name.name) ? writtenText(first) : undefined;
  }
  if (expression.type !== "HclTemplate" || expression.heredoc) return undefined;
  return plainText(expression);
}

function plainText({ parts, range }: HclTemplate): { readonly value: string; readonly range: Range } | undefined {
  const texts = parts.flatMap((part) => (part.type === "HclText" ? [part.value] : []));
  return texts.length === parts.length ? { value: texts.join(""), range } : undefined;
}
