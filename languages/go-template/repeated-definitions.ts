/** Finds names that one file defines twice: Go refuses the file, while the same name in two files silently wins once. */

import type { ParseProblem } from "../parsed.ts";
import type { GoTemplateDefinition, GoTemplateFile, GoTemplateItem } from "./tree.ts";

export function findRepeatedDefinitions(text: string, tree: GoTemplateFile): readonly ParseProblem[] {
  const first = new Set<string>();
  const problems: ParseProblem[] = [];
  for (const item of tree.items) {
    if (item.type !== "GoTemplateDefinition" || !item.name || isEmpty(text, item)) continue;
    const { value, range } = item.name;
    if (first.has(value)) {
      problems.push({
        message: `\`${value}\` is defined twice in this file.`,
        advice: "Delete one of the two, or give it another name.",
        range,
      });
    }
    first.add(value);
  }
  return problems;
}

/** As Go sees it: nothing but blanks. */
function isEmpty(text: string, { items }: GoTemplateDefinition): boolean {
  return items.every(
    (item: GoTemplateItem) => item.type === "GoTemplateText" && text.slice(...item.range).trim() === "",
  );
}
