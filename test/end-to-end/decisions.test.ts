/** `/plumbline waive` and `override`: who may, what it does to the verdict, how it ends. */

import { afterEach, expect, test } from "@jest/globals";
import type { FakePullRequest } from "../fake-github/pull-request-actor.ts";
import { handTurned } from "./hand-turned.ts";
import { brokenYaml, onlyYaml, ownRules, ruleFile, twiceYaml } from "./rules.ts";
import { openStage } from "./stage.ts";
import type { Stage, StageOptions } from "./stage.ts";

const day = 24 * 3_600_000;
const bot = "plumbline[bot]";
const people = { ada: "write", grace: "write", ivan: "triage" } as const;
const emergencies = "emergency: { by: [grace, acme/on-call], hours: 6 }\n";

let stage: Stage;

async function open(rules: string, options: StageOptions = {}): Promise<FakePullRequest> {
  stage = await openStage({
    files: { [ruleFile]: rules },
    repository: { private: false, collaborators: people },
    ...options,
  });
  return stage.repository.openPullRequest({
    head: "scale",
    title: "Scale the api",
    author: "ada",
    files: { "k8s/deploy.yaml": brokenYaml, "k8s/twice.yaml": twiceYaml },
  });
}
afterEach(async () => {
  stage.github.assertClean();
  await stage.close();
});

async function comment(pull: FakePullRequest, author: string, body: string): Promise<readonly string[]> {
  const { id } = pull.comment(author, body);
  await stage.app.settled();
  return pull.reactions(id);
}

const idIn = (summary: string) => /· `([0-9a-f]{8})`/.exec(summary)?.[1] ?? "none";

test("somebody else with write rights waives a failure by its id, and the push after that keeps it waived", async () => {
  const pull = await open(onlyYaml);
  await stage.app.settled();
  expect(stage.run(pull).conclusion).toBe("failure");
  const id = idIn(stage.run(pull).summary ?? "");
  expect(stage.run(pull).annotations[0]?.raw_details).toContain(`/plumbline waive ${id} reason`);

  expect(await comment(pull, "grace", `/plumbline waive ${id} the parser of @acme/ops takes it`)).toEqual([
    `${bot}:eyes`,
    `${bot}:rocket`,
  ]);
  const run = stage.run(pull);
  expect(run.conclusion).toBe("success");
  expect(run.summary).toContain("### Waived by a command");
  expect(run.summary).toContain("Waived by `grace`: the parser of @\u200bacme/ops takes it");
  expect(run.annotations.map(({ annotation_level }) => annotation_level)).toEqual(["warning"]);

  await pull.push({ files: { "k8s/deploy.yaml": `# The api.\n${brokenYaml}` } });
  await stage.app.settled();
  expect(stage.run(pull).conclusion).toBe("success");
  expect(pull.comments()).toHaveLength(1);
});

test("who may not waive is told why, and nothing changes", async () => {
  const pull = await open(ownRules);
  await stage.app.settled();
  const runs = stage.runs(pull).length;
  const refusedOf = async (author: string, words: string) => {
    const reactions = await comment(pull, author, `/plumbline waive ${words}`);
    expect(stage.run(pull).conclusion).toBe("failure");
    return [reactions.at(-1)?.replace(`${bot}:`, ""), stage.run(pull).summary ?? ""];
  };
  const expectRefusal = async (author: string, words: string, reaction: string, said: string) => {
    const [given, summary] = await refusedOf(author, words);
    expect(given).toBe(reaction);
    expect(summary).toContain(said);
  };
  await expectRefusal(
    "ada",
    "ticket none is needed",
    "-1",
    "`ada` may not waive `ticket`, a failure of their own change",
  );
  await expectRefusal("ivan", "ticket none is needed", "-1", "`ivan` may not waive here: that takes write rights");
  await expectRefusal("grace", "tickett none is needed", "confused", "did you mean `ticket`?");
  await expectRefusal("grace", "ticket", "confused", "A reason is missing");
  await expectRefusal("grace", "ticket later until 2026-02-30", "confused", "`2026-02-30` is no day of the calendar");
  await expectRefusal("grace", "ticket later until 2020-01-01", "confused", "`2020-01-01` is over");
  await expectRefusal("grace", "ticket later until 2999-01-01", "confused", "too far ahead");
  await expectRefusal("grace", "0123456789 it is fine", "confused", "No finding here has the id");
  const [reaction, summary] = await refusedOf("mallory", "ticket it is fine");
  expect([reaction, summary?.includes("mallory")]).toEqual(["-1", false]);
  expect(stage.runs(pull)).toHaveLength(runs);
});

test("an author waives their own warning, and a failure where the rule lets them", async () => {
  const pull = await open(`${ownRules}    selfWaive: true\n`);
  await stage.app.settled();
  expect(
    await comment(pull, "ada", "/plumbline waive ticket a hotfix\n/plumbline waive duplicate-keys on purpose"),
  ).toContain(`${bot}:rocket`);
  const { conclusion, title, annotations } = stage.run(pull);
  expect({ conclusion, title, annotations: annotations.length }).toEqual({
    conclusion: "failure",
    title: "1 to mend before merge: YAML does not parse",
    annotations: 1,
  });
});

test("a waiver ends by itself on its day", async () => {
  const clock = handTurned(60_000);
  const pull = await open(onlyYaml, { clock });
  const isConcluded = (conclusion: string) => () =>
    stage.repository.latestCheckRun(pull.headSha())?.conclusion === conclusion;
  await clock.turnUntil(isConcluded("failure"));
  const until = new Date(clock.now() + 2 * day).toISOString().slice(0, 10);
  pull.comment("grace", `/plumbline waive yaml the next release mends it until ${until}`);
  await clock.turnUntil(isConcluded("success"));
  expect(stage.run(pull).summary).toContain(`until ${until}`);
  await clock.turnUntil(isConcluded("failure"), 3_600_000);
  expect(clock.now()).toBeGreaterThanOrEqual(Date.parse(`${until}T00:00:00Z`) + day);
  expect(stage.run(pull).summary).not.toContain("Waived by");
});

test("an override lets one commit pass, says who and until when, and ends with the next push", async () => {
  const pull = await open(`${onlyYaml}${emergencies}`);
  await stage.app.settled();
  expect(await comment(pull, "ada", "/plumbline override the site is down")).toEqual([`${bot}:eyes`, `${bot}:-1`]);
  expect(stage.run(pull).summary).toContain("`ada` may not override here");
  expect(await comment(pull, "grace", "/plumbline override the site is down")).toEqual([
    `${bot}:eyes`,
    `${bot}:rocket`,
  ]);
  const run = stage.run(pull);
  expect(run).toMatchObject({ conclusion: "success", title: "Overridden by grace: 1 left to mend (1 warning)" });
  expect(run.summary).toMatch(
    /`grace` lets this commit pass until \d{4}-\d\d-\d\d \d\d:\d\d UTC, whatever was found: the site is down/,
  );

  await pull.push({ files: { "README.md": "# Down\n" } });
  await stage.app.settled();
  expect(stage.run(pull).conclusion).toBe("failure");
});

test("an override ends after its hours, and without the setting there is none", async () => {
  const clock = handTurned(60_000);
  const pull = await open(`${onlyYaml}${emergencies}`, { clock });
  const isConcluded = (conclusion: string) => () =>
    stage.repository.latestCheckRun(pull.headSha())?.conclusion === conclusion;
  await clock.turnUntil(isConcluded("failure"));
  pull.comment("grace", "/plumbline override the site is down");
  await clock.turnUntil(isConcluded("success"));
  const since = clock.turned();
  await clock.turnUntil(isConcluded("failure"), 600_000);
  expect(clock.turned() - since).toBeGreaterThanOrEqual(5 * 3_600_000);
});

test("hostile words stay words", async () => {
  const pull = await open(onlyYaml);
  await stage.app.settled();
  await comment(
    pull,
    "grace",
    "/plumbline waive yaml <img src=x> [a](https://evil.example) @acme/all #1 \u202etxt | ` | ```",
  );
  const summary = stage.run(pull).summary ?? "";
  expect(stage.run(pull).conclusion).toBe("success");
  expect(summary).not.toMatch(/<img|\]\(https:\/\/evil|@acme\/all|\u202e/u);
  expect(await comment(pull, "grace", `/plumbline waive duplicate-keys ${"very ".repeat(10_000)}`)).toContain(
    `${bot}:rocket`,
  );
  expect(Buffer.byteLength(stage.run(pull).summary ?? "")).toBeLessThan(65_536);
  expect(await comment(pull, "grace", `/plumbline waive ${"`x`".repeat(5_000)} because`)).toContain(`${bot}:confused`);
});

test("help and config are shown in the check run, and no comment is written", async () => {
  const pull = await open(onlyYaml);
  await stage.app.settled();
  expect(await comment(pull, "ada", "/plumbline help\n/plumbline config")).toEqual([`${bot}:eyes`, `${bot}:rocket`]);
  const summary = stage.run(pull).summary ?? "";
  expect(summary).toContain("<details><summary>Commands</summary>");
  expect(summary).toContain("/plumbline override reason");
  expect(summary).toContain(
    "| `duplicate-keys` | warning | `.github/plumbline.yml:4` | check `style/yaml/duplicate-keys` |",
  );
  expect(pull.comments()).toHaveLength(1);
});
