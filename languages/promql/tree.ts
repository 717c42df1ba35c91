/** The positioned tree of a PromQL expression. Ranges are UTF-16 offsets into the expression's own text. */

import type { Range } from "../../core/text.ts";

export type PromqlNode =
  | PromqlNumber
  | PromqlString
  | PromqlSelector
  | PromqlRange
  | PromqlSubquery
  | PromqlUnary
  | PromqlBinary
  | PromqlAggregation
  | PromqlCall
  | PromqlParentheses;

/** What an expression gives: a number, one sample per series, samples over time per series, or a text. */
export type PromqlType = "scalar" | "vector" | "matrix" | "string";

export interface PromqlNumber {
  readonly type: "PromqlNumber";
  readonly range: Range;
  /** Of a duration (`5m`), its seconds. */
  readonly value: number;
}

export interface PromqlString {
  readonly type: "PromqlString";
  readonly range: Range;
  /** Unescaped. */
  readonly value: string;
}

/** When an expression looks, where that is not now. */
export interface PromqlModifiers {
  readonly offset?: PromqlDuration;
  /** `@ 1234`, `@ start()`. */
  readonly at?: Range;
}

export interface PromqlSelector extends PromqlModifiers {
  readonly type: "PromqlSelector";
  readonly range: Range;
  /** As it stands before the braces or as a quoted name within; missing where only matchers select. */
  readonly name?: PromqlWord;
  readonly matchers: readonly PromqlMatcher[];
}

export interface PromqlMatcher {
  readonly range: Range;
  readonly label: string;
  readonly operator: "=" | "!=" | "=~" | "!~";
  readonly value: PromqlString;
}

export interface PromqlWord {
  readonly range: Range;
  readonly text: string;
}

/** A length of time. `seconds` is missing where it is only known when the query runs (`step()`). */
export interface PromqlDuration {
  readonly range: Range;
  readonly seconds?: number;
}

/** `up[5m]`. Modifiers of the selector stand here. */
export interface PromqlRange extends PromqlModifiers {
  readonly type: "PromqlRange";
  readonly range: Range;
  readonly selector: PromqlSelector;
  readonly duration: PromqlDuration;
  readonly isExtended: boolean;
}

/** `rate(up[5m])[1h:1m]`. */
export interface PromqlSubquery extends PromqlModifiers {
  readonly type: "PromqlSubquery";
  readonly range: Range;
  readonly expression: PromqlNode;
  readonly duration: PromqlDuration;
  readonly step?: PromqlDuration;
}

export interface PromqlUnary {
  readonly type: "PromqlUnary";
  readonly range: Range;
  readonly operator: "+" | "-";
  readonly operand: PromqlNode;
}

export interface PromqlBinary {
  readonly type: "PromqlBinary";
  readonly range: Range;
  /** Lower case. */
  readonly operator: string;
  readonly operatorRange: Range;
  readonly left: PromqlNode;
  readonly right: PromqlNode;
  /** `bool`: a comparison answers 0 or 1 and drops nothing. */
  readonly isBool: boolean;
  readonly matching?: PromqlMatching;
  /** `fill(0)`: what is missing on a side counts as a number. */
  readonly fills: boolean;
}

export interface PromqlMatching {
  readonly range: Range;
  readonly on: boolean;
  readonly labels: readonly PromqlWord[];
  readonly group?: { readonly side: "left" | "right"; readonly range: Range; readonly labels: readonly PromqlWord[] };
}

export interface PromqlAggregation {
  readonly type: "PromqlAggregation";
  readonly range: Range;
  /** Lower case. */
  readonly operator: string;
  readonly operatorRange: Range;
  readonly grouping?: PromqlGrouping;
  readonly parameter?: PromqlNode;
  readonly expression: PromqlNode;
}

export interface PromqlGrouping {
  readonly range: Range;
  readonly without: boolean;
  readonly labels: readonly PromqlWord[];
}

export interface PromqlCall {
  readonly type: "PromqlCall";
  readonly range: Range;
  readonly name: PromqlWord;
  readonly arguments: readonly PromqlNode[];
}

export interface PromqlParentheses {
  readonly type: "PromqlParentheses";
  readonly range: Range;
  readonly expression: PromqlNode;
}

export interface PromqlProblem {
  readonly message: string;
  readonly advice?: string;
  readonly range: Range;
}

/** Without parentheses around it. */
export function bare(node: PromqlNode): Exclude<PromqlNode, PromqlParentheses> {
  let inner = node;
  while (inner.type === "PromqlParentheses") inner = inner.expression;
  return inner;
}

export function childrenOf(node: PromqlNode): readonly PromqlNode[] {
  switch (node.type) {
    case "PromqlNumber":
    case "PromqlString":
    case "PromqlSelector":
      return [];
    case "PromqlRange":
      return [node.selector];
    case "PromqlSubquery":
    case "PromqlParentheses":
      return [node.expression];
    case "PromqlUnary":
      return [node.operand];
    case "PromqlBinary":
      return [node.left, node.right];
    case "PromqlAggregation":
      return node.parameter ? [node.parameter, node.expression] : [node.expression];
    case "PromqlCall":
      return node.arguments;
  }
}

/** The node and everything below it, outermost first. */
export function* everyNode(node: PromqlNode): Generator<PromqlNode> {
  yield node;
  for (const child of childrenOf(node)) yield* everyNode(child);
}

export function selectorsOf(node: PromqlNode): readonly PromqlSelector[] {
  return [...everyNode(node)].flatMap((each) => (each.type === "PromqlSelector" ? [each] : []));
}

/** The metric that a selector asks for; missing where a pattern or nothing says it. */
export function metricOf({ name, matchers }: PromqlSelector): string | undefined {
  return name?.text ?? matchers.find((each) => each.label === "__name__" && each.operator === "=")?.value.value;
}
