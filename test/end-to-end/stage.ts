/** A stage for end-to-end tests: the real App in this process, a fake GitHub on a real git repository. */

import { pino } from "pino";
import type { Clock } from "../../core/clock.ts";
import { loadCheck } from "../../engine/load-check.ts";
import { openToolbox } from "../../engine/toolbox.ts";
import { memoryStore } from "../../store/memory.ts";
import { serve } from "../../web/serve.ts";
import type { ServeOptions } from "../../web/serve.ts";
import type { FakeRepository, NewRepository } from "../fake-github/actors.ts";
import { startApp } from "../fake-github/app-harness.ts";
import type { AppUnderTest } from "../fake-github/app-harness.ts";
import type { FakePullRequest } from "../fake-github/pull-request-actor.ts";
import { startFakeGitHub } from "../fake-github/server.ts";
import type { FakeGitHub, FakeGitHubOptions } from "../fake-github/server.ts";
import type { CheckRunRecord } from "../fake-github/world.ts";

/** Jest's module linker cannot load two graphs that share modules side by side: they are loaded one by one beforehand. */
export const toolbox = openToolbox({ workers: 0, cache: true });
for (const name of toolbox.checks.keys()) if (!name.startsWith("waiver/")) await loadCheck(name);
await import("../../checks/context/risk/assess.ts");

/** Runs twenty times as fast: the pace that GitHub asks for would be most of what these tests do. */
const hastyClock: Clock = {
  now: () => startedAt + (Date.now() - startedAt) * 20,
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds / 20);
    return () => clearTimeout(timer);
  },
};
const startedAt = Date.now();

export interface Stage {
  readonly github: FakeGitHub;
  readonly app: AppUnderTest;
  readonly repository: FakeRepository;
  /** Every line that was logged. */
  readonly logged: readonly string[];
  /** The newest run of the pull request's head. */
  run(pull: FakePullRequest): CheckRunRecord;
  runs(pull: FakePullRequest): readonly CheckRunRecord[];
  /** Check runs created and changed since an entry of the traffic log. */
  writes(since: number): number;
  close(): Promise<void>;
}

export interface StageOptions extends Omit<Partial<ServeOptions>, "env"> {
  readonly github?: FakeGitHubOptions;
  readonly files?: NewRepository["files"];
  readonly repository?: Partial<NewRepository>;
  /** What the App is told beside what it needs. */
  readonly env?: Readonly<Record<string, string>>;
}

export async function openStage({
  github: wanted,
  files,
  repository: place,
  env: added = {},
  clock = hastyClock,
  ...options
}: StageOptions = {}): Promise<Stage> {
  const logged: string[] = [];
  const log = pino({ level: "info" }, { write: (line: string) => void logged.push(line) });
  const github = await startFakeGitHub(wanted ?? {});
  const app = await startApp(
    github,
    ({ env }) => serve({ log, toolbox, clock, store: memoryStore(clock), recovers: false, ...options, env }),
    added,
  );
  const repository = await github.createRepository({
    name: "infrastructure",
    files: { "README.md": "# Infrastructure\n", "k8s/base.yaml": "kind: Namespace\n", ...files },
    ...place,
  });
  await app.settled();

  function run(pull: FakePullRequest): CheckRunRecord {
    const newest = repository.latestCheckRun(pull.headSha());
    if (newest === undefined) throw new Error(`no check run on ${pull.headSha()}; logged:\n${logged.join("")}`);
    return newest;
  }

  return {
    github,
    app,
    repository,
    logged,
    run,
    runs: (pull) => repository.checkRuns(pull.headSha()),
    writes: (since) =>
      github.log.filter(
        (entry) =>
          entry.number > since && entry.method !== "GET" && /\/check-runs|\/comments|\/reviews/.test(entry.path),
      ).length,
    async close() {
      await app.stop();
      await github.stop();
    },
  };
}

/** Resolves when a condition holds; fails after 25 seconds, which a busy machine may need. */
export async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 25_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error("the condition never came to hold");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
