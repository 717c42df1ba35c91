/** Pins what a validator found to the places in the file. */

import type { YamlNode } from "../../../languages/yaml/tree.ts";
import type { Complain } from "./problem.ts";
import { wordsFor } from "./schema-message.ts";
import type { SchemaError } from "./validator.ts";
import { childOf, locate } from "./yaml-data.ts";

interface Wording {
  /** What the root of the validated value is called: "The rule set", "The rule `context/link`". */
  readonly root: string;
  readonly regexProblem?: (pattern: string) => string | undefined;
}

/** `root` is the node of the validated value. Alternatives that failed (`anyOf`) are told once, by their parent. */
export function complainAll(
  errors: readonly SchemaError[] | null | undefined,
  root: YamlNode,
  complain: Complain,
  { root: rootName, regexProblem }: Wording,
): void {
  const told = errors ?? [];
  const alternatives = told.filter((error) => error.keyword === "anyOf" || error.keyword === "oneOf");
  for (const error of told) {
    const insideAlternative = alternatives.some(
      (other) => other !== error && error.instancePath.startsWith(other.instancePath),
    );
    if (insideAlternative) continue;
    const located = locate(root, error.instancePath);
    const words = wordsFor(error, subjectOf(error.instancePath, rootName), regexProblem);
    const extra = words.extraKey === undefined ? undefined : childOf(located.node, words.extraKey);
    const place = extra?.key ?? (isEmpty(located.node) ? located.key : located.node.range);
    complain(place, words.message, words.advice);
  }
}

function isEmpty(node: YamlNode): boolean {
  return node.range[0] === node.range[1];
}

/** `/paths/1` -> "Item 2 of `paths`". */
function subjectOf(pointer: string, rootName: string): string {
  const parts = pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const last = parts.at(-1);
  if (last === undefined) return rootName;
  const owner = parts.at(-2);
  return /^\d+$/u.test(last) && owner !== undefined ? `Item ${Number(last) + 1} of \`${owner}\`` : `\`${last}\``;
}
