/** Tickets that are looked up, from webhook to check run: outages wait and mend themselves, and nobody learns a ticket's title. */

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { connectTrackers, readTrackerSettings } from "../../sources/trackers.ts";
import { systemClock } from "../../store/system-clock.ts";
import type { FakeRepository } from "../fake-github/actors.ts";
import type { FakePullRequest } from "../fake-github/pull-request-actor.ts";
import { jiraToken, openFakeJira } from "../fake-trackers/jira.ts";
import type { FakeJira } from "../fake-trackers/jira.ts";
import { handTurned } from "./hand-turned.ts";
import { ruleFile, soundYaml } from "./rules.ts";
import { openStage, toolbox, until } from "./stage.ts";
import type { Stage } from "./stage.ts";

const rules = (onOutage: string): string => `extends: []
rules:
  ticket:
    check: context/ticket
    severity: failure
    title: Ticket
    why: The ticket says who wanted this.
    options: { projects: [OPS], verify: open, onOutage: ${onOutage} }
`;

let jira: FakeJira;
let stage: Stage;

beforeAll(async () => {
  jira = await openFakeJira();
  const { settings } = readTrackerSettings({ JIRA_URL: jira.url, JIRA_TOKEN: jiraToken });
  const lookUpTicket = connectTrackers(settings, { fetch, clock: systemClock });
  if (lookUpTicket === undefined) throw new Error("Jira is not connected");
  stage = await openStage({
    toolbox: { ...toolbox, lookUpTicket },
    files: { [ruleFile]: rules("wait") },
    repository: { private: true },
  });
});
beforeEach(() => {
  jira.fail(undefined);
  jira.issues.clear();
  jira.issues.set("OPS-12", { summary: "Layoffs in May", category: "indeterminate" });
  jira.issues.set("OPS-13", { summary: "Layoffs in June", category: "done" });
});
afterEach(() => stage.github.assertClean());
afterAll(async () => {
  await stage.close();
  await jira.close();
});

let branches = 0;
async function openPull(title: string, repository: FakeRepository = stage.repository): Promise<FakePullRequest> {
  branches += 1;
  const pull = await repository.openPullRequest({
    head: `patch/open-${branches}`,
    message: "Open SSH",
    title,
    files: { "k8s/deploy.yaml": soundYaml },
  });
  await stage.app.settled();
  return pull;
}

const said = (pull: FakePullRequest): string => {
  const { title, summary, text } = stage.run(pull);
  return [title, summary, text].join("\n");
};

test("an open ticket is green; one that is done is red until another is named, and nothing about it is told", async () => {
  const pull = await openPull("OPS-13: open SSH");
  expect(stage.run(pull)).toMatchObject({ conclusion: "failure" });
  expect(said(pull)).toContain("`OPS-13` in the title is not an open ticket of `OPS` that Plumbline can see.");
  expect(said(pull)).not.toMatch(/layoffs|june|\bdone\b/i);

  await pull.edit({ title: "OPS-12: open SSH" });
  await stage.app.settled();
  expect(stage.run(pull)).toMatchObject({ conclusion: "success" });
  expect(said(pull)).toContain("`OPS-12` in the title, looked up");
  expect(said(pull)).not.toMatch(/layoffs|indeterminate/i);
});

test("an outage is no verdict and nobody's fault, and the right one comes by itself", async () => {
  jira.issues.set("OPS-21", { summary: "Layoffs in July", category: "new" });
  jira.fail("broken");
  const pull = await openPull("OPS-21: open SSH");
  expect(stage.run(pull)).toMatchObject({ status: "in_progress" });
  expect(stage.run(pull).conclusion ?? null).toBeNull();
  expect(said(pull)).toContain("`OPS-21` in the title could not be looked up: Jira answers with status 500");
  expect(said(pull)).toContain("your change is not the reason");
  expect(said(pull)).not.toContain("- [x] Ticket");

  jira.fail(undefined);
  await until(() => stage.run(pull).conclusion === "success");
});

test("an outage hides no wrong ticket either", async () => {
  jira.issues.set("OPS-22", { summary: "Layoffs in August", category: "done" });
  jira.fail("garbled");
  const pull = await openPull("OPS-22: open SSH");
  expect(stage.run(pull)).toMatchObject({ status: "in_progress" });

  jira.fail(undefined);
  await until(() => stage.run(pull).conclusion === "failure");
});

test("a public repository is never the reason for a question", async () => {
  const before = jira.questions.length;
  const repository = await stage.github.createRepository({
    name: "website",
    private: false,
    files: { [ruleFile]: rules("wait"), "k8s/base.yaml": "kind: Namespace\n" },
  });
  await stage.app.settled();
  const pull = await openPull("OPS-13: open SSH", repository);
  const run = repository.latestCheckRun(pull.headSha());
  expect(run).toMatchObject({ conclusion: "success" });
  expect(run?.summary).toContain("not looked up, because this repository is public");
  expect(jira.questions.length).toBe(before);
});

test("accept-cached: what the tracker said before counts during an outage, what it never said waits", async () => {
  const clock = handTurned();
  const { settings } = readTrackerSettings({ JIRA_URL: jira.url, JIRA_TOKEN: jiraToken });
  const lookUpTicket = connectTrackers(settings, { fetch, clock });
  const lenient = await openStage({
    toolbox: { ...toolbox, ...(lookUpTicket && { lookUpTicket }) },
    files: { [ruleFile]: rules("accept-cached") },
    repository: { private: true },
    clock,
  });
  try {
    const open = (head: string, title: string) =>
      lenient.repository.openPullRequest({
        head,
        title,
        files: { "k8s/deploy.yaml": soundYaml.concat(`# ${head}\n`) },
      });
    const run = (pull: FakePullRequest) => lenient.repository.latestCheckRun(pull.headSha());
    const before = await open("patch/before", "OPS-12: open SSH");
    await clock.turnUntil(() => run(before)?.conclusion === "success");

    jira.fail("broken");
    let isStale = false;
    clock.after(6 * 60_000, () => (isStale = true));
    await clock.turnUntil(() => isStale);
    const during = await open("patch/during", "OPS-12: close SSH");
    await clock.turnUntil(() => run(during)?.conclusion === "success");
    expect(run(during)?.summary).toContain("as its tracker said before it stopped answering");

    jira.issues.set("OPS-31", { summary: "Layoffs in September", category: "new" });
    const unknown = await open("patch/unknown", "OPS-31: move SSH");
    await until(() => run(unknown)?.status === "in_progress");
    jira.fail(undefined);
    await clock.turnUntil(() => run(unknown)?.conclusion === "success");
  } finally {
    await lenient.close();
  }
});

test("where a team lets nothing pass unchecked an outage is red without blame, and green by itself once it is over", async () => {
  const { settings } = readTrackerSettings({ JIRA_URL: jira.url, JIRA_TOKEN: jiraToken });
  const lookUpTicket = connectTrackers(settings, { fetch, clock: systemClock });
  const clock = handTurned();
  const strict = await openStage({
    toolbox: { ...toolbox, ...(lookUpTicket && { lookUpTicket }) },
    files: { [ruleFile]: rules("fail") },
    repository: { private: true },
    clock,
  });
  try {
    jira.fail("broken");
    const pull = await strict.repository.openPullRequest({
      head: "patch/strict",
      title: "OPS-12: open SSH",
      files: { "k8s/deploy.yaml": soundYaml },
    });
    const conclusion = () => strict.repository.latestCheckRun(pull.headSha())?.conclusion;
    await clock.turnUntil(() => conclusion() === "failure");
    expect(strict.run(pull).summary).toContain(
      "this team lets nothing pass until it is; your change is not the reason.",
    );

    jira.fail(undefined);
    await clock.turnUntil(() => conclusion() === "success");
  } finally {
    await strict.close();
  }
});
