/**
 * Compiles a path glob to a matcher whose time grows with path times pattern, whatever both hold. Patterns and paths
 * come from people we do not know (a rule set, a formatter's configuration, a pull request), and a glob turned into a
 * backtracking regular expression lets four `**` of theirs hold a thread for minutes.
 */

import { landmarksOf } from "./path-landmarks.ts";
import { matches, newMachine, type Accepts, type Fragment, type Machine } from "./path-machine.ts";
import { readGroup, readSet } from "./path-pattern.ts";

export type PathMatcher = (path: string) => boolean;

const longestPattern = 4_096;
const mostStates = 5_000;
const deepestGroup = 8;

/**
 * `*` and `?` stay inside a segment and match leading dots, `**` as a whole segment spans any number of them. Further:
 * `[a-z]`, `[!a]`, `{a,b}`, `{1..9}`, `@(a|b)`, `?(a)`, `+(a)`, `*(a)`, and `\` before a character that is meant as it
 * stands. `undefined` for what cannot be matched: `!(a)`, or a pattern that is too large.
 */
export function compileGlob(pattern: string): PathMatcher | undefined {
  if (pattern.length > longestPattern) return undefined;
  const machine = newMachine();
  const whole = parse(pattern, machine, true, 0);
  if (!whole) return undefined;
  const prefix = literalFolder(pattern);
  const ending = literalEnding(pattern);
  // The forms that nearly everybody writes need no machine.
  if (pattern === `**/*${ending}`) return (path) => path.endsWith(ending);
  if (pattern === `*${ending}`) return (path) => path.endsWith(ending) && !path.includes("/");
  const folder = /^\*\*\/(?<name>[\w.-]+)\/\*\*$/u.exec(pattern)?.groups?.["name"];
  if (folder !== undefined) return (path) => `/${path}/`.includes(`/${folder}/`);
  const landmarks = landmarksOf(pattern);
  return (path) =>
    path.startsWith(prefix) &&
    path.endsWith(ending) &&
    landmarks.every((texts) => texts.some((text) => path.includes(text))) &&
    matches(machine, whole, path);
}

/** What every match ends with, within its last segment. */
function literalEnding(pattern: string): string {
  return /[^\\*?[\]{}()@+!|,/]*$/u.exec(pattern)?.[0] ?? "";
}

/** The folder that every match lies in (or is): cheap to compare, and most paths fail there. */
function literalFolder(pattern: string): string {
  const literal = /^[^\\*?[{(@+!]*/u.exec(pattern)?.[0] ?? "";
  return literal.slice(0, Math.max(0, literal.lastIndexOf("/")));
}

function parse(pattern: string, machine: Machine, startsSegment: boolean, depth: number): Fragment | undefined {
  let whole = machine.empty();
  for (let at = 0; at < pattern.length;) {
    if (machine.states.length > mostStates || depth > deepestGroup) return undefined;
    const rest = pattern.slice(at);
    const isSegmentStart = at === 0 ? startsSegment : pattern[at - 1] === "/";
    const part = parseGlobstar(rest, machine, isSegmentStart) ?? parsePart(rest, machine, isSegmentStart, depth);
    if (!part) return undefined;
    whole = machine.sequence(whole, part.fragment);
    at += part.length;
  }
  return whole;
}

interface Part {
  readonly fragment: Fragment;
  /** How much of the pattern it is. */
  readonly length: number;
}

const anything: Accepts = () => true;
const insideSegment: Accepts = (character) => character !== "/";
const slash: Accepts = (character) => character === "/";

/** `**` + `/`, `**` at the end, and `/` + `**` at the end, which also matches the folder's own name. */
function parseGlobstar(rest: string, machine: Machine, isSegmentStart: boolean): Part | undefined {
  const anyCharacters = (): Fragment => machine.many(machine.character(anything));
  const spanning = isSegmentStart ? /^\*\*+(?:\/|$)/u.exec(rest)?.[0] : undefined;
  if (spanning?.endsWith("/")) {
    const segments = machine.sequence(anyCharacters(), machine.character(slash));
    return { fragment: machine.optional(segments), length: spanning.length };
  }
  if (spanning !== undefined) return { fragment: anyCharacters(), length: spanning.length };
  const below = /^\/\*\*+$/u.exec(rest)?.[0];
  if (below === undefined) return undefined;
  const fragment = machine.optional(machine.sequence(machine.character(slash), anyCharacters()));
  return { fragment, length: below.length };
}

function parsePart(rest: string, machine: Machine, isSegmentStart: boolean, depth: number): Part | undefined {
  const group = readGroup(rest);
  if (group) {
    const options = group.alternatives.map((option) => parse(option, machine, isSegmentStart, depth + 1));
    const sound = options.filter((option) => option !== undefined);
    if (group.mark === "!" || sound.length < options.length) return undefined;
    return { fragment: repeated(machine.either(sound), group.mark, machine), length: group.length };
  }
  const stars = /^\*+/u.exec(rest)?.[0].length;
  if (stars !== undefined) return { fragment: machine.many(machine.character(insideSegment)), length: stars };
  if (rest.startsWith("?")) return { fragment: machine.character(insideSegment), length: 1 };
  const set = readSet(rest);
  if (set) return { fragment: machine.character(set.accepts), length: set.length };
  const escaped = rest.startsWith("\\") && rest.length > 1;
  const literal = String.fromCodePoint(rest.codePointAt(escaped ? 1 : 0) ?? 0);
  const fragment = machine.character((character) => character === literal);
  return { fragment, length: literal.length + (escaped ? 1 : 0) };
}

function repeated(fragment: Fragment, mark: string, machine: Machine): Fragment {
  switch (mark) {
    case "?":
      return machine.optional(fragment);
    case "*":
      return machine.many(fragment);
    case "+":
      return machine.atLeastOnce(fragment);
    default:
      return fragment;
  }
}
