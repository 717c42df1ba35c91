/** What one pull request costs on GitHub, played by the fake: API calls, and the time from webhook to concluded check. */

import { setTimeout as pause } from "node:timers/promises";
import { startApp } from "../test/fake-github/app-harness.ts";
import type { FakeRepository } from "../test/fake-github/actors.ts";
import { startFakeGitHub } from "../test/fake-github/server.ts";
import type { FakeGitHub } from "../test/fake-github/server.ts";
import { memoryStore } from "../store/memory.ts";
import { systemClock } from "../store/system-clock.ts";
import { serve } from "../web/serve.ts";
import { median, ms } from "./measure.ts";
import type { BenchTable } from "./measure.ts";
import { syntheticFiles } from "./synthetic.ts";

const files = 100;
const findings = 120;
const roundTrip = 80;
const runs = 5;
/** Milliseconds until a check run that does not conclude is given up. */
const patience = 30_000;

export async function benchGitHub(): Promise<BenchTable> {
  const github = await startFakeGitHub();
  const app = await startApp(github, ({ env }) => serve({ env, store: memoryStore(systemClock) }));
  try {
    const before = Object.fromEntries(syntheticFiles(files).map(({ path, before: text }) => [path, text]));
    const repository = await github.createRepository({ name: "harbor", files: before });
    await review(github, repository, "warm-up", 0);
    await app.settled();

    const near = await review(github, repository, "near", 1);
    await app.settled();
    github.latency(roundTrip);
    const far: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      far.push((await review(github, repository, `far-${run}`, run + 2)).milliseconds);
      await app.settled();
    }
    github.assertClean();
    return table(near, median(far));
  } finally {
    await app.stop();
    await github.stop();
  }
}

interface Cost {
  readonly milliseconds: number;
  readonly calls: number;
  readonly byOperation: Readonly<Record<string, number>>;
  readonly title: string;
}

/** One new pull request, from the moment its webhooks leave GitHub until its check run is concluded. */
async function review(github: FakeGitHub, repository: FakeRepository, branch: string, edition: number): Promise<Cost> {
  github.webhooks.hold();
  const pull = await repository.openPullRequest({
    head: branch,
    title: "OPS-12: raise the limits",
    body: "The cranes run out of memory in the evening, when every ship is unloaded at once.",
    files: faultyFiles(edition),
  });
  const sha = pull.headSha();
  const since = github.log.length;
  const started = performance.now();
  github.webhooks.release();
  while (repository.latestCheckRun(sha, "plumbline")?.status !== "completed") {
    if (performance.now() - started > patience) throw new Error(stuck(github, repository, sha));
    await pause(1);
  }
  const milliseconds = performance.now() - started;

  const { byOperation } = github.count(since);
  const asked = Object.entries(byOperation).filter(([operation]) => !operation.includes("access-token"));
  return {
    milliseconds,
    calls: asked.reduce((sum, [, count]) => sum + count, 0),
    byOperation: Object.fromEntries(asked),
    title: repository.latestCheckRun(sha, "plumbline")?.title ?? "",
  };
}

function stuck(github: FakeGitHub, repository: FakeRepository, sha: string): string {
  const { title, summary } = repository.latestCheckRun(sha, "plumbline") ?? {};
  return ["No concluded check run.", title, summary, ...github.violations()].filter(Boolean).join("\n");
}

/** A hundred files with one key twice, twenty of them with two. */
function faultyFiles(edition: number): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Array.from({ length: files }, (_, number) => {
      const values = Array.from({ length: 60 }, (__, index) => `setting-${index}: edition-${edition}\n`).join("");
      const twice = number < findings - files ? "setting-1: again\nsetting-2: again\n" : "setting-1: again\n";
      return [`settings/harbour-${number}.yaml`, values + twice];
    }),
  );
}

function table(near: Cost, far: number): BenchTable {
  const calls = Object.entries(near.byOperation).map(([operation, count]) => `${count} ${operation}`);
  return {
    title: `A pull request of ${files} files and ${findings} findings on GitHub`,
    head: ["what", "value", "aim"],
    rows: [
      ["verdict", near.title, ""],
      ["API calls, installation token not counted", String(near.calls), "8 or fewer"],
      ["webhook to concluded check, GitHub answers at once", ms(near.milliseconds), ""],
      [`the same, ${roundTrip} ms added to each API call, median of ${runs}`, ms(far), "under 800 ms"],
    ],
    remark: `The calls: ${calls.join(", ")}. GitHub is the fake of the tests; its own time is not GitHub's.`,
  };
}
