/** Runs the scorer of the ground-truth packs over Plumbline and hands back its figures. */

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { packageRoot } from "../engine/package-root.ts";

/** What the scorer says of one pack; percentages are missing where there is nothing to count. */
export interface PackScore {
  readonly pack: string;
  readonly cases: number;
  readonly crashedCases: number;
  readonly rules: number;
  readonly rulesMapped: number;
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly lineExact: number | null;
  readonly detect: { readonly cleanCases: number; readonly silentClean: number };
}

/** Our rules by pack and by the pack's own rule: `bench/corpora-map.json`. */
export type CorporaMap = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export interface Scoring {
  /** Folder of the packs and their scorer. */
  readonly corpora: string;
  /** Path of a `CorporaMap`. */
  readonly map: string;
  /** Of `plumbline check`. */
  readonly options: readonly string[];
  /** Where the packs are, if not in `dev` below `corpora`. */
  readonly packsFolder?: string | undefined;
  /** Names with commas between them; all packs where missing. */
  readonly packs?: string | undefined;
  /** Where every miss and every wrong finding goes, one JSON object a line. */
  readonly details?: string | undefined;
}

export async function runScorer(scoring: Scoring): Promise<readonly PackScore[]> {
  const { corpora, map, options, packs, details, packsFolder = join(corpora, "dev") } = scoring;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      join(corpora, "score.mjs"),
      ...["--packs", packsFolder, "--map", map, "--json"],
      ...["--command", `${plumblineCheck(options).map(quoted).join(" ")} --format sarif {dir}`],
      ...(packs === undefined ? [] : ["--pack", packs]),
      ...(details === undefined ? [] : ["--details", details]),
    ],
    { maxBuffer: 256 * 1024 * 1024 },
  );
  // The scorer is a program of its own; its shape is described above.
  return (JSON.parse(stdout) as { readonly packs: readonly PackScore[] }).packs;
}

export function plumblineCheck(options: readonly string[]): readonly [string, ...string[]] {
  return [process.execPath, join(packageRoot(), "bin/plumbline.js"), "check", ...options];
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
