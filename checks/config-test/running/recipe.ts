/** A recipe: how one tool is asked about files of a change, and how its answer is read. Data, so that a new tool is a page of text. */

import type { ToolRun } from "../../../core/tool-run.ts";
import type { ToolResultEntry } from "../results/result.ts";

export interface TestFile {
  readonly path: string;
  readonly text: string;
}

export interface Recipe {
  /** Looked up on the sandbox's search path. */
  readonly program: string;
  /** What a person would type to see the same: `nginx -t`. */
  readonly command: string;
  /** Globs of the files that may concern it; where no changed file matches, nothing is loaded. */
  readonly paths: readonly string[];
  /** Whether it reads a file that matches: names alone say little about a `.conf`. */
  readonly reads: (file: TestFile) => boolean;
  /** `true`: braces of a template language are part of what it reads. */
  readonly readsBraces?: boolean;
  /** What `envsubst` and its like fill in before this tool, for which it means nothing or something else. */
  readonly placeholders?: RegExp;
  /** Where it follows references to other files: the folder of the tree that is shown whole. Without it, a file lies alone. */
  readonly needs?: (file: TestFile) => string;
  /** Where a changed file is only a part: names of the file that includes it, looked for in its folder and above. */
  readonly entries?: readonly string[];
  /** Takes many files in one call, and tells of all of them. */
  readonly together?: boolean;
  /** Most files in one such call; without it, all of them. */
  readonly mostTogether?: number;
  /** What it says where it stumbles over some of these files and looks at the others no further: they are asked about anew. */
  readonly stumbles?: RegExp;
  /** `tested`: files to ask about, as paths below `/src`. `files`: all that are there. `undefined` = cannot be asked about this. */
  readonly run: (tested: readonly TestFile[], files: ReadonlyMap<string, string>) => RecipeRun | undefined;
  /** Exit codes that say the files are sound; default 0. */
  readonly passes?: readonly number[];
  /** Exit codes that blame the files. Any other says nothing. */
  readonly fails: readonly number[];
  readonly blames: readonly BlamePattern[];
  /** Of many files in one call, the line that names the one (`file`) that the following lines are about. */
  readonly heading?: RegExp;
  /** Lint: what it warns of is told, too. */
  readonly warnings?: boolean;
  /** What it says of the sandbox and not of the files. */
  readonly surroundings?: readonly Surroundings[];
  /** Reads output as a whole instead, whatever the exit code says; `undefined` = it is not of the format. */
  readonly results?: (stdout: string, stderr: string) => readonly ToolResultEntry[] | undefined;
  /** Directives by which the files would make it run code of theirs. */
  readonly loadsCode?: CodeScan;
}

export type RecipeRun = Partial<Omit<ToolRun, "program" | "files">> & {
  readonly arguments: readonly string[];
  /** Instead of the recipe's program: a shell that starts it. */
  readonly program?: string;
  /** Files instead of, or beside, those of the tree: a frame around a fragment, a path that stands in for another. Same lines. */
  readonly files?: ReadonlyMap<string, string>;
};

/**
 * One line of output. Groups: `file`, `line` (from 1), `col` (from 1), `msg`, `sev`. Where no line is told, `text` is
 * looked for in the file, on a line that has `key`, too, where that is given. `inside` (from 1) is a line of the value
 * that begins at `line`.
 */
export interface BlamePattern {
  readonly regexp: RegExp;
  /** Where the line itself has no `msg`. */
  readonly message?: "line-before" | "line-after";
  /** Where the message stands first, and the line that names the place comes a few later. */
  readonly place?: RegExp;
  /** How many of the following lines belong to the message. */
  readonly more?: number;
}

export interface Surroundings {
  readonly pattern: RegExp;
  /** `nothing`: as if it had not been said. `inconclusive`: nobody can tell. */
  readonly means: "nothing" | "inconclusive";
  /** For the report, where it is inconclusive. */
  readonly reason?: string;
  /** What it says after this line is worth nothing. */
  readonly ends?: boolean;
}

export interface CodeFound {
  readonly path: string;
  readonly range: readonly [number, number];
  /** The directive: `load_module`. */
  readonly word: string;
}

export type CodeScan = (file: TestFile) => readonly CodeFound[];
