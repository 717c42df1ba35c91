/** The text of a scalar with the way back to the file: for expressions and templates that stand within YAML. */

import type { Range } from "../../core/text.ts";
import type { Section } from "../kubernetes/section.ts";
import { scalarOffsets } from "../yaml/scalar-offsets.ts";

export interface PlacedText {
  readonly value: string;
  /** Of the scalar in the file. */
  readonly range: Range;
  /** In the file, of a range of the value; at least one character wide where there is one. */
  within(range: Range): Range;
}

/** A number or a boolean is read as it stands; nothing of lists, mappings, and what is not known. */
export function placedText(section: Section, text: string): PlacedText | undefined {
  const { value } = section;
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return undefined;
  const range = section.place();
  const own = typeof value === "string" ? value : text.slice(range[0], range[1]);
  let offsets: ((offset: number) => number) | undefined;
  return {
    value: own,
    range,
    within([start, end]) {
      offsets ??= scalarOffsets(text, range, own);
      const first = offsets(start);
      // The last character's own place, not the next one's: lines and blanks may lie between the two.
      const last = end > start ? offsets(end - 1) + 1 : first;
      return [first, Math.max(first, Math.min(last, range[1]))];
    },
  };
}
