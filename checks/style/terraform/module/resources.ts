/** What several checks ask of a resource: its address, its life cycle, the texts that its author wrote into an expression. */

import { walk } from "../../../../languages/eslint-language.ts";
import { evaluate } from "../../../../languages/hcl/evaluate.ts";
import { attributeOf, blocksOf, literalText } from "../../../../languages/hcl/module/module.ts";
import type { Declaration, SummaryAttribute, SummaryBlock } from "../../../../languages/hcl/module/summary.ts";
import type { HclExpression, HclText } from "../../../../languages/hcl/tree.ts";
import { newBudget, unknown, type Value } from "../../../../languages/hcl/value.ts";

/** `aws_vpc.main`, `data.aws_ami.base`. */
export function addressOf({ kind, type = "", name }: Pick<Declaration, "kind" | "type" | "name">): string {
  return kind === "resource" ? `${type}.${name}` : `${kind}.${type}.${name}`;
}

export function lifecycleAttribute(resource: Declaration, name: string): SummaryAttribute | undefined {
  for (const block of blocksOf(resource, "lifecycle")) {
    const attribute = attributeOf(block, name);
    if (attribute) return attribute;
  }
  return undefined;
}

/** Whether `ignore_changes` keeps Terraform from looking at an argument of the resource. */
export function ignoresChangesOf(resource: Declaration, argument: string): boolean {
  const ignored = lifecycleAttribute(resource, "ignore_changes");
  if (!ignored) return false;
  return ignoresEverything(ignored) || (namesIn(ignored.expression)?.includes(argument) ?? true);
}

/** `all`, and how it was written before: `"all"`, `["*"]`. */
export function ignoresEverything({ expression }: SummaryAttribute): boolean {
  if (expression.type === "HclTuple") return expression.items.some((item) => literalText(item) === "*");
  return namesIn(expression)?.[0] === "all";
}

/** The first word of each name in a list of names; `undefined` where it cannot be told. */
function namesIn(expression: HclExpression): readonly string[] | undefined {
  switch (expression.type) {
    case "HclTuple": {
      const names = expression.items.map((item) => namesIn(item));
      return names.every((each) => each !== undefined) ? names.flat() : undefined;
    }
    case "HclTraversal":
      return [expression.root.name];
    case "HclTemplate": {
      const text = literalText(expression);
      return text === undefined ? undefined : [text.split(/[.[]/u)[0] ?? ""];
    }
    default:
      return undefined;
  }
}

/** Also of a block in a block, and of a `dynamic` one. */
export function* blocksWithin(blocks: readonly SummaryBlock[]): Iterable<SummaryBlock> {
  for (const block of blocks) {
    yield block;
    yield* blocksWithin(block.blocks);
  }
}

/** Every text inside an expression, with its place. */
export function textsIn(expression: HclExpression): readonly HclText[] {
  const texts: HclText[] = [];
  for (const { node, entering } of walk(expression)) if (entering && isText(node)) texts.push(node);
  return texts;
}

function isText(node: { readonly type: string }): node is HclText {
  return node.type === "HclText";
}

/** What an expression is worth by itself: unknown as soon as it names anything. */
export function literalValue(expression: HclExpression): Value {
  return evaluate(expression, { value: () => unknown, budget: newBudget(1_000) });
}
