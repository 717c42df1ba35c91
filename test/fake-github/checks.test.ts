/** Check runs on the fake: PATCH appends, GitHub's unwritten rules refuse, suites follow their runs. */

import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Octokit } from "@octokit/rest";
import type { FakeRepository } from "./actors.ts";
import { octokitForInstallation } from "./octokit-for.ts";
import { startFakeGitHub, type FakeGitHub } from "./server.ts";

const place = { owner: "acme", repo: "network" };
const output = { title: "2 to mend", summary: "All of it" };

let github: FakeGitHub;
let network: FakeRepository;
let octokit: Octokit;

beforeEach(async () => {
  github = await startFakeGitHub();
  network = await github.createRepository({ name: "network" });
  octokit = await octokitForInstallation(github, "acme");
});
afterEach(() => github.stop());

function annotation(line: number) {
  return {
    path: "k8s/deploy.yaml",
    start_line: line,
    end_line: line,
    annotation_level: "failure" as const,
    message: "does not parse",
  };
}

function create(more: Partial<Parameters<Octokit["rest"]["checks"]["create"]>[0]> = {}) {
  return octokit.rest.checks.create({ ...place, name: "plumbline", head_sha: network.sha(), ...more } as never);
}

test("annotations of a PATCH are appended to those of the POST, in order", async () => {
  const run = await create({ status: "in_progress", output: { ...output, annotations: [annotation(1)] } });
  const patch = { ...place, check_run_id: run.data.id };
  await octokit.rest.checks.update({ ...patch, output: { summary: "More", annotations: [annotation(2)] } });
  await octokit.rest.checks.update({
    ...patch,
    conclusion: "failure",
    output: { summary: "Done", annotations: [annotation(2)] },
  });

  const stored = network.latestCheckRun(network.sha());
  expect(stored?.annotations.map((one) => one.start_line)).toEqual([1, 2, 2]);
  expect(stored).toMatchObject({ status: "completed", conclusion: "failure", title: "2 to mend", summary: "Done" });
  const listed = await octokit.rest.checks.listAnnotations({ ...patch, per_page: 2, page: 2 });
  expect(listed.data).toHaveLength(1);
  const suites = await octokit.rest.checks.listSuitesForRef({ ...place, ref: "main" });
  expect(suites.data.check_suites[0]).toMatchObject({ status: "completed", conclusion: "failure" });
  github.assertClean();
});

test("fifty-one annotations are refused and reported as a violation", async () => {
  const annotations = Array.from({ length: 51 }, (_, index) => annotation(index + 1));
  await expect(create({ output: { ...output, annotations } })).rejects.toMatchObject({ status: 422 });
  expect(() => github.assertClean()).toThrow(/more than 50 items/);
});

test("a property that GitHub does not document is a violation although the schema lets it through", async () => {
  await create({ output: { ...output, bogus: 1 } as never });
  expect(github.violations()).toEqual(["request checks/create: body/output/bogus is not documented"]);
});

test.each([
  [
    "a summary of too many bytes",
    { output: { title: "t", summary: "é".repeat(32_768) } },
    /exceeds a maximum bytesize of 65535/,
  ],
  ["a line zero", { output: { ...output, annotations: [annotation(0)] } }, /must be 1 or more/],
  [
    "an end before its start",
    { output: { ...output, annotations: [{ ...annotation(5), end_line: 4 }] } },
    /not be before start_line/,
  ],
  [
    "columns over several lines",
    { output: { ...output, annotations: [{ ...annotation(5), end_line: 6, start_column: 1 }] } },
    /only supported on a single line/,
  ],
  [
    "a title of 256 characters",
    { output: { ...output, annotations: [{ ...annotation(5), title: "x".repeat(256) }] } },
    /too long/,
  ],
  [
    "raw details over 64 KB",
    { output: { ...output, annotations: [{ ...annotation(5), raw_details: "x".repeat(65_537) }] } },
    /bytesize/,
  ],
  ["a commit that is not there", { head_sha: "1".repeat(40) }, /No commit found for SHA/],
])("%s is refused with 422", async (_, body, message) => {
  await expect(create(body)).rejects.toMatchObject({ status: 422, message: expect.stringMatching(message) });
  expect(network.checkRuns(network.sha())).toEqual([]);
});

test("the newest run of a name is the latest, and only `all` shows the older", async () => {
  await create({ external_id: "one" });
  await create({ external_id: "two" });
  const latest = await octokit.rest.checks.listForRef({
    ...place,
    ref: "main",
    check_name: "plumbline",
    app_id: github.app.id,
  });
  expect(latest.data.check_runs.map((run) => run.external_id)).toEqual(["two"]);
  const all = await octokit.rest.checks.listForRef({ ...place, ref: network.sha(), filter: "all" });
  expect(all.data.check_runs.map((run) => run.external_id)).toEqual(["two", "one"]);
  github.assertClean();
});

test("asking again resets the suite and leaves the run as it was", async () => {
  const run = await create({ conclusion: "success", output });
  network.rerequestCheckRun(run.data.id);
  const suite = await octokit.rest.checks.getSuite({ ...place, check_suite_id: run.data.check_suite?.id ?? 0 });
  expect(suite.data).toMatchObject({ status: "queued", conclusion: null });
  expect(network.latestCheckRun(network.sha())).toMatchObject({ status: "completed", conclusion: "success" });
  github.assertClean();
});
