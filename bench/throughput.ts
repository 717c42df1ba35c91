/** How many pull requests a second, with one process and with several, and how much memory that takes. */

import { setTimeout as pause } from "node:timers/promises";
import { startFakeGitHub } from "../test/fake-github/server.ts";
import { megabytes, ms, percentile } from "./measure.ts";
import type { BenchTable } from "./measure.ts";
import { missingFor, oneProcess, startService } from "./service-process.ts";
import type { Arrangement } from "./service-process.ts";
import { createTeams, openPull, release } from "./small-pulls.ts";
import type { Opened } from "./small-pulls.ts";

const teams = 20;
const pulls = 3;

const arrangements: readonly Arrangement[] = [
  ...oneProcess,
  { name: "PostgreSQL, one that takes in and 1 worker", store: "postgresql", workers: 1 },
  { name: "PostgreSQL, one that takes in and 2 workers", store: "postgresql", workers: 2 },
];

export async function benchThroughput(): Promise<BenchTable> {
  const rows: string[][] = [];
  const skipped: string[] = [];
  for (const arrangement of arrangements) {
    const missing = missingFor(arrangement);
    if (missing === undefined) rows.push(await measure(arrangement));
    else skipped.push(`${arrangement.name} was not measured: ${missing}.`);
  }
  return {
    title: `${teams * pulls} pull requests at once, in ${teams} installations`,
    head: ["arrangement", "pull requests a second", "last verdict, p95", "memory idle", "memory at most"],
    rows,
    remark: ["The fake GitHub shares the machine.", ...skipped].join(" "),
  };
}

async function measure(arrangement: Arrangement): Promise<string[]> {
  const github = await startFakeGitHub();
  const service = await startService(github, arrangement);
  try {
    const repositories = await createTeams(github, teams);
    const idle = await service.residentBytes();
    github.webhooks.hold();
    const opened: Opened[] = [];
    for (let edition = 0; edition < pulls; edition += 1) {
      for (const repository of repositories) opened.push({ repository, pull: await openPull(repository, edition) });
    }
    const memory = watch(service.residentBytes);
    const waited = (await release(github, opened)).map(({ concluded }) => concluded);
    const most = await memory.stop();
    github.assertClean();
    const seconds = Math.max(...waited) / 1_000;
    const rate = (opened.length / seconds).toFixed(1);
    return [arrangement.name, rate, ms(percentile(waited, 95)), megabytes(idle), megabytes(most)];
  } finally {
    await service.stop();
    await github.stop();
  }
}

function watch(measureBytes: () => Promise<number>): { stop(): Promise<number> } {
  let isOver = false;
  let most = 0;
  const watching = (async () => {
    while (!isOver) {
      most = Math.max(most, await measureBytes());
      await pause(100);
    }
  })();
  return {
    async stop() {
      isOver = true;
      await watching;
      return most;
    },
  };
}
