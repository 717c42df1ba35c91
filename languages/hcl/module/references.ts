/** Finds every reference and function call of an expression, templates included; names that the expression itself binds are none. */

import type { Range } from "../../../core/text.ts";
import type { HclCall, HclExpression, HclFor, HclObject, HclStep, HclTemplatePart, HclTraversal } from "../tree.ts";
import { withoutResourceWord } from "./escaped-resource.ts";
import type { FunctionCall, Reference } from "./summary.ts";

/** Where an expression stands and what is read of it. */
export interface ReferenceSite {
  readonly owner: number;
  readonly within: string;
  readonly use: Reference["use"];
  /** Iterators of `dynamic` blocks around it. */
  readonly bound: readonly string[];
}

export interface ReferenceSink {
  readonly references: Reference[];
  readonly calls: FunctionCall[];
}

interface Walk extends ReferenceSite {
  readonly sink: ReferenceSink;
  readonly isTried?: true;
}

export function collectReferences(expression: HclExpression, site: ReferenceSite, sink: ReferenceSink): void {
  visit(expression, { ...site, sink });
}

function visit(expression: HclExpression, walk: Walk): void {
  switch (expression.type) {
    case "HclTemplate":
      return visitParts(expression.parts, walk);
    case "HclTraversal":
      return visitTraversal(expression, walk);
    case "HclAccess":
      visit(expression.source, walk);
      return visitKeys(expression.steps, walk);
    case "HclCall":
      return visitCall(expression, walk);
    case "HclObject":
      return visitObject(expression, walk);
    case "HclFor":
      return visitFor(expression, walk);
    default:
      for (const operand of operandsOf(expression)) visit(operand, walk);
  }
}

function operandsOf(expression: HclExpression): readonly HclExpression[] {
  switch (expression.type) {
    case "HclTuple":
      return expression.items;
    case "HclConditional":
      return [expression.condition, expression.consequent, expression.alternative];
    case "HclUnary":
      return [expression.operand];
    case "HclBinary":
      return [expression.left, expression.right];
    case "HclParentheses":
      return [expression.expression];
    default:
      return [];
  }
}

/** Functions that go on where an argument of theirs cannot be evaluated. */
const catching: ReadonlySet<string> = new Set(["try", "can"]);

function visitCall(call: HclCall, walk: Walk): void {
  const { owner, within, sink } = walk;
  sink.calls.push({ name: call.name.name, place: call.range, owner, within });
  const inside: Walk = catching.has(call.name.name) ? { ...walk, isTried: true } : walk;
  for (const argument of call.arguments) visit(argument, inside);
}

function visitObject({ items }: HclObject, walk: Walk): void {
  for (const { key, value } of items) {
    // A key written as `a.b` is a reference only where it makes sense as one.
    if (key.type === "HclTraversal") visit(key, { ...walk, use: "mention" });
    else if (key.type !== "HclName") visit(key, walk);
    visit(value, walk);
  }
}

function visitFor(expression: HclFor, walk: Walk): void {
  visit(expression.collection, walk);
  const names = [expression.keyName?.name, expression.valueName.name].filter((name) => name !== undefined);
  const inner = { ...walk, bound: [...walk.bound, ...names] };
  if (expression.key) visit(expression.key, inner);
  visit(expression.value, inner);
  if (expression.condition) visit(expression.condition, inner);
}

function visitParts(parts: readonly HclTemplatePart[], walk: Walk): void {
  for (const part of parts) {
    if (part.type === "HclInterpolation") visit(part.expression, walk);
    else if (part.type === "HclTemplateIf") {
      visit(part.condition, walk);
      visitParts(part.consequent, walk);
      visitParts(part.alternative ?? [], walk);
    } else if (part.type === "HclTemplateFor") {
      visit(part.collection, walk);
      const names = [part.keyName?.name, part.valueName.name].filter((name) => name !== undefined);
      visitParts(part.parts, { ...walk, bound: [...walk.bound, ...names] });
    }
  }
}

function visitTraversal(traversal: HclTraversal, walk: Walk): void {
  visitKeys(traversal.steps, walk);
  if (walk.bound.includes(traversal.root.name)) return;
  const { owner, within, use } = walk;
  const { root, steps } = withoutResourceWord(traversal);
  walk.sink.references.push({
    root: root.name,
    path: steps.map(stepName),
    place: traversal.range,
    owner,
    within,
    use,
    ...(walk.isTried && { isTried: true }),
  });
}

function visitKeys(steps: readonly HclStep[], walk: Walk): void {
  for (const step of steps) if (step.type === "HclIndexStep") visit(step.key, walk);
}

function stepName(step: HclStep): string | null {
  if (step.type === "HclAttributeStep") return step.name.name;
  if (step.type === "HclSplatStep") return null;
  return literalKey(step.key);
}

function literalKey(key: HclExpression): string | null {
  if (key.type === "HclLiteral" && typeof key.value === "number") return String(key.value);
  if (key.type !== "HclTemplate") return null;
  const [part] = key.parts;
  return key.parts.length === 1 && part?.type === "HclText" ? part.value : null;
}

const mention = /(?<![\w.-])(?<root>var|local|module|data|[a-z][\w-]*_[\w-]*|[a-z]\w*)\.(?<path>[\w.-]+)/gu;

/** What a text mentions that is not parsed as HCL: quoted references of old, the strings of a JSON file. */
export function collectMentions(text: string, place: Range, site: ReferenceSite, sink: ReferenceSink): void {
  for (const { groups } of text.matchAll(mention)) {
    const path = (groups?.["path"] ?? "").split(".");
    const { owner, within } = site;
    sink.references.push({
      root: groups?.["root"] ?? "",
      path,
      place,
      owner,
      within,
      use: site.use === "provider" ? "provider" : "mention",
    });
  }
}
