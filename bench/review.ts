/** How long the computing of one review takes, without any network: files, megabytes, milliseconds, memory. */

import { review } from "../core/review.ts";
import { conclude } from "../core/conclusion.ts";
import { effectiveRuleSet } from "../engine/rule-set/effective.ts";
import { openToolbox } from "../engine/toolbox.ts";
import { median, megabytes, milliseconds, ms } from "./measure.ts";
import type { BenchTable } from "./measure.ts";
import { syntheticDifferential, syntheticFiles } from "./synthetic.ts";

const files = 100;

export async function benchReview(): Promise<BenchTable> {
  const { ruleSet } = await effectiveRuleSet({ base: syntheticDifferential(files).base });
  const toolbox = openToolbox({ workers: 2, cache: true });
  const run = async (edition: number) => review(syntheticDifferential(files, edition), ruleSet, toolbox);

  const report = await run(0);
  const cold = report.milliseconds;
  const warm: number[] = [];
  for (let edition = 1; edition <= 7; edition += 1) warm.push(await milliseconds(() => run(edition)));
  const cached: number[] = [];
  for (let turn = 0; turn < 7; turn += 1) cached.push(await milliseconds(() => run(7)));
  await toolbox.close();

  const bytes = syntheticFiles(files).reduce((sum, { after }) => sum + Buffer.byteLength(after), 0);
  const { failures, warnings } = conclude(report);
  return {
    title: `Review of a synthetic pull request of ${files} files`,
    head: ["what", "value", "aim"],
    rows: [
      ["content at head", `${files} files, ${megabytes(bytes)}`, ""],
      ["found", `${failures} failures, ${warnings} warnings`, ""],
      ["first review: workers start, checks load", ms(cold), ""],
      ["once warm, content never seen before", ms(median(warm)), "under 300 ms"],
      ["once warm, nothing changed", ms(median(cached)), ""],
      ["peak memory, workers included", megabytes(process.resourceUsage().maxRSS * 1024), ""],
    ],
    remark: "Both sides are parsed wherever head has findings. Two workers; medians of 7.",
  };
}
