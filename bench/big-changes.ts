/** Large pull requests through GitHub's API and from a partial clone: calls, bytes and time of the first review and of the next push. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { memoryStore } from "../store/memory.ts";
import { systemClock } from "../store/system-clock.ts";
import { startApp } from "../test/fake-github/app-harness.ts";
import type { FakeRepository } from "../test/fake-github/actors.ts";
import { startFakeGitHub } from "../test/fake-github/server.ts";
import type { FakeGitHub } from "../test/fake-github/server.ts";
import { serve } from "../web/serve.ts";
import { megabytes, ms, ratio } from "./measure.ts";
import type { BenchTable } from "./measure.ts";
import { syntheticFiles } from "./synthetic.ts";

const sizes = [1_000, 5_000];
const roundTrip = 80;
/** Milliseconds until a check run that says nothing is given up. */
const patience = 300_000;

export async function benchBigChanges(): Promise<BenchTable> {
  const rows: string[][] = [];
  for (const size of sizes) {
    const throughApi = await measure(size, undefined);
    const folder = await mkdtemp(join(tmpdir(), "plumbline-bench-"));
    const cloned = await measure(size, folder).finally(() => rm(folder, { recursive: true, force: true }));
    rows.push(
      row(`${size} files, first review`, throughApi.first, cloned.first),
      row(`${size} files, one of them pushed again`, throughApi.next, cloned.next),
    );
  }
  return {
    title: `Large pull requests, ${roundTrip} ms added to each call`,
    head: ["what", "API", "clone", "clone to API"],
    rows,
    remark:
      "Calls of the API and of git, megabytes received, time from webhook to concluded check, or to the word that it waits because GitHub lists 3,000 files and no more. The API's server time is the fake's, not GitHub's.",
  };
}

interface Cost {
  readonly milliseconds: number;
  readonly calls: number;
  readonly bytes: number;
  readonly isConcluded: boolean;
}

async function measure(size: number, dataDir: string | undefined): Promise<{ first: Cost; next: Cost }> {
  const github = await startFakeGitHub();
  const app = await startApp(
    github,
    ({ env }) => serve({ env, store: memoryStore(systemClock), recovers: false }),
    dataDir === undefined ? {} : { DATA_DIR: dataDir },
  );
  try {
    const files = syntheticFiles(size);
    const repository = await github.createRepository({
      name: "harbor",
      files: Object.fromEntries(files.map(({ path, before }) => [path, before])),
    });
    await app.settled();
    github.latency(roundTrip);
    const first = await review(github, repository, async () => {
      const after = Object.fromEntries(files.map((file) => [file.path, file.after]));
      const pull = await repository.openPullRequest({ head: "many", title: "OPS-12: raise the limits", files: after });
      return pull.headSha();
    });
    const next = await review(github, repository, () => {
      const [file] = files;
      return repository.commit("many", { files: { [file?.path ?? ""]: `${file?.after}# pushed again\n` } });
    });
    return { first, next };
  } finally {
    await app.stop();
    await github.stop();
  }
}

async function review(github: FakeGitHub, repository: FakeRepository, act: () => Promise<string>): Promise<Cost> {
  github.webhooks.hold();
  const sha = await act();
  const since = github.log.length;
  const started = performance.now();
  github.webhooks.release();
  for (;;) {
    const { status, title } = repository.latestCheckRun(sha, "plumbline") ?? {};
    if (status === "completed" || title?.startsWith("Waiting") === true) break;
    if (performance.now() - started > patience) throw new Error(`no answer: ${title}`);
    await pause(1);
  }
  const milliseconds = performance.now() - started;
  const { calls, bytes } = github.count(since);
  return {
    milliseconds,
    calls,
    bytes,
    isConcluded: repository.latestCheckRun(sha, "plumbline")?.status === "completed",
  };
}

function row(what: string, throughApi: Cost, cloned: Cost): string[] {
  return [what, costOf(throughApi), costOf(cloned), ratio(cloned.milliseconds, throughApi.milliseconds)];
}

function costOf({ milliseconds, calls, bytes, isConcluded }: Cost): string {
  return `${calls} calls, ${megabytes(bytes)}, ${ms(milliseconds)}${isConcluded ? "" : ", not concluded"}`;
}
