/** What was lost is found: webhooks that never came, heads that nobody reviewed, rules that changed meanwhile. */

import { afterEach, describe, expect, test } from "@jest/globals";
import { pino } from "pino";
import { memoryStore } from "../../store/memory.ts";
import { serve } from "../../web/serve.ts";
import { startApp } from "../fake-github/app-harness.ts";
import type { AppUnderTest } from "../fake-github/app-harness.ts";
import type { FakePullRequest } from "../fake-github/pull-request-actor.ts";
import { handTurned } from "./hand-turned.ts";
import { brokenYaml, ownRules, ruleFile, soundYaml } from "./rules.ts";
import { openStage, toolbox } from "./stage.ts";
import type { Stage, StageOptions } from "./stage.ts";

let stage: Stage;
let clock: ReturnType<typeof handTurned>;
let second: AppUnderTest | undefined;

async function open(options: StageOptions = {}): Promise<void> {
  clock = handTurned(15_000);
  stage = await openStage({ files: { [ruleFile]: ownRules }, clock, recovers: true, ...options });
}
afterEach(async () => {
  if (second !== undefined) await clock.turnWhile(second.stop());
  second = undefined;
  stage.github.assertClean();
  await clock.turnWhile(stage.close());
});

function openPull(name: string, file = brokenYaml): Promise<FakePullRequest> {
  return stage.repository.openPullRequest({ head: name, title: `OPS-12: ${name}`, files: { "k8s/deploy.yaml": file } });
}

async function openPulls(count: number): Promise<readonly FakePullRequest[]> {
  const pulls: FakePullRequest[] = [];
  for (let number = 0; number < count; number += 1) pulls.push(await openPull(`change-${number}`));
  return pulls;
}

const isConcluded = (pull: FakePullRequest) => stage.repository.latestCheckRun(pull.headSha())?.status === "completed";

/** Nobody answers at the App's address. */
function disconnect(): void {
  stage.github.webhooks.connect("http://127.0.0.1:9/api/github/webhooks");
}

async function restart(): Promise<void> {
  await clock.turnWhile(stage.app.stop());
  second = await startApp(stage.github, ({ env }) =>
    serve({ env, clock, store: memoryStore(clock), toolbox, log: pino({ level: "silent" }), recovers: true }),
  );
}

const found = (loop: string) =>
  stage.logged
    .map((line): Record<string, unknown> => JSON.parse(line))
    .filter((line) => line["loop"] === loop && typeof line["found"] === "number")
    .map((line) => line["found"]);

describe("webhooks that never came", () => {
  test("five that were sent while the App was down are asked for after its start", async () => {
    await open();
    disconnect();
    const pulls = await openPulls(5);
    await stage.github.settled();
    await restart();
    await clock.turnUntil(() => pulls.every(isConcluded));
    expect(pulls.map((pull) => stage.runs(pull).length)).toEqual([1, 1, 1, 1, 1]);
    expect(pulls.map((pull) => stage.run(pull).conclusion)).toEqual(Array(5).fill("failure"));
    expect(stage.github.webhooks.all().filter((one) => one.redelivery).length).toBeGreaterThanOrEqual(5);
  });

  test("one that got lost on the way is asked for, once", async () => {
    await open();
    await clock.turnUntil(() => stage.github.count().byOperation["apps/list-webhook-deliveries"] !== undefined);
    stage.github.webhooks.drop({ event: "pull_request" });
    stage.github.webhooks.drop({ event: "check_suite" });
    const pull = await openPull("scale");
    await clock.turnUntil(() => isConcluded(pull));
    const again = stage.github.webhooks.all().filter((one) => one.redelivery);
    expect(new Set(again.map(({ guid }) => guid)).size).toBe(again.length);
    expect(stage.runs(pull)).toHaveLength(1);
  });

  test("one that GitHub will not send again is let be after three requests", async () => {
    await open();
    stage.github.fail({
      match: "apps/redeliver-webhook-delivery",
      status: 422,
      body: { message: "This delivery is too old" },
      times: 1_000,
    });
    await clock.turnUntil(() => stage.github.count().byOperation["apps/list-webhook-deliveries"] !== undefined);
    stage.github.webhooks.drop({ event: "pull_request" });
    stage.github.webhooks.drop({ event: "check_suite" });
    const pull = await openPull("scale");
    // The sweep finds the head all the same.
    await clock.turnUntil(() => isConcluded(pull));
    const start = clock.turned();
    await clock.turnUntil(() => clock.turned() > start + 45 * 60_000);
    const asked = stage.github.log.filter((entry) => entry.operation === "apps/redeliver-webhook-delivery");
    expect(asked.length).toBeLessThanOrEqual(6);
  });
});

describe("heads without a verdict", () => {
  /** Not even GitHub's list knows of a webhook. */
  const noList = { match: "apps/list-webhook-deliveries", status: 500, times: 10_000 };

  test("are found by the sweep and reviewed, a bounded number each round", async () => {
    await open();
    stage.github.fail(noList);
    disconnect();
    const pulls = await openPulls(23);
    await clock.turnUntil(() => pulls.every(isConcluded));
    expect(found("sweep")).toEqual([20, 3]);
    expect(pulls.every((pull) => stage.runs(pull).length === 1)).toBe(true);
  });

  test("that an earlier life of the process has concluded are left alone", async () => {
    await open();
    const pull = await openPull("scale");
    await clock.turnUntil(() => isConcluded(pull));
    await clock.turnWhile(stage.app.settled());
    await restart();
    const since = stage.github.log.length;
    await clock.turnUntil(() => stage.github.count(since).byOperation["checks/list-for-ref"] !== undefined);
    if (second !== undefined) await clock.turnWhile(second.settled());
    expect(stage.writes(since)).toBe(0);
  });

  test("a head that moved while nobody listened is reviewed, and the older run does not stay open", async () => {
    await open();
    const pull = await openPull("scale");
    await clock.turnUntil(() => isConcluded(pull));
    stage.github.fail(noList);
    disconnect();
    await pull.push({ files: { "k8s/deploy.yaml": soundYaml } });
    await clock.turnUntil(() => isConcluded(pull));
    expect(stage.run(pull)).toMatchObject({ conclusion: "success" });
  });

  test("rules that changed on the base reach the pull requests that are open", async () => {
    await open();
    const pull = await openPull("scale");
    await clock.turnUntil(() => isConcluded(pull));
    expect(stage.run(pull)).toMatchObject({ conclusion: "failure" });
    await stage.repository.commit("main", {
      message: "Allow what does not parse",
      files: { [ruleFile]: 'extends: [recommended]\nrules:\n  "*": off\n  "*/**": off\n' },
    });
    await clock.turnUntil(() => stage.run(pull).conclusion === "success");
  });
});

test("a list that GitHub cannot show stops nothing: the next round tries again, and metrics say so", async () => {
  await open();
  stage.github.fail({ match: "apps/list-installations", status: 500, times: 8 });
  stage.github.fail({ match: "apps/list-webhook-deliveries", status: 500, times: 8 });
  disconnect();
  const pull = await openPull("scale");
  await clock.turnUntil(() => isConcluded(pull));
  const metrics = await (await fetch(`${stage.app.url}/metrics`)).text();
  expect(metrics).toMatch(/^plumbline_recovery_rounds_total\{loop="deliveries",outcome="failed"\} [1-9]/m);
  expect(metrics).toMatch(/^plumbline_oldest_unconcluded_head_seconds 0$/m);
});
