/** `review https://…/pull/N` on the fake GitHub: the same findings, nothing posted. */

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { FakeRepository } from "../fake-github/actors.ts";
import { startFakeGitHub } from "../fake-github/server.ts";
import type { FakeGitHub } from "../fake-github/server.ts";
import { packageRoot } from "../../engine/package-root.ts";
import { loadEveryCheck, run } from "./run.ts";

let github: FakeGitHub;
let repository: FakeRepository;

beforeAll(async () => {
  await loadEveryCheck();
  github = await startFakeGitHub();
  repository = await github.createRepository({
    name: "network",
    files: {
      ".github/plumbline.yml": "extends: []\nrules:\n  style/yaml/duplicate-keys: failure\n  context/ticket: failure\n",
      "k8s/api.yaml": "kind: Service\n",
    },
  });
});
afterAll(() => github.stop());

test("a pull request is reviewed by its address, with the request's text", async () => {
  const pull = await repository.openPullRequest({
    head: "open-ssh",
    title: "Open SSH",
    body: "For the bastion.",
    files: { "k8s/api.yaml": "kind: Service\nkind: Secret\n" },
  });
  const env = { GITHUB_API_URL: github.apiUrl, GITHUB_TOKEN: github.userToken("ada") };
  const before = github.log.length;
  const address = `https://github.com/acme/network/pull/${pull.number}/files`;
  const { code, stdout, stderr } = await run(["review", address], { cwd: packageRoot(), env });
  expect(stderr).toBe("");
  expect(stdout).toContain("k8s/api.yaml\n  2:1     failure  ");
  expect(stdout).toContain("none in title, body, branch `open-ssh` or the commit.");
  expect(code).toBe(1);
  expect(github.count(before).writes).toBe(0);
  github.assertClean();
});

test("doctor asks GitHub which permissions the App has", async () => {
  const { code, stdout } = await run(["doctor"], { cwd: packageRoot(), env: github.environment() });
  expect(stdout).toContain("[x] GitHub ");
  expect(stdout).toMatch(/\[x\] checks +write/);
  expect(stdout).toMatch(/\[x\] merge_queues +read/);
  expect(code).toBe(0);
});
