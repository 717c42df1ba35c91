/** A tree of manifests with every default rule on: warm in one process, and as the command beside what npm offers for it. */

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { review } from "../core/review.ts";
import type { RuleSet } from "../core/rule-set.ts";
import { packageRoot } from "../engine/package-root.ts";
import { ruleSetOf } from "../engine/rule-set/effective.ts";
import { openToolbox } from "../engine/toolbox.ts";
import { addedFiles } from "./added-files.ts";
import { manifests } from "./kubernetes.ts";
import { cpuMilliseconds, median, megabytes, ms, ratio } from "./measure.ts";
import type { BenchTable } from "./measure.ts";

const files = 500;
const resources = files * 4;
const runs = 3;

export async function benchKubernetesTree(): Promise<BenchTable> {
  const texts = Array.from({ length: files }, (_, number): readonly [string, string] => [
    `k8s/service-${number}/app.yaml`,
    manifests(number),
  ]);
  const effective = await ruleSetOf("extends: [recommended]\n", "bench");
  if (!("ruleSet" in effective)) throw new Error("`recommended` is not sound");
  const warm = await reviewed(texts, effective.ruleSet);
  const [ours, prettier] = await asCommands(texts);
  return {
    title: `Kubernetes: every rule of \`recommended\` on ${resources} resources in ${files} files`,
    head: ["what", "time", "resources a second", "peak memory", "to Plumbline"],
    rows: [
      ["whole review, warm, one thread", ms(warm), perSecond(warm), "", ""],
      ["`plumbline check`, cold", ms(ours.time), perSecond(ours.time), megabytes(ours.memory), ratio(1, 1)],
      [
        "`prettier --check`, cold: layout alone",
        ms(prettier.time),
        perSecond(prettier.time),
        megabytes(prettier.memory),
        ratio(prettier.time, ours.time),
      ],
    ],
    remark: `npm has no command that judges manifests; Prettier is what a user of npm runs on the same files. A ratio above 1 means slower than Plumbline. Warm: processor time, median of ${runs} reviews after one, nothing cached.`,
  };
}

function perSecond(milliseconds: number): string {
  return Math.round((1_000 * resources) / milliseconds).toLocaleString("en");
}

async function reviewed(texts: readonly (readonly [string, string])[], ruleSet: RuleSet): Promise<number> {
  const toolbox = openToolbox({ workers: 0 });
  const times: number[] = [];
  for (let run = 0; run <= runs; run += 1) {
    times.push(await cpuMilliseconds(() => review(addedFiles(texts), ruleSet, toolbox)));
  }
  await toolbox.close();
  return median(times.slice(1));
}

interface Cost {
  readonly time: number;
  /** Bytes. */
  readonly memory: number;
}

async function asCommands(
  texts: readonly (readonly [string, string])[],
): Promise<readonly [ours: Cost, prettier: Cost]> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-bench-"));
  try {
    for (const [path, text] of texts) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const root = packageRoot();
    return [
      await cost(folder, [join(root, "bin/plumbline.js"), "check", "."]),
      await cost(folder, [join(root, "node_modules/prettier/bin/prettier.cjs"), "--check", "."]),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Says at its end what the process took at most, in kilobytes. */
const confession = `data:text/javascript,process.on("exit",()=>console.error("peak:"+process.resourceUsage().maxRSS))`;

async function cost(folder: string, command: readonly string[]): Promise<Cost> {
  const times: number[] = [];
  const peaks: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now();
    const errors = await lastWords(folder, ["--import", confession, ...command]);
    times.push(performance.now() - started);
    peaks.push(1024 * Number(/peak:(\d+)/u.exec(errors)?.[1]));
  }
  return { time: median(times), memory: median(peaks) };
}

/** Both commands end with 1 where they find something. */
async function lastWords(folder: string, command: readonly string[]): Promise<string> {
  try {
    return (await promisify(execFile)(process.execPath, command, { cwd: folder, maxBuffer: 2 ** 26 })).stderr;
  } catch (error) {
    if (error instanceof Error && "stderr" in error && typeof error.stderr === "string") return error.stderr;
    throw error;
  }
}
