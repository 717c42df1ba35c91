/** How often the fixes of our rules turn a case into the text that the source tool's own fixes make of it. */

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { applyFixes } from "../core/apply-fixes.ts";
import type { Annotation } from "../core/report.ts";

export interface FixEquality {
  readonly wanted: number;
  readonly equal: number;
  /** Cases that come out otherwise. */
  readonly different: readonly string[];
}

/** One line of a pack, as far as it matters here. */
interface Case {
  readonly id: string;
  readonly files: Readonly<Record<string, string>>;
  readonly config?: Readonly<Record<string, string>>;
  readonly fixed?: Readonly<Record<string, string>>;
  readonly expect: readonly { readonly rule: string }[];
}

/**
 * The scorer keeps one finding a line and rule, and loses the fixes of the others; here every fix counts, also those for a
 * person to judge.
 * @param counterparts our rules by the pack's rule
 * @param command what reviews a folder, without the folder
 */
export async function fixEquality(
  pack: string,
  counterparts: Readonly<Record<string, readonly string[]>>,
  command: readonly [string, ...string[]],
): Promise<FixEquality> {
  const cases = (await readFile(pack, "utf8"))
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Case)
    .filter(({ fixed, expect }) => fixed !== undefined && expect.some(({ rule }) => rule in counterparts));
  const folder = await mkdtemp(join(tmpdir(), "plumbline-fixes-"));
  try {
    const different: string[] = [];
    for (const [number, each] of cases.entries()) {
      const place = join(folder, String(number));
      await layOut(place, { ...each.config, ...each.files });
      const rules = new Set(each.expect.flatMap(({ rule }) => counterparts[rule] ?? []));
      if (!isEqual(each, await annotationsOf([...command, place], rules))) different.push(each.id);
    }
    return { wanted: cases.length, equal: cases.length - different.length, different };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function isEqual({ files, fixed = {} }: Case, annotations: readonly Annotation[]): boolean {
  return Object.entries(fixed).every(([path, expected]) => {
    const fixes = annotations.flatMap(({ at, fix }) => (at?.path === path && fix ? [{ ...fix, safe: true }] : []));
    return applyFixes(files[path] ?? "", fixes).text === expected;
  });
}

async function annotationsOf(command: readonly string[], rules: ReadonlySet<string>): Promise<readonly Annotation[]> {
  const [program = "", ...words] = command;
  const printed = await new Promise<string>((done) => {
    // Findings make the command end with 1: what it prints is the answer all the same.
    execFile(program, words, { maxBuffer: 64 * 1024 * 1024 }, (_, stdout) => {
      done(stdout);
    });
  });
  const { findings } = JSON.parse(printed) as { readonly findings: readonly Annotation[] };
  return findings.filter(({ rule }) => rules.has(rule));
}

async function layOut(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
