/** How long one fresh process takes for one YAML file, beside Prettier and ESLint on the same file. */

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { packageRoot } from "../engine/package-root.ts";
import { median, milliseconds, ms, ratio } from "./measure.ts";
import type { BenchTable } from "./measure.ts";
import { syntheticFiles } from "./synthetic.ts";

const runs = 7;
const execute = promisify(execFile);

/** ESLint has no YAML of its own: the least it can do with the file is to read it and lint an empty script. */
const trivialConfiguration = `const processor = { preprocess: () => [""], postprocess: () => [] };
export default [{ files: ["**/*.yaml"], processor, rules: { "no-undef": "error" } }];
`;

export async function benchColdStart(): Promise<BenchTable> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-bench-"));
  try {
    return await compare(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compare(folder: string): Promise<BenchTable> {
  const [file] = syntheticFiles(1);
  await writeFile(join(folder, "deployment.yaml"), file?.after ?? "");
  await writeFile(join(folder, "eslint.config.mjs"), trivialConfiguration);
  await writeFile(join(folder, ".prettierrc"), "{}\n");
  const root = packageRoot();
  const commands: readonly (readonly string[])[] = [
    ["-e", ""],
    [join(root, "bin/plumbline.js"), "check", "deployment.yaml"],
    [join(root, "node_modules/prettier/bin/prettier.cjs"), "--check", "deployment.yaml"],
    [join(root, "node_modules/eslint/bin/eslint.js"), "deployment.yaml"],
  ];
  const [bare = 0, ours = 0, prettier = 0, eslint = 0] = await inTurns(commands, folder);
  const both = prettier + eslint;
  return {
    title: "Cold start on one YAML file",
    head: ["command", "median of 7", "to Plumbline"],
    rows: [
      ["`plumbline check`", ms(ours), ratio(ours, ours)],
      ["`prettier --check`", ms(prettier), ratio(prettier, ours)],
      ["`eslint`, trivial configuration", ms(eslint), ratio(eslint, ours)],
      ["the two one after the other", ms(both), ratio(both, ours)],
      ["`node` doing nothing", ms(bare), ratio(bare, ours)],
    ],
    remark: `Aim: not slower than the two one after the other. A ratio above 1 means slower than Plumbline.`,
  };
}

/** Median milliseconds of each command. They take turns, so that whatever else the machine does disturbs all alike. */
async function inTurns(commands: readonly (readonly string[])[], folder: string): Promise<readonly number[]> {
  const taken = commands.map((): number[] => []);
  for (let turn = 0; turn <= runs; turn += 1) {
    for (const [index, command] of commands.entries()) {
      const once = await milliseconds(() => execute(process.execPath, command, { cwd: folder }).catch(expectFindings));
      // The first turn only fills the disk's cache.
      if (turn > 0) taken[index]?.push(once);
    }
  }
  return taken.map(median);
}

/** Exit code 1 tells of findings, which are no failure here; anything else is. */
function expectFindings(error: unknown): void {
  if (error instanceof Error && "code" in error && error.code === 1) return;
  throw error;
}
