/** The pieces of a path glob that are more than one character: groups of alternatives, and sets of characters. */

import type { Accepts } from "./path-machine.ts";

export interface Group {
  /** `?`, `*`, `+`, `@`, `!` before parentheses; empty for braces. */
  readonly mark: string;
  readonly alternatives: readonly string[];
  readonly length: number;
}

/** A group at the start of `rest`; braces without a comma or a range stand for themselves. */
export function readGroup(rest: string): Group | undefined {
  const opening = /^(?:(?<mark>[?*+@!])\(|\{)/u.exec(rest);
  if (!opening) return undefined;
  const mark = opening.groups?.["mark"] ?? "";
  const [separator, open, close] = mark === "" ? [",", "{", "}"] : ["|", "(", ")"];
  const alternatives: string[] = [];
  let depth = 0;
  let start = opening[0].length;
  for (let at = start; at < rest.length; at += 1) {
    const character = rest[at];
    if (character === "\\") at += 1;
    else if (character === open) depth += 1;
    else if (character === separator && depth === 0) {
      alternatives.push(rest.slice(start, at));
      start = at + 1;
    } else if (character === close && depth > 0) depth -= 1;
    else if (character === close) {
      const last = rest.slice(start, at);
      if (mark === "" && alternatives.length === 0) return rangeGroup(last, at + 1);
      return { mark, alternatives: [...alternatives, last], length: at + 1 };
    }
  }
  return undefined;
}

/** `{1..9}`, up to a hundred numbers. */
function rangeGroup(content: string, length: number): Group | undefined {
  const range = /^(?<first>-?\d{1,6})\.\.(?<last>-?\d{1,6})$/u.exec(content)?.groups;
  if (!range) return undefined;
  const ends = [Number(range["first"]), Number(range["last"])];
  const low = Math.min(...ends);
  const count = Math.max(...ends) - low + 1;
  if (count > 100) return undefined;
  return { mark: "", alternatives: Array.from({ length: count }, (_, index) => String(low + index)), length };
}

/** `[a-z]`, `[!a]` or `[^a]` at the start of `rest`; never a slash. */
export function readSet(rest: string): { readonly accepts: Accepts; readonly length: number } | undefined {
  const set = /^\[(?<not>[!^]?)(?<members>\]?[^\]/]*)\]/u.exec(rest);
  if (!set) return undefined;
  const characters = [...(set.groups?.["members"] ?? "")];
  if (characters.length === 0) return undefined;
  const ranges: (readonly [first: string, last: string])[] = [];
  for (let at = 0; at < characters.length; at += 1) {
    const first = characters[at] ?? "";
    const last = characters[at + 1] === "-" ? characters[at + 2] : undefined;
    ranges.push([first, last ?? first]);
    if (last !== undefined) at += 2;
  }
  const isNegated = set.groups?.["not"] !== "";
  const accepts: Accepts = (character) =>
    character !== "/" && ranges.some(([first, last]) => first <= character && character <= last) !== isNegated;
  return { accepts, length: set[0].length };
}
