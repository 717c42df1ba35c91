/** GitHub in trouble: limits, outages, lost answers. None of it becomes a verdict, none of it writes anything twice. */

import { afterEach, describe, expect, test } from "@jest/globals";
import { knownTroubles } from "../fake-github/faults.ts";
import { handTurned } from "./hand-turned.ts";
import { brokenYaml, ownRules, ruleFile, soundYaml } from "./rules.ts";
import { openStage, toolbox, until } from "./stage.ts";
import type { Stage, StageOptions } from "./stage.ts";

let stage: Stage;

async function open(options: StageOptions = {}): Promise<void> {
  stage = await openStage({ files: { [ruleFile]: ownRules }, ...options });
}
afterEach(async () => {
  stage.github.assertClean();
  await stage.close();
});

function openPull(file = brokenYaml) {
  return stage.repository.openPullRequest({
    head: "scale",
    title: "OPS-12: scale the api",
    files: { "k8s/deploy.yaml": file },
  });
}

const isConcluded = (sha: string) => () => stage.repository.latestCheckRun(sha)?.status === "completed";

describe("outages", () => {
  test("a 502 while reading is asked again", async () => {
    await open();
    stage.github.fail({ match: "repos/compare-commits", status: 502, times: 2 });
    stage.github.fail({ match: "graphql", status: 502, after: 1 });
    const pull = await openPull();
    await stage.app.settled();
    expect(stage.runs(pull)).toHaveLength(1);
    expect(stage.run(pull)).toMatchObject({ conclusion: "failure" });
    expect(stage.run(pull).annotations).toHaveLength(1);
  });

  test("a run that was made although its answer was lost is found, not made again", async () => {
    await open();
    stage.github.fail({ match: "checks/create", performed: true, status: 502 });
    const pull = await openPull();
    await until(isConcluded(pull.headSha()));
    await stage.app.settled();
    expect(stage.runs(pull)).toHaveLength(1);
    expect(stage.run(pull).annotations).toHaveLength(1);
  });

  test("an answer that is cut in the middle makes no second run", async () => {
    await open();
    stage.github.fail({ match: "checks/create", performed: true, truncate: 20 });
    const pull = await openPull();
    await until(isConcluded(pull.headSha()));
    await stage.app.settled();
    expect(stage.runs(pull)).toHaveLength(1);
    expect(stage.run(pull).annotations).toHaveLength(1);
  });

  test("a connection that drops after the annotations were taken does not double them", async () => {
    await open();
    stage.github.fail({ match: "checks/update", performed: true, dropConnection: true });
    const pull = await openPull();
    await stage.app.settled();
    await until(isConcluded(pull.headSha()));
    await stage.app.settled();
    expect(stage.runs(pull)).toHaveLength(1);
    expect(stage.run(pull)).toMatchObject({ status: "completed", conclusion: "failure" });
    expect(stage.run(pull).annotations).toHaveLength(1);
  });
});

describe("what is not there", () => {
  test("a commit that GitHub does not show yet is waited for, not taken for gone", async () => {
    await open();
    stage.github.fail({ match: "repos/compare-commits", status: 404, body: { message: "Not Found" } });
    const pull = await openPull();
    await until(isConcluded(pull.headSha()));
    await stage.app.settled();
    expect(stage.runs(pull)).toHaveLength(1);
    expect(stage.run(pull)).toMatchObject({ conclusion: "failure" });
  });

  test("a pull request that stays away is let go after a few looks", async () => {
    const clock = handTurned();
    await open({ clock });
    const body = { data: null, errors: [{ type: "NOT_FOUND", message: "Could not resolve to a PullRequest" }] };
    stage.github.fail({ match: "graphql", status: 200, body, times: 1_000 });
    const pull = await openPull();
    await clock.turnUntil(() => stage.logged.some((line) => line.includes("is not there")));
    expect(stage.github.count().byOperation.graphql).toBe(4);
    await until(isConcluded(pull.headSha()));
    expect(stage.run(pull)).toMatchObject({ conclusion: "cancelled", title: "No longer needed" });
  });
});

describe("rate limits", () => {
  test.each([
    ["a secondary limit on a write", "checks/create", knownTroubles.secondaryLimit(2)],
    ["a 429 while reading", "repos/compare-commits", knownTroubles.secondaryLimit(2, 429)],
  ])("%s: the work waits and ends well", async (_what, match, trouble) => {
    await open();
    stage.github.fail({ match, ...trouble });
    const pull = await openPull();
    await until(isConcluded(pull.headSha()));
    await stage.app.settled();
    expect(stage.runs(pull)).toHaveLength(1);
    expect(stage.run(pull)).toMatchObject({ conclusion: "failure" });
    expect(pull.comments()).toHaveLength(0);
  });

  test("GraphQL's limit inside an answer of status 200", async () => {
    await open();
    const body = { data: null, errors: [{ type: "RATE_LIMITED", message: "API rate limit exceeded" }] };
    stage.github.fail({ match: "graphql", status: 200, body, headers: { "retry-after": "2" } });
    const pull = await openPull(soundYaml);
    await until(isConcluded(pull.headSha()));
    await stage.app.settled();
    expect(stage.run(pull)).toMatchObject({ conclusion: "success" });
  });
});

describe("a limit that never ends", () => {
  test("does not leave the run in progress for ever", async () => {
    const clock = handTurned();
    await open({ clock });
    stage.github.fail({ match: "graphql", ...knownTroubles.secondaryLimit(30), times: 1_000 });
    const pull = await openPull(soundYaml);
    await clock.turnUntil(isConcluded(pull.headSha()));
    expect(clock.turned()).toBeGreaterThanOrEqual(5 * 60_000);
    expect(stage.run(pull)).toMatchObject({ conclusion: "timed_out" });
    expect(stage.run(pull).summary).toContain("earlier tries could not be finished");
  });
});

describe("what cannot be finished", () => {
  test("stays in progress, is concluded as ours after five minutes, and ends well when it can", async () => {
    const clock = handTurned();
    await open({ clock });
    stage.github.fail({ match: "git/get-tree", status: 500, times: 1_000 });
    const pull = await openPull(soundYaml);
    await clock.turnUntil(() => stage.repository.latestCheckRun(pull.headSha())?.title?.startsWith("Waiting") === true);
    expect(stage.run(pull)).toMatchObject({ status: "in_progress", conclusion: null });

    await clock.turnUntil(isConcluded(pull.headSha()));
    expect(clock.turned()).toBeGreaterThanOrEqual(5 * 60_000);
    expect(stage.run(pull)).toMatchObject({
      conclusion: "timed_out",
      title: "Plumbline could not finish, not your code",
    });

    stage.github.forget();
    await clock.turnUntil(() => stage.run(pull).conclusion === "success");
    expect(stage.runs(pull)).toHaveLength(1);
  });
});

describe("when we ourselves fail", () => {
  /** A toolbox whose inspections go wrong as long as somebody says so. */
  function troubled(how: "throws" | "loses its files") {
    const state = { isBroken: true };
    const inspect: typeof toolbox.inspect = async (inspections, signal) => {
      if (!state.isBroken) return toolbox.inspect(inspections, signal);
      if (how === "throws") throw new Error("a defect");
      return inspections.map(({ path, tasks }) => ({
        path,
        waivers: [],
        observations: Object.fromEntries(
          tasks.map(({ rule }) => [
            rule,
            { findings: [], gaps: [{ path, reason: "out of time", cause: "ours" as const }] },
          ]),
        ),
      }));
    };
    return { state, toolbox: { ...toolbox, inspect } };
  }

  test.each(["throws", "loses its files"] as const)(
    "a review that %s is never green; it waits and ends well",
    async (how) => {
      const clock = handTurned();
      const defect = troubled(how);
      await open({ clock, toolbox: defect.toolbox });
      const pull = await openPull(soundYaml);
      await clock.turnUntil(() => /^Waiting/.test(stage.repository.latestCheckRun(pull.headSha())?.title ?? ""));
      expect(stage.run(pull)).toMatchObject({ status: "in_progress", conclusion: null });
      defect.state.isBroken = false;
      await clock.turnUntil(() => stage.run(pull).status === "completed");
      expect(stage.run(pull)).toMatchObject({ conclusion: "success" });
      expect(stage.runs(pull)).toHaveLength(1);
    },
  );

  test("after five minutes it says whose fault it is, and never that the change is sound", async () => {
    const clock = handTurned();
    const defect = troubled("loses its files");
    await open({ clock, toolbox: defect.toolbox });
    const pull = await openPull(soundYaml);
    await clock.turnUntil(() => stage.repository.latestCheckRun(pull.headSha())?.status === "completed");
    expect(stage.run(pull)).toMatchObject({
      conclusion: "timed_out",
      title: "Plumbline could not finish, not your code",
    });
  });
});
