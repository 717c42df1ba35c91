/** Writing a check run exactly once: after a crash, after a lost answer, and never on a head that has been overtaken. */

import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { CheckRunAnnotation, CheckRunContent } from "../../github/check-run-writer.ts";
import { noMeter } from "../../service/meter.ts";
import { openRun, publish, Superseded } from "../../service/publish.ts";
import type { Work } from "../../service/publish.ts";
import type { ReviewState } from "../../service/review-state.ts";
import { memoryStore } from "../../store/memory.ts";
import type { Store, SubjectKey, Want } from "../../store/store.ts";
import { systemClock } from "../../store/system-clock.ts";
import type { FakeRepository } from "../fake-github/actors.ts";
import { octokitForInstallation } from "../fake-github/octokit-for.ts";
import type { FakePullRequest } from "../fake-github/pull-request-actor.ts";
import { startFakeGitHub } from "../fake-github/server.ts";
import type { FakeGitHub } from "../fake-github/server.ts";
import { toolbox } from "../end-to-end/stage.ts";

const key: SubjectKey = { installation: 7, owner: "acme", repo: "network", subject: "pull/1" };
let github: FakeGitHub;
let network: FakeRepository;
let pull: FakePullRequest;
let store: Store<ReviewState>;

beforeEach(async () => {
  github = await startFakeGitHub();
  network = await github.createRepository({ name: "network" });
  pull = await network.openPullRequest({ head: "scale", title: "Scale", files: { "a.yaml": "a: 1\n" } });
  store = memoryStore<ReviewState>(systemClock);
  await arrives(pull.headSha(), 1);
});
afterEach(async () => {
  github.assertClean();
  await github.stop();
});

function arrives(sha: string, second: number): Promise<void> {
  const want: Want = { scope: "full", reruns: [], head: { sha, at: `2026-11-22T10:00:0${second}Z` } };
  return store.want(key, want);
}

/** As a process has it whose signal nobody aborts: the news comes through the store alone. */
async function work(over: Partial<Store<ReviewState>> = {}): Promise<Work> {
  const api = await octokitForInstallation(github, "acme");
  const unused = () => Promise.reject(new Error("not part of this test"));
  return {
    context: {
      installations: { api: async () => api, app: unused },
      store: { ...store, ...over },
      toolbox,
      clock: systemClock,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      meter: noMeter,
      version: "0.0.0",
      serverUrl: "https://github.com",
    },
    api,
    key,
    signal: new AbortController().signal,
    knownHead: (await store.newestHead(key))?.sha,
  };
}

function annotations(count: number): readonly CheckRunAnnotation[] {
  return Array.from({ length: count }, (_, index) => ({
    path: "a.yaml",
    start_line: index + 1,
    end_line: index + 1,
    annotation_level: "warning",
    title: "Keys",
    message: `finding ${index}`,
    raw_details: "",
  }));
}

function verdict(count: number): CheckRunContent {
  return { title: "Done", summary: "s", annotations: annotations(count), identity: "done", conclusion: "failure" };
}

const messages = (sha: string) => network.checkRuns(sha).flatMap((run) => run.annotations.map((each) => each.message));

/** Kept as it would be after a kill: whatever the process had in memory is gone. */
async function keptState(): Promise<ReviewState> {
  const kept = await store.state(key);
  if (kept === undefined) throw new Error("nothing was kept");
  return kept;
}

describe("a head that is overtaken", () => {
  test("gets no verdict any more, whoever took the news in", async () => {
    const old = pull.headSha();
    const state = await openRun(await work(), undefined, old);
    const running = await work();
    await arrives("b".repeat(40), 2);
    await expect(publish(running, state, verdict(1))).rejects.toBeInstanceOf(Superseded);
    expect(network.latestCheckRun(old)).toMatchObject({ status: "in_progress", conclusion: null });
    expect(messages(old)).toEqual([]);
  });

  test("gets no further chunk, and its run is cancelled with a link to the newer one", async () => {
    const old = pull.headSha();
    const state = await openRun(await work(), undefined, old);
    let newer = "";
    const running = await work({
      async keepState(subject, kept) {
        await store.keepState(subject, kept);
        if (kept.checkRun.written !== 50 || newer !== "") return;
        newer = await pull.push({ files: { "a.yaml": "a: 2\n" } });
        await arrives(newer, 2);
      },
    });
    await expect(publish(running, state, verdict(120))).rejects.toBeInstanceOf(Superseded);
    expect(messages(old)).toHaveLength(50);

    await openRun(await work(), await keptState(), newer);
    expect(network.latestCheckRun(old)).toMatchObject({ status: "completed", conclusion: "cancelled" });
    expect(network.latestCheckRun(old)?.summary).toContain(`/acme/network/pull/1/commits/${newer}`);
    expect(network.latestCheckRun(newer)).toMatchObject({ status: "in_progress" });
    expect(messages(old)).toHaveLength(50);
  });

  test("an old event that comes late does not stop the review of what GitHub shows by now", async () => {
    await arrives("c".repeat(40), 2);
    const running = await work();
    const state = await openRun(running, undefined, pull.headSha());
    await publish(running, state, verdict(0));
    expect(network.latestCheckRun(pull.headSha())).toMatchObject({ conclusion: "failure" });
  });
});

describe("a process that dies between two steps", () => {
  /** Ends like a kill at the n-th time something is kept: before or after the call that it is about. */
  async function diesAt(step: number, run: (work: Work) => Promise<unknown>): Promise<void> {
    let steps = 0;
    const dying = await work({
      async keepState(subject, kept) {
        steps += 1;
        if (steps === step) throw new Error("killed");
        await store.keepState(subject, kept);
      },
    });
    await run(dying).catch((error: unknown) => {
      if (!(error instanceof Error) || error.message !== "killed") throw error;
    });
  }

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9])("at step %i leaves one run with each annotation once", async (step) => {
    const sha = pull.headSha();
    const review = async (running: Work) => {
      const kept = await store.state(key);
      const state = kept ?? (await openRun(running, undefined, sha));
      await publish(running, state, verdict(120));
    };
    await diesAt(step, review);
    await review(await work());
    expect(network.checkRuns(sha)).toHaveLength(1);
    expect(messages(sha)).toEqual(annotations(120).map((each) => each.message));
    expect(network.latestCheckRun(sha)).toMatchObject({ status: "completed", conclusion: "failure" });
  });

  test("and that asked GitHub nothing about a lost answer would make a second run: the control", async () => {
    const sha = pull.headSha();
    const review = async (running: Work) => {
      const kept = await store.state(key);
      // What a writer does that does not look first.
      const blind = kept === undefined ? undefined : { ...kept, checkRun: { ...kept.checkRun, isPending: false } };
      const state = blind ?? (await openRun(running, undefined, sha));
      await publish(running, state, verdict(0));
    };
    await diesAt(3, review);
    await review(await work());
    expect(network.checkRuns(sha).length).toBeGreaterThan(1);
  });
});

test("writing the same again writes nothing", async () => {
  const running = await work();
  const state = await openRun(running, undefined, pull.headSha());
  const written = await publish(running, state, verdict(3));
  const since = github.log.length;
  await publish(running, written, verdict(3));
  expect(github.count(since).writes).toBe(0);
});
