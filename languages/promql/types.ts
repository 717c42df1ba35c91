/** What a PromQL expression gives, and where its parts do not fit together, as the server would tell before it runs it. */

import { nearest } from "../../core/nearest.ts";
import { foreignFunctions, promqlFunctions, type PromqlFunction } from "./functions.ts";
import { parameterized } from "./parse.ts";
import { matchesEmpty, patternProblem } from "./patterns.ts";
import {
  everyNode,
  type PromqlAggregation,
  type PromqlBinary,
  type PromqlCall,
  type PromqlNode,
  type PromqlProblem,
  type PromqlSelector,
  type PromqlSubquery,
  type PromqlType,
  type PromqlUnary,
} from "./tree.ts";

const words: Readonly<Record<PromqlType, string>> = {
  scalar: "a number",
  vector: "an instant vector",
  matrix: "a range vector",
  string: "a text",
};

/** Whatever is not known gives an instant vector, which fits in most places. */
export function typeOfPromql(node: PromqlNode): PromqlType {
  switch (node.type) {
    case "PromqlNumber":
      return "scalar";
    case "PromqlString":
      return "string";
    case "PromqlSelector":
    case "PromqlAggregation":
      return "vector";
    case "PromqlRange":
    case "PromqlSubquery":
      return "matrix";
    case "PromqlUnary":
      return typeOfPromql(node.operand);
    case "PromqlParentheses":
      return typeOfPromql(node.expression);
    case "PromqlCall":
      return promqlFunctions.get(node.name.text)?.gives ?? "vector";
    case "PromqlBinary":
      return typeOfPromql(node.left) === "scalar" && typeOfPromql(node.right) === "scalar" ? "scalar" : "vector";
  }
}

/** In the order of the text. */
export function typeProblems(tree: PromqlNode): readonly PromqlProblem[] {
  const problems = [...everyNode(tree)].flatMap((node) => [...problemsOf(node)]);
  return problems.sort((left, right) => left.range[0] - right.range[0]);
}

/** Whether a function that Prometheus does not have belongs to one of its relatives' languages. */
export function usesForeignFunction(tree: PromqlNode): boolean {
  return [...everyNode(tree)].some(
    (node) =>
      node.type === "PromqlCall" && !promqlFunctions.has(node.name.text) && foreignFunctions.has(node.name.text),
  );
}

function problemsOf(node: PromqlNode): Iterable<PromqlProblem> {
  switch (node.type) {
    case "PromqlSelector":
      return selectorProblems(node);
    case "PromqlSubquery":
      return subqueryProblems(node);
    case "PromqlUnary":
      return unaryProblems(node);
    case "PromqlBinary":
      return binaryProblems(node);
    case "PromqlAggregation":
      return aggregationProblems(node);
    case "PromqlCall":
      return callProblems(node);
    default:
      return [];
  }
}

function* selectorProblems({ name, matchers, range }: PromqlSelector): Generator<PromqlProblem> {
  for (const { operator, value } of matchers) {
    const problem = operator === "=~" || operator === "!~" ? patternProblem(value.value) : undefined;
    if (problem !== undefined) {
      yield { message: `the pattern \`${value.value}\` cannot be read: ${problem}`, range: value.range };
    }
  }
  if (name === undefined && matchers.every(matchesEmpty)) {
    yield {
      message: "this selector fits every series there is",
      advice: "Add a metric's name, or a matcher that an empty label does not fit.",
      range,
    };
  }
}

function* subqueryProblems({ expression }: PromqlSubquery): Generator<PromqlProblem> {
  const type = typeOfPromql(expression);
  if (type === "vector") return;
  yield { message: `a subquery needs an instant vector, and this is ${words[type]}`, range: expression.range };
}

function* unaryProblems({ operator, operand, range }: PromqlUnary): Generator<PromqlProblem> {
  const type = typeOfPromql(operand);
  if (type === "scalar" || type === "vector") return;
  yield { message: `\`${operator}\` needs a number or an instant vector, and this is ${words[type]}`, range };
}

export const comparisons: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">="]);
export const setOperators: ReadonlySet<string> = new Set(["and", "or", "unless"]);

function* binaryProblems(node: PromqlBinary): Generator<PromqlProblem> {
  const { operator, left, right } = node;
  for (const side of [left, right]) {
    const type = typeOfPromql(side);
    if (type === "scalar" || type === "vector") continue;
    const message = `\`${operator}\` works on numbers and instant vectors, and this is ${words[type]}`;
    yield { message, range: side.range };
  }
  yield* comparisonProblems(node);
  if (setOperators.has(operator)) yield* setProblems(node);
  else yield* matchingProblems(node);
}

function* comparisonProblems({ operator, operatorRange, left, right, isBool }: PromqlBinary): Generator<PromqlProblem> {
  const isComparison = comparisons.has(operator);
  if (isBool && !isComparison) {
    yield { message: `\`bool\` goes with comparisons only, not with \`${operator}\``, range: operatorRange };
  }
  if (!isComparison || isBool || typeOfPromql(left) !== "scalar" || typeOfPromql(right) !== "scalar") return;
  yield {
    message: `\`${operator}\` compares two numbers, which needs \`bool\``,
    advice: `Write \`${operator} bool\`.`,
    range: operatorRange,
  };
}

function* setProblems({ operator, left, right, matching }: PromqlBinary): Generator<PromqlProblem> {
  for (const side of [left, right]) {
    if (typeOfPromql(side) !== "scalar") continue;
    yield { message: `\`${operator}\` joins instant vectors, and this is a number`, range: side.range };
  }
  if (!matching?.group) return;
  yield { message: `\`${operator}\` takes no \`group_${matching.group.side}\``, range: matching.group.range };
}

function* matchingProblems({ left, right, matching }: PromqlBinary): Generator<PromqlProblem> {
  if (!matching) return;
  const hasNumber = typeOfPromql(left) === "scalar" || typeOfPromql(right) === "scalar";
  if (hasNumber && matching.labels.length > 0) {
    const message = "labels are matched between two instant vectors, and one side is a number";
    yield { message, range: matching.range };
  }
  if (!matching.on || !matching.group) return;
  const { side, labels } = matching.group;
  const matched = new Set(matching.labels.map(({ text }) => text));
  for (const label of labels) {
    if (!matched.has(label.text)) continue;
    yield {
      message: `\`${label.text}\` stands in \`on\` and in \`group_${side}\` at once`,
      advice: "Take it out of one of the two: what is matched is there already.",
      range: label.range,
    };
  }
}

function* aggregationProblems({ operator, parameter, expression }: PromqlAggregation): Generator<PromqlProblem> {
  const type = typeOfPromql(expression);
  if (type !== "vector") {
    const advice = type === "matrix" ? `Put \`avg_over_time\` or \`rate\` around the range first.` : undefined;
    yield {
      message: `\`${operator}\` needs an instant vector, and this is ${words[type]}`,
      range: expression.range,
      ...(advice !== undefined && { advice }),
    };
  }
  if (!parameter || !parameterized.has(operator)) return;
  const wanted = operator === "count_values" ? "string" : "scalar";
  const given = typeOfPromql(parameter);
  if (given === wanted) return;
  yield {
    message: `the parameter of \`${operator}\` is ${words[wanted]}, and this is ${words[given]}`,
    range: parameter.range,
  };
}

function* callProblems({ name, arguments: given, range }: PromqlCall): Generator<PromqlProblem> {
  const known = promqlFunctions.get(name.text);
  if (!known) {
    const near = nearest(name.text.toLowerCase(), promqlFunctions.keys());
    yield {
      message: `\`${name.text}\` is no function of PromQL`,
      ...(near !== undefined && { advice: `Write \`${near}\`, if that is meant.` }),
      range: name.range,
    };
    return;
  }
  const { takes, optional } = known;
  const fewest = takes.length - optional - (known.repeats ? 1 : 0);
  if (given.length < fewest || (!known.repeats && given.length > takes.length)) {
    yield { message: `\`${name.text}\` takes ${countOf(known)}, and here are ${given.length || "none"}`, range };
    return;
  }
  for (const [index, argument] of given.entries()) {
    const wanted = takes[Math.min(index, takes.length - 1)];
    const type = typeOfPromql(argument);
    if (wanted === undefined || wanted === type) continue;
    yield {
      message: `\`${name.text}\` needs ${words[wanted]} here, and this is ${words[type]}`,
      ...(wanted === "matrix" && type === "vector" && { advice: rangeAdvice(argument) }),
      range: argument.range,
    };
  }
}

function rangeAdvice(argument: PromqlNode): string {
  return argument.type === "PromqlSelector"
    ? "Add a range: `[5m]`."
    : "Add a range and a colon, which makes it a subquery: `[5m:]`.";
}

function countOf({ takes, optional, repeats }: PromqlFunction): string {
  const most = takes.length;
  const fewest = most - optional - (repeats ? 1 : 0);
  const counted = (count: number): string => (count === 1 ? "1 argument" : `${count} arguments`);
  if (repeats) return `at least ${counted(fewest)}`;
  if (optional > 0) return fewest === 0 ? `at most ${counted(most)}` : `${fewest} to ${counted(most)}`;
  return most === 0 ? "no arguments" : counted(most);
}
