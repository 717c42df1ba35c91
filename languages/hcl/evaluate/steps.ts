/** The way down into a value: `.name`, `[key]`, splats. */

import type { HclExpression, HclStep } from "../tree.ts";
import { isList, isMap, numberOf, textOf, unknown, type Value } from "../value.ts";

/** Unknown as soon as a step leads to what is not there. */
export function applySteps(start: Value, steps: readonly HclStep[], evaluateKey: (key: HclExpression) => Value): Value {
  let value = start;
  for (const [index, step] of steps.entries()) {
    if (value === unknown) return unknown;
    if (step.type === "HclSplatStep") {
      // After `.*` only attributes belong to each element; after `[*]` everything does.
      const rest = steps.slice(index + 1);
      const firstForeign = step.style === "full" ? -1 : rest.findIndex((each) => each.type !== "HclAttributeStep");
      const own = firstForeign === -1 ? rest : rest.slice(0, firstForeign);
      const each = elementsOf(value).map((element) => applySteps(element, own, evaluateKey));
      return applySteps(each, rest.slice(own.length), evaluateKey);
    }
    value = step.type === "HclAttributeStep" ? member(value, step.name.name) : member(value, evaluateKey(step.key));
  }
  return value;
}

/** A splat makes a list of one of what is no list, and an empty one of null. */
function elementsOf(value: Value): readonly Value[] {
  if (isList(value)) return value;
  return value === null ? [] : [value];
}

function member(value: Value, key: Value): Value {
  if (isMap(value)) {
    const name = textOf(key);
    return name === unknown ? unknown : (value.get(name) ?? (value.has(name) ? null : unknown));
  }
  if (!isList(value)) return unknown;
  const index = numberOf(key);
  return index === unknown || index < 0 ? unknown : (value[index] ?? unknown);
}
