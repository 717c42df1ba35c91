/** What names are worth inside a module: variables by their value in the tree, locals by their expression, outputs of local modules. */

import { evaluate, type Scope } from "../evaluate.ts";
import type { HclExpression } from "../tree.ts";
import { type Budget, newBudget, unknown, type Value } from "../value.ts";
import { attributeOf, findDeclaration, type TerraformModule } from "./module.ts";

/** Locals that refer to locals beyond this depth are unknown, which also ends every cycle that memory would not catch. */
const deepest = 64;

/**
 * A scope for one question to a module, with a budget of its own. `arguments`: what a caller passes, over defaults.
 * A variable is worth what a variable file of its folder sets, else its default; nullable or not, an unset one is unknown.
 */
export function moduleScope(
  module: TerraformModule,
  budget: Budget = newBudget(),
  passed: ReadonlyMap<string, Value> = new Map(),
): Scope {
  const values = new Map<string, Value>();
  let depth = 0;
  const scope: Scope = {
    budget,
    value: (root, attribute) => (attribute === undefined ? unknown : named(root, attribute)),
  };

  function named(root: string, name: string): Value {
    const key = `${root}.${name}`;
    const known = values.get(key);
    if (known !== undefined) return known;
    if (depth >= deepest) return unknown;
    // Whoever asks again on the way to the answer stands in a cycle.
    values.set(key, unknown);
    depth += 1;
    const value = compute(root, name);
    depth -= 1;
    values.set(key, value);
    return value;
  }

  function compute(root: string, name: string): Value {
    switch (root) {
      case "var":
        return variable(name);
      case "local":
        return expressionValue(attributeOf(findDeclaration(module, "local", name) ?? nothing, name)?.expression);
      case "module":
        return outputs(name);
      default:
        return unknown;
    }
  }

  function variable(name: string): Value {
    const given = passed.get(name);
    if (given !== undefined) return given;
    const declaration = findDeclaration(module, "variable", name);
    if (!declaration) return unknown;
    return expressionValue(module.setVariables.get(name) ?? attributeOf(declaration, "default")?.expression);
  }

  /** Known only for a call that makes exactly one instance. */
  function outputs(name: string): Value {
    const child = module.children.get(name);
    const call = findDeclaration(module, "module", name);
    if (!child || !call || attributeOf(call, "count") || attributeOf(call, "for_each")) return unknown;
    const given = call.attributes.map((each) => [each.name, expressionValue(each.expression)] as const);
    const inner = moduleScope(child, budget, new Map(given));
    const declared = child.declarations.filter(({ kind }) => kind === "output");
    return new Map(
      declared.map((output) => {
        const expression = attributeOf(output, "value")?.expression;
        return [output.name, expression ? evaluate(expression, inner) : unknown];
      }),
    );
  }

  function expressionValue(expression: HclExpression | undefined): Value {
    return expression ? evaluate(expression, scope) : unknown;
  }

  return scope;
}

const nothing = { attributes: [], blocks: [] };

/** How many of it there are: 0 where `count` is 0 or `for_each` is empty; unknown where that depends on a run. */
export function instancesOf(body: Parameters<typeof attributeOf>[0], scope: Scope): Value {
  const count = attributeOf(body, "count");
  if (count) return evaluate(count.expression, scope);
  const forEach = attributeOf(body, "for_each");
  if (!forEach) return 1;
  const collection = evaluate(forEach.expression, scope);
  if (Array.isArray(collection)) return collection.length;
  return collection instanceof Map ? collection.size : unknown;
}
