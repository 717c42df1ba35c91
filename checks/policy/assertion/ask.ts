/** Asks one policy about everything in a document that it is about. */

import { unknownValue } from "../../../languages/data.ts";
import type { Term } from "../cel/term.ts";
import type { Names } from "../cel/evaluate.ts";
import type { Value } from "../cel/value.ts";
import { policyNames } from "./names.ts";
import type { Subject } from "./subjects.ts";

export interface Answer {
  /** Of these the policy does not hold. */
  readonly broken: readonly Subject[];
  /** Why the policy has no answer for some of them; its owner's to mend. */
  readonly obstacle?: string;
}

const stepsForDocument = 1_000_000;

export async function askPolicy(text: string, subjects: readonly Subject[], path: string): Promise<Answer> {
  const term = await termOf(text);
  if (typeof term === "string") return { broken: [], obstacle: term };
  const { evaluate } = await import("../cel/evaluate.ts");
  const { CostExceeded, fromData, isFailure, typeWords } = await import("../cel/value.ts");
  const budget = { left: stepsForDocument };
  const broken: Subject[] = [];
  let obstacle: string | undefined;
  try {
    for (const subject of subjects) {
      const names = namesFor(subject, path, fromData);
      const verdict = evaluate(term, names, { isOpen: (object) => subject.data.isOpen(object), budget });
      if (verdict === false) broken.push(subject);
      else if (isFailure(verdict)) obstacle ??= obstacleWords(text, verdict.reason, verdict.offset);
      else if (verdict !== true && verdict !== unknownValue)
        obstacle ??= `it comes to ${typeWords(verdict)}, where true or false is asked for`;
    }
  } catch (error) {
    if (!(error instanceof CostExceeded)) throw error;
    obstacle = "it takes too many steps on this file";
  }
  return { broken, ...(obstacle === undefined ? {} : { obstacle }) };
}

function namesFor(
  { value, document, key, block, labels }: Subject,
  path: string,
  read: (value: unknown) => Value,
): Names {
  const values: readonly (readonly [string, Value])[] = [
    ["document", read(document)],
    ["key", read(key ?? null)],
    ["path", path],
    ["block", block],
    ["labels", labels],
    ["self", read(value)],
  ];
  let names: Names | undefined;
  for (const [name, each] of values) names = { name, value: each, next: names };
  return names ?? { name: "self", value: read(value), next: undefined };
}

function obstacleWords(text: string, reason: string, offset: number): string {
  const guard = /^there is no key `([\w$]+)`$/u.test(reason) ? "; ask with `has(…)` first" : "";
  const near =
    text
      .slice(offset, offset + 40)
      .split("\n", 1)[0]
      ?.trim() ?? "";
  return `${reason} (at \`${near}\`, character ${offset + 1})${guard}`;
}

const terms = new Map<string, Term | string>();

/** Or why there is none. The language's parser takes its time to load: only where a policy applies. */
async function termOf(text: string): Promise<Term | string> {
  const known = terms.get(text);
  if (known !== undefined) return known;
  const { readExpression } = await import("../cel/read.ts");
  const reading = readExpression(text, policyNames);
  const term = "term" in reading ? reading.term : reading.problem.message;
  if (terms.size > 500) terms.clear();
  terms.set(text, term);
  return term;
}
