/** The positioned tree of an expression of GitHub's workflows, the text between `${{` and `}}`. Ranges are offsets into that text. */

import type { Range } from "../../core/text.ts";

export type Expression =
  | LiteralExpression
  | ContextExpression
  | PropertyExpression
  | FilterExpression
  | IndexExpression
  | CallExpression
  | NotExpression
  | BinaryExpression;

interface Node<Type extends string> {
  readonly type: Type;
  readonly range: Range;
}

export interface LiteralExpression extends Node<"literal"> {
  /** A string without its quotes, `''` in it read as one quote. */
  readonly value: string | number | boolean | null;
}

/** A name at the root: `github`, `steps`. */
export interface ContextExpression extends Node<"context"> {
  /** In lower case: names are compared without regard to case. */
  readonly name: string;
}

/** `source.name`. */
export interface PropertyExpression extends Node<"property"> {
  readonly source: Expression;
  /** As written. */
  readonly name: string;
  readonly nameRange: Range;
}

/** `source.*` or `source[*]`: all values of an object or a list. */
export interface FilterExpression extends Node<"filter"> {
  readonly source: Expression;
}

/** `source[key]`. */
export interface IndexExpression extends Node<"index"> {
  readonly source: Expression;
  readonly key: Expression;
}

export interface CallExpression extends Node<"call"> {
  /** In lower case. */
  readonly name: string;
  /** As the author has it. */
  readonly written: string;
  readonly nameRange: Range;
  readonly arguments: readonly Expression[];
}

export interface NotExpression extends Node<"not"> {
  readonly operand: Expression;
}

export type BinaryOperator = "&&" | "||" | "==" | "!=" | "<" | "<=" | ">" | ">=";

export interface BinaryExpression extends Node<"binary"> {
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** What is wrong with a text that is no expression. */
export interface ExpressionProblem {
  readonly message: string;
  readonly range: Range;
}

/** Every node under an expression, itself first. */
export function* nodesOf(root: Expression): Generator<Expression> {
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    yield node;
    open.push(...childrenOf(node).toReversed());
  }
}

export function childrenOf(node: Expression): readonly Expression[] {
  switch (node.type) {
    case "property":
    case "filter":
      return [node.source];
    case "index":
      return [node.source, node.key];
    case "call":
      return node.arguments;
    case "not":
      return [node.operand];
    case "binary":
      return [node.left, node.right];
    default:
      return [];
  }
}

/** Root and names of a plain way down, in lower case: `github.event.issue` -> `["github", "event", "issue"]`; `*` for a filter. */
export function pathOf(node: Expression): readonly string[] | undefined {
  const names: string[] = [];
  for (let at = node; ;) {
    if (at.type === "context") return [at.name, ...names.toReversed()];
    if (at.type === "property") names.push(at.name.toLowerCase());
    else if (at.type === "filter") names.push("*");
    else if (at.type === "index" && at.key.type === "literal" && typeof at.key.value === "string")
      names.push(at.key.value.toLowerCase());
    else if (at.type === "index") names.push("*");
    else return undefined;
    at = at.source;
  }
}
