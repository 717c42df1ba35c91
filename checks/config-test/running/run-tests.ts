/** Asks one tool about the test sets of one side of a change, and sorts its answers into passed, failed and inconclusive. */

import type { Tree } from "../../../core/differential.ts";
import type { ExitedTool, ToolResult, ToolRunner } from "../../../core/tool-run.ts";
import { type Blame, clean, readBlames, type ReadOutput } from "./read-blames.ts";
import { type ToolResultEntry, withCode } from "../results/result.ts";
import type { Recipe, RecipeRun, TestFile } from "./recipe.ts";
import { filesBeside, type TestSet } from "./test-files.ts";

export type Verdict =
  | { readonly kind: "passed" }
  | { readonly kind: "failed"; readonly blames: readonly Blame[] }
  | { readonly kind: "inconclusive"; readonly reason: string; readonly cause: "ours" | "input" | "unsupported" }
  /** Its configuration would make the tool run code, which could say anything: not even started. */
  | { readonly kind: "forgeable" };

export interface Tested {
  readonly set: TestSet;
  readonly verdict: Verdict;
  /** Text of every file that the tool was given, by path in the tree. */
  readonly files: ReadonlyMap<string, string>;
}

export interface Surrounding {
  readonly tree: Tree;
  readonly tools: ToolRunner;
  readonly signal?: AbortSignal | undefined;
}

export async function runTests(
  recipe: Recipe,
  sets: readonly TestSet[],
  surrounding: Surrounding,
): Promise<readonly Tested[]> {
  if (!recipe.together || recipe.needs) {
    return Promise.all(sets.map((set) => runSet(recipe, set, surrounding)));
  }
  const isForgeable = ({ entry }: TestSet): boolean => loadsCode(recipe, [[entry.path, entry.text]]);
  const forgeable = sets.filter((set) => isForgeable(set));
  const handfuls = inHandfuls(
    sets.filter((set) => !forgeable.includes(set)),
    recipe.mostTogether ?? sets.length,
  );
  const tested = await Promise.all(handfuls.map((handful) => runTogether(recipe, handful, surrounding)));
  const untested = forgeable.map((set): Tested => ({ set, verdict: { kind: "forgeable" }, files: new Map() }));
  return [...tested.flat(), ...untested];
}

function inHandfuls<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(all.length / Math.max(1, size));
  return Array.from({ length: count }, (_, index) => all.slice(index * size, (index + 1) * size));
}

async function runTogether(
  recipe: Recipe,
  sets: readonly TestSet[],
  surrounding: Surrounding,
): Promise<readonly Tested[]> {
  const files = new Map(sets.map(({ entry }) => [entry.path, entry.text]));
  const given = recipe.run(
    sets.map(({ entry }) => entry),
    files,
  );
  if (!given) return sets.map((set) => ({ set, files, verdict: unknown("it cannot be asked about this") }));
  const answer = await ask(recipe, given, files, surrounding);
  const tested = sets.map((set) => ({
    ...{ set, files },
    verdict: verdictOf(recipe, given, answer, files, set.entry, sets.length),
  }));
  const isCutShort = answer.kind === "exited" && recipe.stumbles?.test(`${answer.stdout}\n${answer.stderr}`);
  const sound = tested.filter(({ verdict }) => verdict.kind === "passed").map(({ set }) => set);
  if (isCutShort !== true || sound.length === 0) return tested;
  if (sound.length === sets.length) {
    return sets.map((set) => ({ set, files, verdict: unknown(`\`${recipe.command}\` did not look at all files`) }));
  }
  const others = tested.filter(({ verdict }) => verdict.kind !== "passed");
  return [...others, ...(await runTogether(recipe, sound, surrounding))];
}

function loadsCode(recipe: Recipe, files: Iterable<readonly [string, string]>): boolean {
  return [...files].some(([path, text]) => (recipe.loadsCode?.({ path, text }) ?? []).length > 0);
}

async function runSet(recipe: Recipe, set: TestSet, surrounding: Surrounding): Promise<Tested> {
  const { entry, folder } = set;
  const beside = folder === undefined ? new Map<string, string>() : await filesBeside(folder, surrounding.tree);
  const files = new Map([...beside, [entry.path, entry.text]]);
  if (loadsCode(recipe, files)) return { set, files, verdict: { kind: "forgeable" } };
  const given = recipe.run([entry], files);
  if (!given) return { set, files, verdict: unknown("it cannot be tested by itself") };
  const answer = await ask(recipe, given, files, surrounding);
  return { set, files, verdict: verdictOf(recipe, given, answer, files, entry, 1) };
}

function ask(
  recipe: Recipe,
  { program = recipe.program, files: own, ...given }: RecipeRun,
  files: ReadonlyMap<string, string>,
  { tools, signal }: Surrounding,
): Promise<ToolResult> {
  return tools.run({ ...given, program, files: own ?? files }, signal);
}

function verdictOf(
  recipe: Recipe,
  given: RecipeRun,
  answer: ToolResult,
  files: ReadonlyMap<string, string>,
  entry: TestFile,
  count: number,
): Verdict {
  switch (answer.kind) {
    case "not-installed":
      return unknown(`\`${recipe.program}\` is not installed`);
    case "unavailable":
      return unknown(`sandbox unavailable: ${answer.reason}`);
    case "stopped":
      return { kind: "inconclusive", reason: `\`${recipe.command}\` ${answer.reason}`, cause: answer.cause };
    case "exited":
      return ofExit(recipe, answer, entry, files, given, count);
  }
}

function ofExit(
  recipe: Recipe,
  { code, stdout, stderr }: ExitedTool,
  entry: TestFile,
  files: ReadonlyMap<string, string>,
  given: RecipeRun,
  count: number,
): Verdict {
  const toPath = pathReader(files, given);
  if (recipe.results) return ofResults(recipe, recipe.results(stdout, stderr), code, entry, toPath);
  const isPass = (recipe.passes ?? [0]).includes(code);
  const isBlame = recipe.fails.includes(code);
  if (isPass && !isBlame && !recipe.warnings) return { kind: "passed" };
  if (!isPass && !isBlame) return unknown(`\`${recipe.command}\` ended with exit code ${code}`);
  const only = count === 1 ? entry.path : undefined;
  const read = readBlames(`${stdout}\n${stderr}`, recipe, toPath, only);
  const own = read.blames.filter(({ path }) => path === entry.path || path === undefined || !recipe.together);
  if (own.length > 0) return { kind: "failed", blames: essential(own, recipe, entry, files) };
  const lacking = read.inconclusive.find(({ path }) => path === entry.path);
  if (lacking) return unknown(lacking.reason);
  // The others of its call are to blame.
  const isAboutOthers = read.blames.length > 0 || read.inconclusive.some(({ path }) => path !== undefined);
  if (isPass || (count > 1 && isAboutOthers)) return { kind: "passed" };
  return withoutBlame(recipe, read);
}

/** Other tools' exit codes mean what they like: what counts is what they report. */
function ofResults(
  { command }: Recipe,
  results: readonly ToolResultEntry[] | undefined,
  code: number,
  entry: TestFile,
  toPath: (written: string) => string | undefined,
): Verdict {
  if (!results) return unknown(`what \`${command}\` prints is not of the format that its rule names`);
  const blames = results.flatMap((result): readonly Blame[] => {
    const { file, line, column } = result;
    const path = file === undefined ? undefined : toPath(file);
    return path === entry.path ? [{ path, line, column, message: clean(withCode(result)) }] : [];
  });
  if (blames.length > 0) return { kind: "failed", blames };
  if (results.length === 0 && code !== 0) return unknown(`\`${command}\` ended with exit code ${code} and no result`);
  return { kind: "passed" };
}

/** A parser that stumbles says more of the same line, and in the end that it gave up: what mends it is the first. */
function essential(
  blames: readonly Blame[],
  { warnings = false, together = false }: Recipe,
  entry: TestFile,
  files: ReadonlyMap<string, string>,
): readonly Blame[] {
  const placed = blames.map((blame) => placeByHint(blame, entry, files)).filter(({ line }) => line !== undefined);
  if (placed.length === 0) return blames.slice(0, 1);
  if (warnings && together) return placed;
  return [
    ...new Map(placed.toReversed().map((blame) => [`${blame.path ?? ""}:${blame.line ?? 0}`, blame])).values(),
  ].reverse();
}

function placeByHint(blame: Blame, entry: TestFile, files: ReadonlyMap<string, string>): Blame {
  if (blame.line !== undefined) return placeInside(blame, blame.line, files);
  if (!blame.hint) return blame;
  const { key, text } = blame.hint;
  const path = blame.path ?? entry.path;
  const lines = (files.get(path) ?? "").split("\n");
  const index = lines.findIndex((line) => line.includes(text) && line.includes(key));
  return index === -1 ? blame : { ...blame, path, line: index + 1 };
}

/** The text of a block begins below the line of its key. */
function placeInside(blame: Blame, line: number, files: ReadonlyMap<string, string>): Blame {
  if (blame.inside === undefined || blame.path === undefined) return blame;
  const first = (files.get(blame.path) ?? "").split("\n")[line - 1] ?? "";
  const isBlock = /[|>][-+\d]*[ \t]*(?:#.*)?\r?$/u.test(first);
  return { ...blame, line: line + blame.inside - (isBlock ? 0 : 1) };
}

function withoutBlame(recipe: Recipe, { inconclusive: [first], sawSurroundings, rest }: ReadOutput): Verdict {
  if (first !== undefined) return unknown(first.reason);
  if (sawSurroundings) return { kind: "passed" };
  return unknown(`\`${recipe.command}\` fails without naming a line${rest === undefined ? "" : `: \`${rest}\``}`);
}

function unknown(reason: string): Verdict {
  return { kind: "inconclusive", reason, cause: "unsupported" };
}

/** Back from where a file lies in the sandbox to its path in the tree; anything else is `undefined`. */
function pathReader(
  files: ReadonlyMap<string, string>,
  { placed = new Map() }: RecipeRun,
): (written: string) => string | undefined {
  const places: readonly (readonly [string, string])[] = [
    ...[...placed].map(([place, folder]: readonly [string, string]) => [`${place}/`, folder] as const),
    ["/src/", ""],
    ["./", ""],
  ];
  return (written) => {
    if (files.has(written)) return written;
    const place = places.find(([prefix]) => written.startsWith(prefix));
    if (!place) return undefined;
    const rest = written.slice(place[0].length);
    const path = place[1] === "" ? rest : `${place[1]}/${rest}`;
    return files.has(path) ? path : undefined;
  };
}
