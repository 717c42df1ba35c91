/** What a repository's own CI reports joins the check run: the real command line, the real service, a fake GitHub. */

import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { reportToken } from "../../web/report-token.ts";
import { run } from "../cli/run.ts";
import { startFakeGitHub } from "../fake-github/server.ts";
import type { FakePullRequest } from "../fake-github/pull-request-actor.ts";
import { listening, startServed } from "../store/kill/process.ts";
import type { ServedProcess } from "../store/kill/process.ts";
import { untilNothingWaits } from "../store/kill/rounds.ts";
import { removeTemporaryFolders, temporaryFolder } from "../temporary-repository.ts";
import { ruleFile } from "./rules.ts";
import { openStage, until } from "./stage.ts";
import type { Stage } from "./stage.ts";

const program = join(import.meta.dirname, "../../bin/plumbline.js");
const folder = temporaryFolder();

const rules = `extends: []
rules:
  duplicate-keys:
    check: style/yaml/duplicate-keys
    severity: warning
    title: Duplicate keys
    why: The second silently wins.
  config-test/reported:
    check: config-test/reported
    severity: warning
    title: Other tools
    why: One place is read sooner than ten.
  gate:
    check: config-test/reported
    severity: failure
    title: Gate
    why: What the gate finds stops a release.
    paths: ["gated/**"]
    options: { tools: [gate], required: true }
`;
const base = "kind: Deployment\nmetadata:\n  name: api\nspec:\n  replicas: 1\n";
const head = "kind: Deployment\nmetadata:\n  name: api\nspec:\n  replicas: 2\n  replicas: 3\n";

interface Ran {
  readonly code: number | null;
  readonly output: string;
}

function plumbline(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ran> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: { PATH: process.env["PATH"], ...env },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (part) => (output += part));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, output })));
}

async function inProcess(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ran> {
  const { code, stdout, stderr } = await run(args, { cwd: folder, env });
  return { code, output: stdout + stderr };
}

function sarif(tool: string, results: readonly (readonly [path: string, line: number, code: string])[]): string {
  const path = join(folder, `${tool}.sarif`);
  const told = results.map(([uri, startLine, ruleId]) => ({
    ruleId,
    message: { text: `${ruleId} is not met` },
    locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine } } }],
  }));
  const driver = { name: tool, semanticVersion: "1.35.1" };
  writeFileSync(path, JSON.stringify({ version: "2.1.0", runs: [{ tool: { driver }, results: told }] }));
  return path;
}

afterAll(removeTemporaryFolders);

describe("in a repository with a workflow", () => {
  let stage: Stage;
  let token: string;
  beforeAll(async () => {
    stage = await openStage({ files: { [ruleFile]: rules, "k8s/deploy.yaml": base } });
    token = reportToken(stage.github.environment()["WEBHOOK_SECRET"] ?? "", "acme/infrastructure");
  });
  afterEach(() => stage.github.assertClean());
  afterAll(() => stage.close());

  async function open(name: string, path = "k8s/deploy.yaml"): Promise<FakePullRequest> {
    const pull = await stage.repository.openPullRequest({ head: name, title: name, files: { [path]: head } });
    await stage.app.settled();
    return pull;
  }

  /** As a process of its own where that is the point; starting one takes most of a second. */
  async function report(
    file: string,
    sha: string,
    more: Readonly<Record<string, string>> = {},
    call: typeof plumbline = inProcess,
  ): Promise<Ran> {
    const env = {
      PLUMBLINE_URL: stage.app.url,
      PLUMBLINE_REPORT_TOKEN: token,
      GITHUB_REPOSITORY: "acme/infrastructure",
    };
    const ran = await call(["report", file, "--sha", sha], { ...env, ...more });
    await stage.app.settled();
    return ran;
  }

  test("a result on a changed line is annotated, ours is told once, what is elsewhere is counted", async () => {
    const pull = await open("scale");
    expect(stage.run(pull).annotations).toHaveLength(1);
    const file = sarif("yamllint", [
      ["k8s/deploy.yaml", 5, "line-length"],
      ["k8s/deploy.yaml", 6, "key-duplicates"],
      ["k8s/deploy.yaml", 1, "document-start"],
      ["k8s/base.yaml", 1, "document-start"],
    ]);
    const ran = await report(file, pull.headSha(), {}, plumbline);
    expect(ran).toEqual({
      code: 0,
      output: "4 results of yamllint: the results of yamllint join the check run of #1\n",
    });
    const run = stage.run(pull);
    expect(run.conclusion).toBe("success");
    expect(run.annotations.map(({ start_line, message }) => [start_line, message.split("\n")[0]])).toEqual([
      [5, "`yamllint` says of this line: `line-length is not met [line-length]`"],
      [6, expect.stringContaining("replicas")],
    ]);
    expect(run.summary).toContain("`yamllint 1.35.1`: 2 on lines that this change touches, 2 elsewhere");

    // The same word again changes nothing; a newer word takes its place.
    const runs = stage.runs(pull).length;
    await report(file, pull.headSha());
    expect(stage.runs(pull)).toHaveLength(runs);
    await report(sarif("yamllint", []), pull.headSha());
    expect(stage.run(pull).annotations).toHaveLength(1);
    expect(stage.run(pull).summary).toContain("`yamllint 1.35.1`: 0 on lines that this change touches, 0 elsewhere");
  });

  test("what comes before its commit is a head joins when it is one", async () => {
    const sha = await stage.repository.commit("early", { files: { "k8s/deploy.yaml": head } });
    const ran = await report(sarif("trivy", [["k8s/deploy.yaml", 5, "KSV-1"]]), sha);
    expect(ran.output).toContain("kept: no pull request of acme/infrastructure has this commit as its head so far");
    const pull = await stage.repository.openPullRequest({ head: "early", title: "Early" });
    await stage.app.settled();
    expect(pull.headSha()).toBe(sha);
    expect(stage.run(pull).annotations.map(({ start_line }) => start_line)).toContain(5);
  });

  test("a rule that requires a tool keeps the run open until it has reported", async () => {
    const pull = await open("gated", "gated/deploy.yaml");
    expect(stage.run(pull)).toMatchObject({ status: "in_progress", title: "Waiting for the results of gate" });
    await report(sarif("gate", [["gated/deploy.yaml", 2, "G1"]]), pull.headSha());
    expect(stage.run(pull)).toMatchObject({ status: "completed", conclusion: "failure" });
    await report(sarif("gate", []), pull.headSha());
    expect(stage.run(pull)).toMatchObject({ status: "completed", conclusion: "success" });
  });

  test("nobody reports for another repository", async () => {
    const pull = await open("mine");
    const before = stage.runs(pull).length;
    const file = sarif("trivy", [["k8s/deploy.yaml", 5, "KSV-1"]]);
    const other = { GITHUB_REPOSITORY: "acme/clusters" };
    const secret = stage.github.environment()["WEBHOOK_SECRET"] ?? "";
    const theirs = { PLUMBLINE_REPORT_TOKEN: reportToken(secret, "acme/clusters") };
    expect(await report(file, pull.headSha(), { PLUMBLINE_REPORT_TOKEN: "plumbline.a.b" })).toEqual({
      code: 2,
      output: "plumbline: this token is not known\n",
    });
    expect((await report(file, pull.headSha(), other)).output).toContain("this token is for another repository");
    expect((await report(file, pull.headSha(), theirs)).output).toContain("this token is for another repository");
    // The commit is ours, whatever they say of it.
    expect((await report(file, pull.headSha(), { ...other, ...theirs })).output).toContain(
      "no pull request of acme/clusters",
    );
    expect(stage.runs(pull)).toHaveLength(before);
    expect(stage.run(pull).annotations.map(({ start_line }) => start_line)).toEqual([6]);
  });
});

test("what was taken survives a kill -9, and joins after it", async () => {
  const github = await startFakeGitHub();
  let served: ServedProcess | undefined;
  try {
    const files = { [ruleFile]: rules, "k8s/deploy.yaml": base };
    const repository = await github.createRepository({ name: "infrastructure", files });
    const env = { ...github.environment(), DATA_DIR: join(folder, "data"), HASTY_SINCE: String(Date.now()) };
    served = startServed(env);
    const first = await listening(served);
    github.webhooks.connect(`${first}/api/github/webhooks`);
    const pull = await repository.openPullRequest({
      head: "scale",
      title: "Scale",
      files: { "k8s/deploy.yaml": head },
    });
    await until(() => repository.latestCheckRun(pull.headSha())?.status === "completed");
    // From here on GitHub cannot be written to, so that nothing joins before the end.
    for (const match of ["checks/create", "checks/update"]) github.fail({ match, status: 502, times: 10_000 });
    const ran = await plumbline(
      ["report", sarif("trivy", [["k8s/deploy.yaml", 5, "KSV-1"]]), "--sha", pull.headSha()],
      {
        PLUMBLINE_URL: first,
        PLUMBLINE_REPORT_TOKEN: reportToken(github.environment()["WEBHOOK_SECRET"] ?? "", "acme/infrastructure"),
        GITHUB_REPOSITORY: "acme/infrastructure",
      },
    );
    expect(ran.output).toContain("join the check run of #1");
    await served.end("SIGKILL");
    github.forget();
    served = startServed(env);
    const second = await listening(served);
    github.webhooks.connect(`${second}/api/github/webhooks`);
    await untilNothingWaits(second, () => served?.errors() ?? "");
    expect(repository.latestCheckRun(pull.headSha())?.annotations.map(({ start_line }) => start_line)).toEqual([5, 6]);
    expect(await served.end("SIGTERM")).toBe(0);
  } finally {
    await served?.end("SIGKILL");
    await github.stop();
  }
}, 180_000);
