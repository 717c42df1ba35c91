/** Operators over three-valued values. */

import type { HclBinaryOperator } from "../tree.ts";
import { booleanOf, type Budget, equal, numberOf, unknown, type Value } from "../value.ts";

export function unary(operator: "-" | "!", operand: Value): Value {
  if (operator === "!") {
    const truth = booleanOf(operand);
    return truth === unknown ? unknown : !truth;
  }
  const number = numberOf(operand);
  return number === unknown ? unknown : -number;
}

export function binary(operator: HclBinaryOperator, left: Value, right: Value, budget: Budget): Value {
  switch (operator) {
    case "==":
      return equal(left, right, budget);
    case "!=": {
      const same = equal(left, right, budget);
      return same === unknown ? unknown : !same;
    }
    case "&&":
      return logical(false, left, right);
    case "||":
      return logical(true, left, right);
    default:
      return arithmetic(operator, numberOf(left), numberOf(right));
  }
}

/** `decisive` on either side settles it, whatever the other side is. */
function logical(decisive: boolean, left: Value, right: Value): Value {
  const [first, second] = [booleanOf(left), booleanOf(right)];
  if (first === decisive || second === decisive) return decisive;
  return first === unknown || second === unknown ? unknown : !decisive;
}

type Arithmetic = Exclude<HclBinaryOperator, "==" | "!=" | "&&" | "||">;

function arithmetic(operator: Arithmetic, left: number | typeof unknown, right: number | typeof unknown): Value {
  if (left === unknown || right === unknown) return unknown;
  switch (operator) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    case "+":
      return finite(left + right);
    case "-":
      return finite(left - right);
    case "*":
      return finite(left * right);
    case "/":
      return finite(left / right);
    case "%":
      return finite(left % right);
  }
}

function finite(number: number): Value {
  return Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : unknown;
}
