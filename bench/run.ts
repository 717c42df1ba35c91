/** `npm run bench`: prints every benchmark as a table; `--write` puts them into docs/benchmarks.md as well. */

import { writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../engine/package-root.ts";
import { benchBigChanges } from "./big-changes.ts";
import { benchBurst } from "./burst.ts";
import { benchColdStart } from "./cold-start.ts";
import { benchGitHub } from "./github.ts";
import { benchHclRules } from "./hcl-rules.ts";
import { benchHcl } from "./hcl.ts";
import { benchKubernetes } from "./kubernetes.ts";
import { markdownTable } from "./measure.ts";
import type { BenchTable } from "./measure.ts";
import { benchPolicies } from "./policies.ts";
import { benchReview } from "./review.ts";
import { benchThroughput } from "./throughput.ts";
import { benchVerdictLatency } from "./verdict-latency.ts";

const benches: readonly (() => Promise<BenchTable>)[] = [
  benchReview,
  benchHclRules,
  benchHcl,
  benchKubernetes,
  benchPolicies,
  benchColdStart,
  benchGitHub,
  benchBigChanges,
  benchVerdictLatency,
  benchBurst,
  benchThroughput,
];

const heading = `# Benchmarks

Written by \`npm run bench -- --write\`; Node ${process.versions.node} on ${cpus().length} cores of ${cpus()[0]?.model.trim() ?? "an unknown processor"}.
Trust ratios more than milliseconds: other machines differ.`;

const sections: string[] = [heading];
const only = process.argv.find((word) => word.startsWith("--only="))?.slice("--only=".length);
for (const bench of benches) {
  if (only !== undefined && bench.name !== only) continue;
  const section = markdownTable(await bench());
  console.log(`${section}\n`);
  sections.push(section);
}
if (process.argv.includes("--write")) {
  await writeFile(join(packageRoot(), "docs/benchmarks.md"), `${sections.join("\n\n")}\n`);
  console.log("Written to docs/benchmarks.md.");
}
