/** `plumbline report`: what it takes from the file, from the CI and from the clone, and what it makes of answers. */

import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { lineMark } from "../../core/tool-report.ts";
import { removeTemporaryFolders, temporaryFolder, createRepository } from "../temporary-repository.ts";
import type { TemporaryRepository } from "../temporary-repository.ts";
import { run } from "./run.ts";

interface Request {
  readonly path: string;
  readonly token: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

const taken = { status: 202, body: { message: "taken" } };
let requests: Request[] = [];
/** Each request gets the next of them, the last one for ever. */
let answers: readonly { readonly status: number; readonly body: object }[] = [taken];
let server: Server;
let url: string;
let repository: TemporaryRepository;
let sha: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const answer = answers[Math.min(requests.length, answers.length - 1)] ?? taken;
      requests.push({ path: request.url ?? "", token: request.headers.authorization, body });
      response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  repository = createRepository();
  repository.git("remote", "add", "origin", "git@github.com:acme/network.git");
  repository.write("zones/main.tf", "a = 1\n");
  sha = repository.commit("Begin");
});
beforeEach(() => {
  requests = [];
  answers = [taken];
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  removeTemporaryFolders();
});

async function bodyOf(request: IncomingMessage): Promise<Request["body"]> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks);
  return body.length === 0 ? {} : JSON.parse(gunzipSync(body).toString("utf8"));
}

const checkstyle = (name: string) =>
  `<checkstyle><file name="${name}"><error line="1" message="open" source="X1"/></file></checkstyle>`;

function report(text: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}, folder = "") {
  const own = { PLUMBLINE_URL: url, PLUMBLINE_REPORT_TOKEN: "secret-token", ...env };
  const given = args.includes("--tool") ? args : [...args, "--tool", "Tool One"];
  return run(["report", "-", ...given], { cwd: join(repository.directory, folder), env: own, stdin: text });
}

describe("what is sent", () => {
  test("the commit and the repository of the clone, the tool as a word, its results", async () => {
    expect(await report(checkstyle("zones/main.tf"))).toEqual({
      code: 0,
      stdout: "1 result of tool-one: taken\n",
      stderr: "",
    });
    const result = { path: "zones/main.tf", line: 1, message: "open", code: "X1", seen: lineMark("a = 1") };
    expect(requests).toEqual([
      {
        path: "/api/reports",
        token: "Bearer secret-token",
        body: {
          formatVersion: 1,
          repository: "acme/network",
          sha,
          tool: "tool-one",
          results: [result],
          beyond: 0,
        },
      },
    ]);
  });

  test.each<[string, string, string | undefined, string?, string?]>([
    ["below the folder of the tool", "main.tf", "zones/main.tf", "zones"],
    ["below the root, though started deeper", "zones/main.tf", "zones/main.tf", "zones"],
    ["upwards, but inside", "../zones/main.tf", "zones/main.tf", "zones"],
    ["with a dot", "./zones/main.tf", "zones/main.tf"],
    ["in another system's manner", "zones\\main.tf", "zones/main.tf"],
    ["in a container", "/src/zones/main.tf", "zones/main.tf", "", "/src"],
    ["outside", "/etc/passwd", undefined],
    ["upwards", "../../etc/passwd", undefined],
    ["the root itself", ".", undefined],
  ])("a path %s", async (_, written, path, folder = "", root) => {
    await report(checkstyle(written), root === undefined ? [] : ["--root", root], {}, folder);
    expect(requests[0]?.body["results"]).toEqual([
      expect.objectContaining(path === undefined ? { line: 1 } : { path }),
    ]);
    if (path === undefined)
      expect(requests[0]?.body["results"]).toEqual([expect.not.objectContaining({ path: written })]);
  });

  test("an absolute path in the clone", async () => {
    await report(checkstyle(join(repository.directory, "zones/main.tf")));
    expect(requests[0]?.body["results"]).toMatchObject([{ path: "zones/main.tf" }]);
  });

  test("nothing, where it is only tried", async () => {
    const { code, stdout } = await report(checkstyle("/etc/passwd"), ["--dry-run"], { PLUMBLINE_URL: "" });
    expect({ code, stdout, sent: requests.length }).toEqual({
      code: 0,
      stdout: `1 result of tool-one, 1 of them in no file of the repository; acme/network at ${sha.slice(0, 7)}; nothing was sent\n`,
      sent: 0,
    });
  });
});

describe("in GitHub Actions", () => {
  const pullHead = "a".repeat(40);
  const merge = "b".repeat(40);
  let event: string;
  let env: Readonly<Record<string, string>>;

  beforeAll(() => {
    const folder = temporaryFolder();
    event = join(folder, "event.json");
    writeFileSync(event, JSON.stringify({ pull_request: { head: { sha: pullHead, repo: { fork: true } } } }));
    env = { GITHUB_EVENT_PATH: event, GITHUB_SHA: merge, GITHUB_REPOSITORY: "acme/dns" };
  });

  test("it is about the pull request's head, and the identity of the run is the token", async () => {
    answers = [{ status: 200, body: { value: "an.identity.token" } }, taken];
    const identity = { ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/token?v=1`, ACTIONS_ID_TOKEN_REQUEST_TOKEN: "request" };
    const { code, stderr } = await report(checkstyle("zones/main.tf"), [], {
      ...env,
      ...identity,
      PLUMBLINE_REPORT_TOKEN: "",
    });
    expect(code).toBe(0);
    expect(stderr).toContain(`the files here are those of ${sha.slice(0, 7)}, the report is about aaaaaaa`);
    expect(requests).toMatchObject([
      { path: "/token?v=1&audience=plumbline", token: "bearer request" },
      { path: "/api/reports", token: "Bearer an.identity.token", body: { repository: "acme/dns", sha: pullHead } },
    ]);
  });

  test("the commit of the trial merge is nobody's head", async () => {
    const { code, stderr } = await report(checkstyle("a"), ["--sha", merge], env);
    expect({ code, sent: requests.length }).toEqual({ code: 2, sent: 0 });
    expect(stderr).toContain(`leave \`--sha\` out, and it is ${pullHead}`);
  });

  test("without an identity: how to get one, or that forks have none", async () => {
    const none = { PLUMBLINE_REPORT_TOKEN: "" };
    expect((await report(checkstyle("a"), [], { ...env, ...none })).stderr).toContain("pull requests of forks");
    expect(await report(checkstyle("a"), [], none)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("permissions: id-token: write"),
    });
  });
});

describe("what goes wrong", () => {
  test.each<[string, string, readonly string[], string]>([
    ["a broken file, with its place", '{\n  "runs": [,]\n}', [], "standard input:2:12: "],
    ["a file that is none", "main.tf:1: open\n", [], "standard input:1:1: This is none of sarif, checkstyle"],
    ["no tool", checkstyle("a"), ["--tool", "…"], "`…` is no name of a tool"],
    ["half a commit", checkstyle("a"), ["--sha", "abc"], "`abc` is no full commit id"],
    ["no repository", checkstyle("a"), ["--repository", "network"], "`network` is no OWNER/NAME"],
    ["a token in the clear", checkstyle("a"), ["--url", "http://plumbline.example"], "in the clear"],
    ["no address", checkstyle("a"), ["--url", "plumbline"], "`plumbline` is no address"],
    ["no format", checkstyle("a"), ["--format", "sarf"], "did you mean `sarif`?"],
  ])("%s", async (_, text, args, said) => {
    const { code, stderr } = await report(text, args);
    expect({ code, stderr, sent: requests.length }).toEqual({
      code: 2,
      stderr: expect.stringContaining(said),
      sent: 0,
    });
  });

  test("no file, a folder, no tool's name", async () => {
    const call = (...args: readonly string[]) => run(["report", ...args], { cwd: repository.directory });
    expect((await call()).stderr).toContain("needs a FILE");
    expect((await call("nowhere.sarif")).stderr).toContain(
      "there is no file `nowhere.sarif`; a tool that failed writes none",
    );
    mkdirSync(join(repository.directory, "results"), { recursive: true });
    expect((await call("results")).stderr).toContain("`results` is a folder");
    repository.write("style.xml", checkstyle("a"));
    expect((await call("style.xml")).stderr).toContain("style.xml does not say which tool wrote it");
    expect((await call("style.xml", "--tool", "x")).stderr).toContain("set PLUMBLINE_URL");
  });

  test("a refusal is told and not tried again", async () => {
    answers = [{ status: 403, body: { message: "not \u001b[31myours" } }];
    const { code, stderr } = await report(checkstyle("a"));
    expect({ code, sent: requests.length }).toEqual({ code: 2, sent: 1 });
    expect(stderr).toBe("plumbline: not \\u{1b}[31myours\n");
  });

  test("an outage is tried again", async () => {
    answers = [{ status: 503, body: {} }, taken];
    expect(await report(checkstyle("a"))).toMatchObject({ code: 0 });
    expect(requests).toHaveLength(2);
  });
});

test("what a tool's rule is about can be asked, though no rule set names it", async () => {
  const { code, stdout } = await run(["explain", "report/trivy"], { cwd: temporaryFolder() });
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("`report/<tool>`") });
});

test("the operator makes a token for one repository", async () => {
  const call = (args: readonly string[], env = {}) =>
    run(["report-token", ...args], { cwd: repository.directory, env });
  const { code, stdout } = await call(["acme/network"], { WEBHOOK_SECRET: "a secret" });
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^plumbline\.[\w-]+\.[\w-]{43}\n$/u) });
  expect((await call(["acme/dns"], { WEBHOOK_SECRET: "a secret" })).stdout).not.toBe(stdout);
  expect(await call(["acme/network"])).toMatchObject({ code: 2, stderr: expect.stringContaining("WEBHOOK_SECRET") });
  expect(await call(["network"], { WEBHOOK_SECRET: "x" })).toMatchObject({ code: 2 });
});
