/** Reads what a tool said about files: hostile text, in which a place counts only if it is a file that the tool was given. */

import type { BlamePattern, Recipe } from "./recipe.ts";

export interface Blame {
  /** Path of a given file; `undefined` where the tool names none, or one that it was not given. */
  readonly path: string | undefined;
  /** Both from 1. */
  readonly line: number | undefined;
  readonly column: number | undefined;
  /** Cleaned and cut. */
  readonly message: string;
  /** What to look for in the file where no line is told. */
  readonly hint?: { readonly text: string; readonly key: string };
  /** Line, from 1, of the value that begins at `line`. */
  readonly inside?: number;
}

export interface ReadOutput {
  readonly blames: readonly Blame[];
  /** What it says of the sandbox's surroundings that makes its answer worth nothing: about one file, or all of it. */
  readonly inconclusive: readonly { readonly path?: string; readonly reason: string }[];
  /** Lines about the surroundings that say nothing were seen. */
  readonly sawSurroundings: boolean;
  /** The last line that was not understood, for whoever has to find out. */
  readonly rest: string | undefined;
}

const longestLine = 4_096;
const mostLines = 20_000;
const mostBlames = 500;
const longestMessage = 300;
const placeWithin = 6;

/** Of terminals: colours, titles, movements. */
const escapeSequence = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|.)/gu;

/** `toPath` maps a path as the tool writes it to one of the given files. */
export function readBlames(
  output: string,
  {
    blames: patterns,
    surroundings = [],
    warnings = false,
    heading,
  }: Pick<Recipe, "blames" | "surroundings" | "warnings" | "heading">,
  toPath: (written: string) => string | undefined,
  only: string | undefined,
): ReadOutput {
  const lines = splitLines(output);
  const blames: Blame[] = [];
  const inconclusive: ReadOutput["inconclusive"][number][] = [];
  let sawSurroundings = false;
  let rest: string | undefined;
  let about = only;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const headed = heading?.exec(line)?.groups?.["file"];
    about = headed === undefined ? about : toPath(headed);
    const around = surroundings.find(({ pattern }) => pattern.test(line));
    if (around) {
      sawSurroundings = true;
      const reason = around.reason ?? clean(line);
      const path = placed(firstMatch(line, patterns), lines, index, toPath);
      if (around.means === "inconclusive") inconclusive.push({ reason, ...(path !== undefined && { path }) });
      if (around.ends === true) break;
      continue;
    }
    const found = firstMatch(line, patterns);
    if (!found) {
      rest = clean(line);
      continue;
    }
    const blame = blameOf(found, lines, index, toPath, about);
    if (!blame || (!warnings && isMild(found.groups["sev"]))) continue;
    if (blames.length < mostBlames) blames.push(blame);
  }
  return { blames: unique(blames), inconclusive, sawSurroundings, rest };
}

interface Found {
  readonly pattern: BlamePattern;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

function firstMatch(line: string, patterns: readonly BlamePattern[]): Found | undefined {
  for (const pattern of patterns) {
    const match = pattern.regexp.exec(line);
    if (match) return { pattern, groups: match.groups ?? {} };
  }
  return undefined;
}

/** Only a tool that names the place in a line of its own says which of its files lacks something. */
function placed(
  found: Found | undefined,
  lines: readonly string[],
  index: number,
  toPath: (written: string) => string | undefined,
): string | undefined {
  const place = found?.pattern.place;
  const written = place && placeAfter(place, lines, index)["file"];
  return written === undefined ? undefined : toPath(written);
}

function blameOf(
  { pattern, groups }: Found,
  lines: readonly string[],
  index: number,
  toPath: (written: string) => string | undefined,
  only: string | undefined,
): Blame | undefined {
  const beside = pattern.message === "line-before" ? lines[index - 1] : lines[index + 1];
  const said = groups["msg"] ?? (pattern.message === undefined ? "" : (beside ?? ""));
  const message = clean([said, ...lines.slice(index + 1, index + 1 + (pattern.more ?? 0))].join(" "));
  if (message === "") return undefined;
  const place = pattern.place ? placeAfter(pattern.place, lines, index) : groups;
  const written = place["file"];
  // A file that it was not given is none of ours, whatever it is called.
  const path = written === undefined || written === "-" ? only : toPath(written);
  const line = path === undefined ? undefined : count(place["line"]);
  const text = groups["text"] ?? /["']([^"']{2,200})["']/u.exec(message)?.[1];
  const hint = text === undefined ? {} : { hint: { text: text.replaceAll('\\"', '"'), key: groups["key"] ?? "" } };
  const inside = count(place["inside"]);
  return { path, line, column: count(place["col"]), message, ...hint, ...(inside !== undefined && { inside }) };
}

function placeAfter(
  place: RegExp,
  lines: readonly string[],
  index: number,
): Readonly<Record<string, string | undefined>> {
  for (const line of lines.slice(index + 1, index + 1 + placeWithin)) {
    const groups = place.exec(line)?.groups;
    if (groups) return groups;
  }
  return {};
}

function count(text: string | undefined): number | undefined {
  const number = text === undefined ? Number.NaN : Number.parseInt(text, 10);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

function isMild(severity: string | undefined): boolean {
  return severity !== undefined && /^(?:warn|warning|notice|note|info|style)$/iu.test(severity);
}

function unique(blames: readonly Blame[]): readonly Blame[] {
  return [...new Map(blames.map((each) => [JSON.stringify(each), each])).values()];
}

export function splitLines(output: string): readonly string[] {
  return output
    .slice(0, mostLines * 200)
    .split(/\r?\n/u, mostLines)
    .map((line) => line.slice(0, longestLine).replaceAll(escapeSequence, ""));
}

/** Escape sequences, control characters and marks that turn text around are left out; what remains fits a line. */
export function clean(text: string): string {
  const plain = text
    .replaceAll(escapeSequence, "")
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]+/gu, " ")
    .replaceAll(/\s+/gu, " ")
    .replaceAll("`", "'")
    .trim();
  return plain.length > longestMessage ? `${plain.slice(0, longestMessage)} …` : plain;
}
