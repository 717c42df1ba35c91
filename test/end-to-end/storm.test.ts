/** GitHub at its worst, for long: every review ends with the right verdict, nothing is written twice, no limit is overrun. */

import { afterEach, describe, expect, test } from "@jest/globals";
import { knownTroubles } from "../fake-github/faults.ts";
import type { Call, Fault } from "../fake-github/faults.ts";
import type { FakePullRequest } from "../fake-github/pull-request-actor.ts";
import { diceOf } from "./dice.ts";
import { handTurned } from "./hand-turned.ts";
import { brokenYaml, onlyYaml, ruleFile, soundYaml, twiceYaml } from "./rules.ts";
import { openStage } from "./stage.ts";
import type { Stage, StageOptions } from "./stage.ts";

let stage: Stage;
let clock: ReturnType<typeof handTurned>;

async function open(options: StageOptions & { readonly step?: number } = {}): Promise<void> {
  clock = handTurned(options.step ?? 10_000);
  stage = await openStage({ files: { [ruleFile]: onlyYaml }, clock, ...options });
}
afterEach(async () => {
  stage.github.assertClean();
  await clock.turnWhile(stage.close());
});

const verdicts = [
  { file: brokenYaml, conclusion: "failure", findings: 1 },
  { file: soundYaml, conclusion: "success", findings: 0 },
  { file: twiceYaml, conclusion: "success", findings: 1 },
] as const;

async function openPulls(count: number): Promise<readonly FakePullRequest[]> {
  const pulls: FakePullRequest[] = [];
  for (let number = 0; number < count; number += 1) {
    const { file } = verdicts[number % verdicts.length] ?? verdicts[0];
    const files = { "k8s/deploy.yaml": `# ${number}\n${file}` };
    pulls.push(await stage.repository.openPullRequest({ head: `change-${number}`, title: `Change ${number}`, files }));
  }
  return pulls;
}

const expected = (number: number) => (verdicts[number % verdicts.length] ?? verdicts[0]).conclusion;

const hasVerdict = (pull: FakePullRequest, number: number) =>
  stage.repository.latestCheckRun(pull.headSha())?.conclusion === expected(number);

/** One run each, every annotation once, and no write ever said that something is sound which is not. */
function expectExactlyOnce(pulls: readonly FakePullRequest[]): void {
  pulls.forEach((pull, number) => {
    const runs = stage.runs(pull);
    const finished = runs.filter((run) => run.conclusion === expected(number));
    expect(finished).toHaveLength(1);
    expect(new Set(runs.map((run) => run.externalId)).size).toBe(runs.length);
    expect(finished[0]?.annotations).toHaveLength(verdicts[number % verdicts.length]?.findings ?? -1);
    const said = new Set(runs.map((run) => run.conclusion));
    said.delete(expected(number));
    said.delete("timed_out");
    expect([...said]).toEqual([]);
  });
}

test("GitHub is down for twenty seconds", async () => {
  await open({ step: 1_000 });
  const isDown = () => clock.turned() < 20_000;
  stage.github.fail({ match: () => isDown() && clock.turned() % 2_000 === 0, dropConnection: true, times: 10_000 });
  stage.github.fail({ match: isDown, status: 502, times: 10_000 });
  const pulls = await openPulls(6);
  await clock.turnUntil(() => pulls.every(hasVerdict));
  expect(clock.turned()).toBeGreaterThanOrEqual(20_000);
  expectExactlyOnce(pulls);
});

describe("three calls of ten fail, and for twenty seconds all of them", () => {
  const isWrite = ({ operation }: Call) => operation === "checks/create" || operation === "checks/update";
  const isQuery = ({ operation }: Call) => operation === "graphql";
  const isAny = () => true;
  const always = { times: 1_000_000 };
  const { secondaryLimit } = knownTroubles;
  const untyped = { data: null, errors: [{ message: "Something went wrong while executing your query." }] };
  const noCommit = { message: "No commit found for SHA" };

  interface Kind {
    readonly name: string;
    readonly share: number;
    readonly about: (call: Call) => boolean;
    readonly fault: Fault;
  }
  /** What may strike a call, and which share of those that it is about. */
  const kinds: readonly Kind[] = [
    { name: "500", share: 0.1, about: isAny, fault: { ...always, status: 500 } },
    { name: "502", share: 0.1, about: isAny, fault: { ...always, ...knownTroubles.badGateway() } },
    { name: "reset", share: 0.1, about: isAny, fault: { ...always, dropConnection: true } },
    { name: "403, retry-after", share: 0.02, about: isAny, fault: { ...always, ...secondaryLimit(20) } },
    {
      name: "403, no time",
      share: 0.02,
      about: isAny,
      fault: { ...always, status: 403, body: secondaryLimit(1).body },
    },
    { name: "429", share: 0.02, about: isAny, fault: { ...always, ...secondaryLimit(10, 429) } },
    { name: "401", share: 0.03, about: isAny, fault: { ...always, status: 401, body: { message: "Bad credentials" } } },
    { name: "abuse", share: 0.03, about: isWrite, fault: { ...always, ...knownTroubles.abuse() } },
    { name: "200, error", share: 0.08, about: isQuery, fault: { ...always, status: 200, body: untyped } },
    {
      name: "200, RATE_LIMITED",
      share: 0.04,
      about: isQuery,
      fault: { ...always, ...knownTroubles.graphqlRateLimited() },
    },
    {
      name: "written, reset",
      share: 0.12,
      about: isWrite,
      fault: { ...always, performed: true, dropConnection: true },
    },
    { name: "written, 502", share: 0.08, about: isWrite, fault: { ...always, performed: true, status: 502 } },
    { name: "written, cut", share: 0.08, about: isWrite, fault: { ...always, performed: true, truncate: 20 } },
    {
      name: "404 just after the event",
      share: 1,
      about: ({ operation }) => operation === "repos/compare-commits",
      fault: { times: 3, status: 404, body: { message: "Not Found" } },
    },
    {
      name: "422 just after the event",
      share: 1,
      about: ({ operation }) => operation === "checks/create",
      fault: { times: 2, status: 422, body: noCommit },
    },
  ];

  /** Milliseconds of the clock: from the first call after `begin`, GitHub is down for so long. */
  const outage = { begin: 30_000, length: 20_000 };

  test.each([1, 2])(
    "everything ends well (seed %i)",
    async (seed) => {
      await open();
      const dice = diceOf(seed);
      const calls: { readonly operation: string; readonly at: number }[] = [];
      const struck = new Map(kinds.map(({ name }) => [name, 0]));
      let downSince: number | undefined;
      let refused = 0;
      const isRefused = (): boolean => {
        const now = clock.turned();
        if (now >= outage.begin) downSince ??= now;
        const isDown = downSince !== undefined && now < downSince + outage.length;
        if (isDown) refused += 1;
        return isDown;
      };
      stage.github.fail({ ...always, dropConnection: true, match: isRefused });
      // Sees every other call, strikes none.
      stage.github.fail({
        match: ({ operation }) => {
          calls.push({ operation, at: clock.now() });
          return false;
        },
      });
      for (const { name, share, about, fault } of kinds) {
        let left = fault.times ?? 1;
        const match = (call: Call): boolean => {
          const isStruck = left > 0 && about(call) && dice.hits(share);
          if (isStruck) struck.set(name, (struck.get(name) ?? 0) + 1);
          if (isStruck) left -= 1;
          return isStruck;
        };
        stage.github.fail({ ...fault, match });
      }
      const pulls = await openPulls(12);
      await clock.turnUntil(() => refused > 0 && pulls.every(hasVerdict));
      stage.github.forget();
      await clock.turnWhile(stage.app.settled());
      expectExactlyOnce(pulls);
      expect(pulls.flatMap((pull) => pull.comments())).toEqual([]);

      expect(refused).toBeGreaterThan(0);
      expect([...struck].filter(([, times]) => times === 0)).toEqual([]);
      const failed = [...struck.values()].reduce((sum, times) => sum + times, 0);
      expect(failed / calls.length).toBeGreaterThanOrEqual(0.3);
      const writes = calls.filter(({ operation }) => operation === "checks/create" || operation === "checks/update");
      const inAMinute = (from: number) => writes.filter(({ at }) => at >= from && at < from + 60_000).length;
      expect(Math.max(...writes.map(({ at }) => inAMinute(at)))).toBeLessThanOrEqual(80);
    },
    60_000,
  );
});

test("a file list that never answers: nothing green, nothing stuck, and the verdict once it does", async () => {
  await open({ callLimit: 600 });
  stage.github.fail({ match: "repos/compare-commits", delayMs: 3_000, times: 1_000 });
  const pull = await stage.repository.openPullRequest({
    head: "scale",
    title: "Scale",
    files: { "k8s/deploy.yaml": soundYaml },
  });
  const conclusion = () => stage.repository.latestCheckRun(pull.headSha())?.conclusion;
  const seen = new Set<unknown>();
  await clock.turnUntil(() => {
    seen.add(conclusion());
    return conclusion() === "timed_out";
  });
  expect(seen.has("success")).toBe(false);
  stage.github.forget();
  await clock.turnUntil(() => conclusion() === "success");
});

describe("webhooks that are lost, doubled, late and out of order", () => {
  /** People at work; what they leave behind is the same, whatever becomes of the webhooks. */
  async function work(): Promise<readonly FakePullRequest[]> {
    const pulls = await openPulls(6);
    const [first, second, third, fourth] = pulls;
    await first?.push({ files: { "k8s/deploy.yaml": soundYaml } });
    await second?.push({ files: { "k8s/deploy.yaml": twiceYaml } });
    await second?.push({ files: { "k8s/deploy.yaml": brokenYaml } });
    await third?.edit({ title: "Another title" });
    await fourth?.close();
    await fourth?.reopen();
    third?.comment("ada", "/recheck");
    return pulls;
  }
  const wanted = ["success", "failure", "success", "failure", "success", "success"];

  const endState = (pulls: readonly FakePullRequest[]) =>
    pulls.map((pull) => stage.repository.latestCheckRun(pull.headSha())?.conclusion);

  test.each([3, 4])("lead to the same end (seed %i)", async (seed) => {
    await open({ recovers: true, step: 15_000 });
    const dice = diceOf(seed);
    stage.github.webhooks.disturb(() => {
      if (dice.hits(0.2)) return "drop";
      if (dice.hits(0.25)) return "duplicate";
      return dice.hits(0.3) ? { delayed: dice.throw() * 300 } : undefined;
    });
    stage.github.webhooks.hold();
    const pulls = await work();
    stage.github.webhooks.release("reversed");
    await clock.turnUntil(() => JSON.stringify(endState(pulls)) === JSON.stringify(wanted));
    await clock.turnWhile(stage.app.settled());
    expect(endState(pulls)).toEqual(wanted);
    for (const pull of pulls) {
      const runs = stage.runs(pull);
      expect(new Set(runs.map((run) => run.externalId)).size).toBe(runs.length);
      expect(runs.filter((run) => run.status !== "completed")).toEqual([]);
    }
  });
});
