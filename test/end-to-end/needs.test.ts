/** Needs that other people meet, or time does: an approval turns the verdict, and so does a window that opens. */

import { afterEach, describe, expect, test } from "@jest/globals";
import { handTurned } from "./hand-turned.ts";
import { ruleFile, soundYaml } from "./rules.ts";
import { openStage } from "./stage.ts";
import type { Stage, StageOptions } from "./stage.ts";

let stage: Stage;

async function open(rules: string, options: StageOptions = {}): Promise<void> {
  stage = await openStage({ files: { [ruleFile]: `extends: []\nrules:\n${rules}` }, ...options });
}
afterEach(async () => {
  stage.github.assertClean();
  await stage.close();
});

const openPull = (more: { title?: string; body?: string; author?: string; message?: string } = {}) =>
  stage.repository.openPullRequest({
    head: "scale",
    title: "Scale the api",
    files: { "k8s/deploy.yaml": soundYaml },
    ...more,
  });

describe("an approver", () => {
  const approver = "  context/approver: { severity: failure, options: { by: [grace] } }\n";

  test("approved is green, dismissed is red, and a push asks again", async () => {
    await open(approver);
    const pull = await openPull();
    await stage.app.settled();
    expect(stage.run(pull)).toMatchObject({ status: "completed", conclusion: "failure" });
    expect(stage.run(pull).summary).toContain("none from `grace`");

    pull.approve("ivan");
    pull.review("grace", "COMMENTED");
    await stage.app.settled();
    expect(stage.run(pull).conclusion).toBe("failure");

    const since = stage.github.log.at(-1)?.number ?? 0;
    const approval = pull.approve("grace");
    await stage.app.settled();
    expect(stage.run(pull)).toMatchObject({ conclusion: "success" });
    expect(stage.run(pull).summary).toContain("approved by `grace`");
    // The request and the owner's rules are read anew, and the verdict written: no file is read again.
    expect(Object.keys(stage.github.count(since).byOperation).sort()).toEqual([
      "checks/update",
      "graphql",
      "repos/get-content",
    ]);

    pull.dismiss(approval);
    await stage.app.settled();
    expect(stage.run(pull).conclusion).toBe("failure");

    pull.approve("grace");
    await stage.app.settled();
    await pull.push({ files: { "k8s/more.yaml": soundYaml } });
    await stage.app.settled();
    expect(stage.run(pull).conclusion).toBe("failure");
    expect(stage.run(pull).summary).toContain("`grace` approved an older commit");
  });
});

describe("a window", () => {
  test("opens and closes by itself: nobody touches the pull request", async () => {
    const clock = handTurned();
    const [minute, halfDay] = [60_000, 12 * 60 * 60_000];
    const opens = clock.now() + 20 * minute;
    const day = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"][new Date(opens).getUTCDay()];
    const window = `{ days: [${day}], from: "${hour(opens)}", to: "${hour(opens + halfDay)}" }`;
    await open(`  context/window: { severity: failure, options: { windows: [${window}] } }\n`, { clock });
    const pull = await openPull();
    const isConcluded = (conclusion: string) => () =>
      stage.repository.latestCheckRun(pull.headSha())?.conclusion === conclusion;

    await clock.turnUntil(isConcluded("failure"));
    expect(stage.run(pull).summary).toContain(`${hour(opens)} (UTC)`);
    await clock.turnUntil(isConcluded("success"), minute / 2);
    expect(clock.turned()).toBeGreaterThanOrEqual(19 * minute);
    await clock.turnUntil(isConcluded("failure"), 10 * minute);
    expect(clock.turned()).toBeGreaterThanOrEqual(halfDay);
    expect(stage.github.webhooks.all().filter(({ event }) => event === "pull_request")).toHaveLength(1);
  });

  test("a freeze that begins raises the risk, and what it asks for is asked by itself", async () => {
    const clock = handTurned();
    const [minute, day] = [60_000, 24 * 60 * 60_000];
    const begins = clock.now() + 20 * minute;
    const moment = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;
    const freeze = `{ from: "${moment(begins)}", to: "${moment(begins + day)}" }`;
    const ticket = "  context/ticket: { severity: failure, when: { risk: high } }\n";
    await open(`${ticket}risk: { freezes: [${freeze}] }\n`, { clock });
    const pull = await openPull();
    const isConcluded = (conclusion: string) => () =>
      stage.repository.latestCheckRun(pull.headSha())?.conclusion === conclusion;

    await clock.turnUntil(isConcluded("success"), 1_000);
    await clock.turnUntil(isConcluded("failure"), minute / 2);
    expect(clock.turned()).toBeGreaterThanOrEqual(19 * minute);
    await clock.turnUntil(isConcluded("success"), 60 * minute);
    expect(clock.turned()).toBeGreaterThanOrEqual(day);
  });

  function hour(time: number): string {
    return new Date(time).toISOString().slice(11, 16);
  }
});

describe("requests that speak through others", () => {
  const needs = "  context/ticket: failure\n  context/description: failure\n";

  test("a revert has the ticket and the words of what it takes back", async () => {
    await open(needs);
    const body = "The api answers slowly at noon, and more of it helps.";
    const original = await openPull({ title: "OPS-12: scale the api", body });
    await stage.app.settled();
    await original.merge();
    const revert = await stage.repository.openPullRequest({
      head: "revert-1",
      title: 'Revert "Scale the api"',
      body: `Reverts acme/infrastructure#${original.number}`,
      delete: ["k8s/deploy.yaml"],
    });
    await stage.app.settled();
    expect(stage.run(revert)).toMatchObject({ conclusion: "success" });
    expect(stage.run(revert).summary).toContain(`the title of \`#${original.number}\`, which this reverts`);
  });

  test("Renovate is not asked about an image's version, and is asked about everything else", async () => {
    await open(needs);
    await stage.repository.commit("main", { files: { "k8s/api.yaml": "image: shop/api:1.2.0\nreplicas: 2\n" } });
    const renovate = (branch: string, text: string) =>
      stage.repository.openPullRequest({
        head: `renovate/${branch}`,
        title: "Update shop/api",
        author: "renovate[bot]",
        files: { "k8s/api.yaml": text },
      });
    const version = await renovate("api-1.x", "image: shop/api:1.3.0\nreplicas: 2\n");
    const more = await renovate("api-more", "image: shop/api:1.3.0\nreplicas: 200\n");
    await stage.app.settled();
    expect(stage.run(version)).toMatchObject({ conclusion: "success" });
    expect(stage.run(version).summary).toContain("a bot, only raises versions");
    expect(stage.run(more)).toMatchObject({ conclusion: "failure" });
  });
});
