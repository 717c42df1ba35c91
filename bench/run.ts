/**
 * `npm run bench`: prints every benchmark as a table; `--write` puts them into docs/benchmarks.md as well,
 * `--only=NAME` runs one. Each runs in a process of its own: what one leaves in the heap and in the compiler's caches
 * made the next up to three times slower.
 */

import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { packageRoot } from "../engine/package-root.ts";
import { benchBigChanges } from "./big-changes.ts";
import { benchBurst } from "./burst.ts";
import { benchColdStart } from "./cold-start.ts";
import { benchGitHub } from "./github.ts";
import { benchHclRules } from "./hcl-rules.ts";
import { benchHcl } from "./hcl.ts";
import { benchKubernetesTree } from "./kubernetes-tree.ts";
import { benchHelm } from "./helm.ts";
import { benchKubernetes } from "./kubernetes.ts";
import { benchPerLanguage } from "./languages.ts";
import { markdownTable } from "./measure.ts";
import type { BenchTable } from "./measure.ts";
import { benchPolicies } from "./policies.ts";
import { benchPrometheus } from "./prometheus.ts";
import { benchReview } from "./review.ts";
import { benchSandbox } from "./sandbox.ts";
import { benchThroughput } from "./throughput.ts";
import { benchVerdictLatency } from "./verdict-latency.ts";

const benches: readonly (() => Promise<BenchTable>)[] = [
  benchReview,
  benchHclRules,
  benchHcl,
  benchKubernetes,
  benchKubernetesTree,
  benchHelm,
  benchPolicies,
  benchPrometheus,
  benchPerLanguage,
  benchColdStart,
  benchGitHub,
  benchBigChanges,
  benchVerdictLatency,
  benchBurst,
  benchSandbox,
  benchThroughput,
];

const heading = `# Benchmarks

Written by \`npm run bench -- --write\`; Node ${process.versions.node} on ${cpus().length} cores of ${cpus()[0]?.model.trim() ?? "an unknown processor"}.
Trust ratios more than milliseconds: other machines differ.`;

async function inOwnProcess(name: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url), `--only=${name}`]);
  return stdout.trim();
}

const only = process.argv.find((word) => word.startsWith("--only="))?.slice("--only=".length);
if (only !== undefined) {
  const bench = benches.find(({ name }) => name === only);
  if (!bench) throw new Error(`no benchmark is named ${only}; there are ${benches.map(({ name }) => name).join(", ")}`);
  console.log(markdownTable(await bench()));
} else {
  const sections: string[] = [heading];
  for (const { name } of benches) {
    const section = await inOwnProcess(name);
    console.log(`${section}\n`);
    sections.push(section);
  }
  if (process.argv.includes("--write")) {
    await writeFile(join(packageRoot(), "docs/benchmarks.md"), `${sections.join("\n\n")}\n`);
    console.log("Written to docs/benchmarks.md.");
  }
}
