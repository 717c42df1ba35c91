/** `format`: the verbs that need no care about locale or precision; with any other, the whole text is unknown. */

import { boundedText, numberOf, textOf, unknown, type Value } from "../value.ts";

const verb = /%(?<zero>0?)(?<width>\d{0,3})(?<letter>[a-zA-Z%])/gu;

export function format([pattern = unknown, ...values]: readonly Value[]): Value {
  if (typeof pattern !== "string") return unknown;
  let next = 0;
  let isKnown = true;
  // What is left of a `%` after the verbs are taken out is a form that is not computed (`%[1]s`, `%.2f`).
  if (pattern.replaceAll(verb, "").includes("%")) return unknown;
  const text = pattern.replaceAll(verb, (_, zero: string, width: string, letter: string) => {
    if (letter === "%") return "%";
    const word = show(values[next++] ?? unknown, letter);
    if (word === unknown) {
      isKnown = false;
      return "";
    }
    if (zero !== "" && !word.startsWith("-")) return word.padStart(Number(width), "0");
    return word.padStart(Number(width));
  });
  return isKnown && next === values.length ? boundedText(text) : unknown;
}

function show(value: Value, letter: string): string | typeof unknown {
  if (letter === "s" || letter === "v") return textOf(value);
  if (letter === "q") return typeof value === "string" && /^[ -~]*$/u.test(value) ? JSON.stringify(value) : unknown;
  if (letter !== "d") return unknown;
  const number = numberOf(value);
  return number === unknown || !Number.isInteger(number) ? unknown : textOf(number);
}
