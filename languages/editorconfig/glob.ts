/**
 * Section names of `.editorconfig` as globs, to the letter of its specification: `*` stays inside a folder, `**` does not,
 * `{a,b}` and `{1..9}` choose, `[ab]` is one character, `\` takes away a meaning. In time that grows with path times glob.
 */

import { matches, newMachine, type Accepts, type Fragment, type Machine } from "../../core/path-machine.ts";
import { integersBetween } from "./integers.ts";

export type SectionMatcher = (path: string) => boolean;

/** The specification asks for no more, and nobody writes it. */
const longestGlob = 1_024;
const mostStates = 5_000;
const deepestGroup = 8;

/** Matches paths relative to the folder of the file; `undefined` for what is too large to be matched. */
export function compileSectionGlob(glob: string): SectionMatcher | undefined {
  if (glob.length > longestGlob) return undefined;
  if (glob === "") return () => false;
  const machine = newMachine();
  const whole = parse(anchored(glob), machine, 0);
  return whole && ((path) => matches(machine, whole, path));
}

/** Without a slash outside of brackets it counts in any folder. */
function anchored(glob: string): string {
  const outside = glob.replace(/\[[^\]/]*\]/gu, "");
  return outside.includes("/") ? glob.replace(/^\//u, "") : `**/${glob}`;
}

const anything: Accepts = () => true;
const insideFolder: Accepts = (character) => character !== "/";
const slash: Accepts = (character) => character === "/";

interface Part {
  /** Missing for what is too large. */
  readonly fragment: Fragment | undefined;
  /** How much of the glob it is. */
  readonly length: number;
}

function parse(glob: string, machine: Machine, depth: number): Fragment | undefined {
  let whole = machine.empty();
  for (let at = 0; at < glob.length;) {
    if (machine.states.length > mostStates || depth > deepestGroup) return undefined;
    const rest = glob.slice(at);
    const part = parseStars(rest, at === 0, machine) ?? parseChoice(rest, machine, depth) ?? parseOne(rest, machine);
    if (part.fragment === undefined) return undefined;
    whole = machine.sequence(whole, part.fragment);
    at += part.length;
  }
  return whole;
}

function parseStars(rest: string, isStart: boolean, machine: Machine): Part | undefined {
  const anyPath = (): Fragment => machine.many(machine.character(anything));
  const folders = (): Fragment => machine.optional(machine.sequence(anyPath(), machine.character(slash)));
  // Folders between two slashes may be none at all.
  if (isStart && rest.startsWith("**/")) return { fragment: folders(), length: 3 };
  if (rest.startsWith("/**/")) return { fragment: machine.sequence(machine.character(slash), folders()), length: 4 };
  if (rest.startsWith("**")) return { fragment: anyPath(), length: 2 };
  if (rest.startsWith("*")) return { fragment: machine.many(machine.character(insideFolder)), length: 1 };
  return undefined;
}

/** `undefined` where no choice begins. */
function parseChoice(rest: string, machine: Machine, depth: number): Part | undefined {
  const choice = readChoice(rest);
  if (choice === undefined) return undefined;
  const range = choice.words.length === 1 ? /^(-?\d{1,9})\.\.(-?\d{1,9})$/u.exec(choice.words[0] ?? "") : undefined;
  if (range) {
    const bounds = [Number(range[1]), Number(range[2])] as const;
    return {
      fragment: integersBetween(Math.min(...bounds), Math.max(...bounds), machine),
      length: choice.length,
    };
  }
  // A word alone in braces is meant with its braces.
  if (choice.words.length === 1) return undefined;
  const words = choice.words.map((word) => parse(word, machine, depth + 1));
  const sound = words.filter((word) => word !== undefined);
  return { fragment: sound.length < words.length ? undefined : machine.either(sound), length: choice.length };
}

function parseOne(rest: string, machine: Machine): Part {
  if (rest.startsWith("?")) return { fragment: machine.character(insideFolder), length: 1 };
  const set = readSet(rest);
  if (set) return { fragment: machine.character(set.accepts), length: set.length };
  const isEscaped = rest.startsWith("\\") && rest.length > 1;
  const literal = String.fromCodePoint(rest.codePointAt(isEscaped ? 1 : 0) ?? 0);
  const fragment = machine.character((character) => character === literal);
  return { fragment, length: literal.length + (isEscaped ? 1 : 0) };
}

export interface Choice {
  readonly words: readonly string[];
  readonly length: number;
}

/** Braces at the start of `rest`, with commas inside or not; `undefined` where they are never closed. */
export function readChoice(rest: string): Choice | undefined {
  if (!rest.startsWith("{")) return undefined;
  const words: string[] = [];
  let depth = 0;
  let start = 1;
  for (let at = 1; at < rest.length; at += 1) {
    const character = rest[at];
    if (character === "\\") at += 1;
    else if (character === "{") depth += 1;
    else if (character === "," && depth === 0) {
      words.push(rest.slice(start, at));
      start = at + 1;
    } else if (character === "}" && depth > 0) depth -= 1;
    else if (character === "}") return { words: [...words, rest.slice(start, at)], length: at + 1 };
  }
  return undefined;
}

/** `[a-z]` or `[!a]` at the start of `rest`; brackets around a slash are no set. */
export function readSet(rest: string): { readonly accepts: Accepts; readonly length: number } | undefined {
  const set = /^\[(?<not>!?)(?<members>(?:\\.|[^\]\\/])+)\]/su.exec(rest);
  if (!set) return undefined;
  const members = [...(set.groups?.["members"] ?? "").replaceAll(/\\(.)/gsu, "$1")];
  const ranges: (readonly [first: string, last: string])[] = [];
  for (let at = 0; at < members.length; at += 1) {
    const first = members[at] ?? "";
    const last = members[at + 1] === "-" ? members[at + 2] : undefined;
    ranges.push([first, last ?? first]);
    if (last !== undefined) at += 2;
  }
  const isNegated = set.groups?.["not"] === "!";
  const accepts: Accepts = (character) =>
    character !== "/" && ranges.some(([first, last]) => first <= character && character <= last) !== isNegated;
  return { accepts, length: set[0].length };
}
