/** How long one fresh process takes for one YAML file, beside Prettier and ESLint on the same file. */

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { packageRoot } from "../engine/package-root.ts";
import { medianOf, ms, ratio } from "./measure.ts";
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
  const start = async (script: string, ...options: string[]): Promise<number> => {
    const run = () =>
      execute(process.execPath, [join(root, script), ...options], { cwd: folder }).catch(expectFindings);
    await run();
    return medianOf(runs, run);
  };

  const bare = await medianOf(runs, () => execute(process.execPath, ["-e", ""]));
  const ours = await start("bin/plumbline.js", "check", "deployment.yaml");
  const prettier = await start("node_modules/prettier/bin/prettier.cjs", "--check", "deployment.yaml");
  const eslint = await start("node_modules/eslint/bin/eslint.js", "deployment.yaml");
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

/** Exit code 1 tells of findings, which are no failure here; anything else is. */
function expectFindings(error: unknown): void {
  if (error instanceof Error && "code" in error && error.code === 1) return;
  throw error;
}
