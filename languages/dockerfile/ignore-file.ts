/** Reads a `.dockerignore` as the builder does: its patterns, what is wrong with their form, and what they leave out. */

import { type Fragment, type Machine, matches, newMachine } from "../../core/path-machine.ts";
import type { Range } from "../../core/text.ts";

export interface IgnorePattern {
  /** As written, blanks around it left out. */
  readonly text: string;
  readonly range: Range;
  /** Begins with `!`: takes back what a pattern above leaves out. */
  readonly isException: boolean;
  /** Without `!`, leading and trailing slashes, `.` and `..` resolved; `.` where nothing is left. */
  readonly path: string;
}

/** Whether a path of the build's folder is left out, and by which pattern. */
export type LeftOut = (path: string) => IgnorePattern | undefined;

/** Of a file with more patterns, the rest is not looked at. */
const mostPatterns = 2_000;
const longestPattern = 1_024;

/** Only a `#` at the very start of a line makes a comment; blanks around a pattern do not count. */
export function readIgnorePatterns(text: string): readonly IgnorePattern[] {
  const patterns: IgnorePattern[] = [];
  for (let start = 0; start <= text.length && patterns.length < mostPatterns;) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    const line = end - start > longestPattern ? "" : text.slice(start, end);
    const written = line.trim();
    if (written !== "" && !line.startsWith("#")) {
      const at = start + line.indexOf(written);
      const isException = written.startsWith("!");
      const path = cleaned(isException ? written.slice(1).trim() : written);
      patterns.push({ text: written, range: [at, at + written.length], isException, path });
    }
    start = end + 1;
  }
  return patterns;
}

/** Slashes in a row, `.` and `..` are resolved; a slash at either end does not count. */
function cleaned(pattern: string): string {
  const parts: string[] = [];
  for (const part of pattern.split("/")) {
    if (part === "" || part === ".") continue;
    // From the top there is no way up.
    if (part === ".." && pattern.startsWith("/") && parts.length === 0) continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/") || ".";
}

/** Why the builder refuses a pattern, and stops; `undefined` where it takes it. */
export function malformedBy(pattern: IgnorePattern): string | undefined {
  if (pattern.isException && pattern.text.slice(1).trim() === "") return "behind `!` stands nothing";
  const { path } = pattern;
  for (let at = 0; at < path.length; at += 1) {
    if (path[at] === "\\") {
      at += 1;
      if (at === path.length) return "a backslash stands at its end";
    } else if (path[at] === "[") {
      const end = endOfSet(path, at);
      if (end === undefined) return "a `[` is not closed, or nothing stands in it";
      at = end;
    }
  }
  return undefined;
}

/** Where the `]` of a set stands; in it, `-` and `]` have to be escaped. */
function endOfSet(path: string, from: number): number | undefined {
  let at = path[from + 1] === "^" ? from + 2 : from + 1;
  for (let count = 0; ; count += 1) {
    if (path[at] === "]" && count > 0) return at;
    const first = afterMember(path, at);
    if (first === undefined) return undefined;
    at = path[first] === "-" ? (afterMember(path, first + 1) ?? path.length) : first;
    if (at >= path.length) return undefined;
  }
}

function afterMember(path: string, at: number): number | undefined {
  const character = path[at];
  if (character === undefined || character === "-" || character === "]") return undefined;
  if (character !== "\\") return at + 1;
  return at + 1 < path.length ? at + 2 : undefined;
}

/** The last pattern that fits decides; one that names a folder leaves out whatever lies in it. */
export function leftOutBy(patterns: readonly IgnorePattern[]): LeftOut {
  const readable = patterns.filter((pattern) => pattern.path !== "." && malformedBy(pattern) === undefined);
  const compiled = readable.map((pattern) => ({ pattern, fits: matcherOf(pattern.path) }));
  return (path) => {
    let by: IgnorePattern | undefined;
    for (const { pattern, fits } of compiled) {
      // An exception only takes back, and what is left out already needs no second pattern.
      if (pattern.isException !== (by !== undefined) || !fits(path)) continue;
      by = pattern.isException ? undefined : pattern;
    }
    return by;
  };
}

const literal = /^[^*?[\\]+$/u;

export function isLiteral({ path }: IgnorePattern): boolean {
  return literal.test(path);
}

function matcherOf(pattern: string): (path: string) => boolean {
  if (literal.test(pattern)) return (path) => path === pattern || path.startsWith(`${pattern}/`);
  const machine = newMachine();
  const whole = fragmentOf(pattern, machine);
  const anything = (): Fragment => machine.many(machine.character(() => true));
  const below = machine.optional(machine.sequence(machine.character(isSlash), anything()));
  const fragment = machine.sequence(whole, below);
  return (path) => matches(machine, fragment, path);
}

const isSlash = (character: string): boolean => character === "/";
const isInside = (character: string): boolean => character !== "/";

function fragmentOf(pattern: string, machine: Machine): Fragment {
  let whole = machine.empty();
  for (let at = 0; at < pattern.length;) {
    const { fragment, length } = partAt(pattern, at, machine);
    whole = machine.sequence(whole, fragment);
    at += length;
  }
  return whole;
}

interface Part {
  readonly fragment: Fragment;
  readonly length: number;
}

/** `**` spans folders wherever it stands, `*` and `?` do not. */
function partAt(pattern: string, at: number, machine: Machine): Part {
  const anything = (): Fragment => machine.many(machine.character(() => true));
  if (pattern.startsWith("**", at)) {
    const takesSlash = pattern[at + 2] === "/";
    const length = takesSlash ? 3 : 2;
    if (at + length >= pattern.length) return { fragment: anything(), length };
    return { fragment: machine.optional(machine.sequence(anything(), machine.character(isSlash))), length };
  }
  const character = pattern[at];
  if (character === "*") return { fragment: machine.many(machine.character(isInside)), length: 1 };
  if (character === "?") return { fragment: machine.character(isInside), length: 1 };
  if (character === "[") {
    const end = endOfSet(pattern, at) ?? at;
    return { fragment: machine.character(setOf(pattern.slice(at + 1, end))), length: end - at + 1 };
  }
  const isEscaped = character === "\\";
  const [meant = ""] = pattern.slice(isEscaped ? at + 1 : at);
  return { fragment: machine.character((each) => each === meant), length: meant.length + (isEscaped ? 1 : 0) };
}

function setOf(members: string): (character: string) => boolean {
  const isNegated = members.startsWith("^");
  const characters = [...(isNegated ? members.slice(1) : members)].filter((character) => character !== "\\");
  const ranges: (readonly [first: string, last: string])[] = [];
  for (let at = 0; at < characters.length; at += 1) {
    const first = characters[at] ?? "";
    const last = characters[at + 1] === "-" ? characters[at + 2] : undefined;
    ranges.push([first, last ?? first]);
    if (last !== undefined) at += 2;
  }
  return (character) => ranges.some(([first, last]) => first <= character && character <= last) !== isNegated;
}
