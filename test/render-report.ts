/** Puts a report through every reporter, so that none can choke on what a differential holds. */

import type { Report } from "../core/report.ts";
import { toCheckRun } from "../reporters/check-run.ts";
import { reporterNames, reporters } from "../reporters/index.ts";

const version = "0.0.0-test";

export async function renderReport(report: Report): Promise<readonly string[]> {
  const { title, summary, text = "" } = toCheckRun(report, { version });
  const rendered = await Promise.all(reporterNames.map((name) => reporters[name](report, { version })));
  for (const each of [summary, text]) {
    if (Buffer.byteLength(each) > 65_535) throw new Error("GitHub would refuse this check run");
  }
  return [title, summary, text, ...rendered];
}
