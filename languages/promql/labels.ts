/** Which labels the results of an expression can have. Labels of metrics are not known; what aggregations leave is. */

import { bare, type PromqlAggregation, type PromqlBinary, type PromqlCall, type PromqlNode } from "./tree.ts";
import { typeOfPromql } from "./types.ts";

/** `only`: no others than these. `but`: any label, save these. */
export interface PossibleLabels {
  readonly kind: "only" | "but";
  readonly labels: ReadonlySet<string>;
  /** The node that decided it. */
  readonly cause: PromqlNode | undefined;
}

const any: PossibleLabels = { kind: "but", labels: new Set(), cause: undefined };

export function canHave({ kind, labels }: PossibleLabels, label: string): boolean {
  return labels.has(label) === (kind === "only");
}

/** Too much rather than too little: whatever is not known may be there. */
export function possibleLabels(node: PromqlNode): PossibleLabels {
  const inner = bare(node);
  switch (inner.type) {
    case "PromqlNumber":
    case "PromqlString":
      return { kind: "only", labels: new Set(), cause: inner };
    case "PromqlSelector":
      return ofMatchers(inner);
    case "PromqlRange":
      return ofMatchers(inner.selector);
    case "PromqlSubquery":
      return possibleLabels(inner.expression);
    case "PromqlUnary":
      return possibleLabels(inner.operand);
    case "PromqlAggregation":
      return ofAggregation(inner);
    case "PromqlCall":
      return ofCall(inner);
    case "PromqlBinary":
      return ofBinary(inner);
  }
}

/** `job=""` asks for series without the label. */
function ofMatchers(selector: Extract<PromqlNode, { type: "PromqlSelector" }>): PossibleLabels {
  const empty = selector.matchers.flatMap(({ operator, value, label }) =>
    operator === "=" && value.value === "" ? [label] : [],
  );
  return empty.length === 0 ? any : { kind: "but", labels: new Set(empty), cause: selector };
}

function ofAggregation(node: PromqlAggregation): PossibleLabels {
  const inner = possibleLabels(node.expression);
  // These keep whole series; their grouping only says among which they choose.
  if (["topk", "bottomk", "limitk", "limit_ratio"].includes(node.operator)) return inner;
  const listed = (node.grouping?.labels ?? []).map(({ text }) => text);
  const kept: PossibleLabels = node.grouping?.without
    ? without(inner, listed, node)
    : { kind: "only", labels: new Set(listed.filter((label) => canHave(inner, label))), cause: node };
  const added = node.operator === "count_values" && node.parameter ? bare(node.parameter) : undefined;
  return added?.type === "PromqlString" ? plus(kept, [added.value]) : kept;
}

function without(inner: PossibleLabels, labels: readonly string[], cause: PromqlNode): PossibleLabels {
  if (inner.kind === "but") return { kind: "but", labels: new Set([...inner.labels, ...labels]), cause };
  return { ...inner, labels: new Set([...inner.labels].filter((label) => !labels.includes(label))) };
}

function plus(inner: PossibleLabels, labels: readonly string[]): PossibleLabels {
  if (inner.kind === "only") return { ...inner, labels: new Set([...inner.labels, ...labels]) };
  return { ...inner, labels: new Set([...inner.labels].filter((label) => !labels.includes(label))) };
}

function ofCall(call: PromqlCall): PossibleLabels {
  const name = call.name.text;
  const [first] = call.arguments;
  if (name === "vector" || typeOfPromql(call) === "scalar") return { kind: "only", labels: new Set(), cause: call };
  if (name === "absent" || name === "absent_over_time") return ofAbsence(call);
  if (name === "info") return any;
  if (name === "label_replace" || name === "label_join") {
    const target = call.arguments[1] && bare(call.arguments[1]);
    if (!first || target?.type !== "PromqlString") return any;
    return plus(possibleLabels(first), [target.value]);
  }
  if (name === "histogram_quantile" || name === "histogram_fraction") {
    const histogram = call.arguments.at(-1);
    return histogram ? without(possibleLabels(histogram), ["le"], call) : any;
  }
  // Date functions without an argument tell about now.
  if (!first) return { kind: "only", labels: new Set(), cause: call };
  const series = call.arguments.find((each) => ["vector", "matrix"].includes(typeOfPromql(each)));
  return series ? possibleLabels(series) : any;
}

/** Of what is absent, only the labels are known that were asked for as such. */
function ofAbsence(call: PromqlCall): PossibleLabels {
  const argument = call.arguments[0] && bare(call.arguments[0]);
  const selector = argument?.type === "PromqlRange" ? argument.selector : argument;
  if (selector?.type !== "PromqlSelector") return { kind: "only", labels: new Set(), cause: call };
  const named = selector.matchers.flatMap(({ label, operator }) =>
    operator === "=" && label !== "__name__" ? [label] : [],
  );
  return { kind: "only", labels: new Set(named), cause: call };
}

function ofBinary(node: PromqlBinary): PossibleLabels {
  const { operator, left, right, matching } = node;
  const isLeftScalar = typeOfPromql(left) === "scalar";
  if (isLeftScalar && typeOfPromql(right) === "scalar") return { kind: "only", labels: new Set(), cause: node };
  if (isLeftScalar) return possibleLabels(right);
  if (typeOfPromql(right) === "scalar") return possibleLabels(left);
  if (operator === "or") return either(possibleLabels(left), possibleLabels(right), node);
  if (operator === "and" || operator === "unless") return possibleLabels(left);
  if (node.fills) return any;
  if (matching?.group) {
    const isLeft = matching.group.side === "left";
    const taken = matching.group.labels.map(({ text }) => text);
    return plus(possibleLabels(isLeft ? left : right), taken);
  }
  // A comparison that filters keeps the labels of its left side only as far as both sides are matched on them.
  const own = possibleLabels(left);
  const listed = (matching?.labels ?? []).map(({ text }) => text);
  if (!matching || (!matching.on && listed.length === 0)) return both(own, possibleLabels(right));
  if (!matching.on) return both(without(own, listed, node), without(possibleLabels(right), listed, node));
  return { kind: "only", labels: new Set(listed.filter((label) => canHave(own, label))), cause: node };
}

/** Either side's results: a label must be impossible in both to be impossible. */
function either(left: PossibleLabels, right: PossibleLabels, cause: PromqlNode): PossibleLabels {
  if (left.kind === "only" && right.kind === "only") {
    return { kind: "only", labels: new Set([...left.labels, ...right.labels]), cause };
  }
  const [open, other] = left.kind === "but" ? [left, right] : [right, left];
  return { kind: "but", labels: new Set([...open.labels].filter((label) => !canHave(other, label))), cause };
}

/** Matched on all labels, both sides have the same ones: what one cannot have, neither has. */
function both(left: PossibleLabels, right: PossibleLabels): PossibleLabels {
  if (left.kind === "only") {
    const labels = new Set([...left.labels].filter((label) => canHave(right, label)));
    return { ...left, labels };
  }
  if (right.kind === "only") {
    const labels = new Set([...right.labels].filter((label) => canHave(left, label)));
    return { ...right, labels };
  }
  return { kind: "but", labels: new Set([...left.labels, ...right.labels]), cause: left.cause ?? right.cause };
}
