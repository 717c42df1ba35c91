/** Label selectors: whether they choose an object, as far as both are known. */

import { unknownValue } from "../../../../languages/data.ts";
import { isMapping, type Section } from "../../../../languages/kubernetes/section.ts";

/** `undefined`: not known. An empty selector chooses everything, a missing one is not known. */
export function selects(selector: Section, labels: Section): boolean | undefined {
  if (!isMapping(selector.value) || labels.value === unknownValue) return undefined;
  const matches = labelsMatch(selector.at("matchLabels"), labels);
  const expressions = selector.at("matchExpressions");
  if (matches === false) return false;
  const answers = expressions.items().map((expression) => satisfies(expression, labels));
  if (answers.includes(false)) return false;
  const isUnknown = matches === undefined || expressions.value === unknownValue || answers.includes(undefined);
  return isUnknown ? undefined : true;
}

/** Whether `labels` hold every pair of `wanted`; a missing `wanted` asks for nothing. */
export function labelsMatch(wanted: Section, labels: Section): boolean | undefined {
  if (wanted.isMissing) return true;
  if (wanted.value === unknownValue || labels.value === unknownValue) return undefined;
  let isUnknown = false;
  for (const [key, { value }] of wanted.entries()) {
    const label = labels.at(key).value;
    if (value === unknownValue || label === unknownValue) isUnknown = true;
    else if (String(value) !== String(label)) return false;
  }
  return isUnknown ? undefined : true;
}

function satisfies(expression: Section, labels: Section): boolean | undefined {
  const key = expression.at("key").text();
  const values = expression
    .at("values")
    .items()
    .map(({ value }) => value);
  if (key === undefined || values.includes(unknownValue)) return undefined;
  const { value } = labels.at(key);
  if (value === unknownValue) return undefined;
  switch (expression.at("operator").value) {
    case "In":
      return values.includes(value);
    case "NotIn":
      return !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    default:
      return undefined;
  }
}
