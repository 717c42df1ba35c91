/** What counts beside a local repository's own rules: its organisation's and those that it extends, as on GitHub, or it is told what is left out. */

import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readRemoteName } from "../../sources/git/remote-name.ts";
import { startFakeGitHub } from "../fake-github/server.ts";
import type { FakeGitHub } from "../fake-github/server.ts";
import { createRepository, removeTemporaryFolders, temporaryFolder } from "../temporary-repository.ts";
import { loadEveryCheck, run } from "./run.ts";

const rulesFile = ".github/plumbline.yml";
const duplicates = "style/yaml/duplicate-keys";
const ownersRules = `rules:
  ${duplicates}: { severity: failure, enforced: true }
  our-routes: { check: context/link, why: So., options: { to: runbook, pattern: x } }
`;

let github: FakeGitHub;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  await loadEveryCheck();
  github = await startFakeGitHub();
  const collaborators = { ada: "read" } as const;
  await github.createRepository({ name: ".github", files: { "plumbline.yml": ownersRules }, collaborators });
  const shared = await github.createRepository({
    name: "rules",
    files: { "yaml.yml": "rules:\n  style/yaml/tabs: notice\n" },
    collaborators,
  });
  shared.record.git.setRef("refs/tags/v1", shared.sha());
  env = { GITHUB_API_URL: github.apiUrl, GITHUB_TOKEN: github.userToken("ada") };
});
afterAll(async () => {
  await github.stop();
  removeTemporaryFolders();
});

function clone(files: Readonly<Record<string, string>>, origin = "git@github.com:acme/network.git"): string {
  const { directory, git } = createRepository(files);
  git("remote", "add", "origin", origin);
  return directory;
}

const weakened = { [rulesFile]: `rules: { ${duplicates}: off, our-routes: failure }\n` };

describe("the organisation's rules", () => {
  test("come from GitHub where there is a token", async () => {
    const cwd = clone({ ...weakened, "k8s/api.yaml": "kind: Service\nkind: Secret\n" });
    const shown = await run(["rules", "show", "k8s/api.yaml"], { cwd, env });
    expect(shown).toMatchObject({ code: 0, stderr: "" });
    expect(shown.stdout).toContain(`# recommended + acme/.github/plumbline.yml + ${rulesFile}\n`);
    expect(shown.stdout).toContain(`\`${rulesFile}:1\` cannot weaken \`severity\` of \`${duplicates}\``);
    const checked = await run(["check"], { cwd, env });
    expect(checked.stdout).toMatch(/failure .*style\/yaml\/duplicate-keys/u);
    expect(checked.code).toBe(1);
    expect(await run(["rules", "validate"], { cwd, env })).toMatchObject({ code: 0, stderr: "" });
  });

  test("come from a file or a folder that is named", async () => {
    const cwd = clone(weakened);
    const organisation = createRepository({ "plumbline.yml": ownersRules }).directory;
    for (const place of [organisation, join(organisation, "plumbline.yml")]) {
      const { code, stdout, stderr } = await run(["rules", "show", "--organisation", place], { cwd });
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toContain("enforces the rule");
    }
    const missing = await run(["rules", "show", "--organisation", "../nowhere"], { cwd });
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining("cannot read `../nowhere`") });
  });

  test("are said to be left out, once, where nobody can read them", async () => {
    const cwd = clone({ [rulesFile]: "rules: {}\n" });
    const { code, stdout, stderr } = await run(["rules", "show"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain(`# recommended + ${rulesFile}, without acme/.github/plumbline.yml\n`);
    expect(stderr).toBe(
      "plumbline: acme/.github/plumbline.yml is left out: set GITHUB_TOKEN, or name it with --organisation\n",
    );
    expect(await run(["check", "--quiet"], { cwd })).toMatchObject({ code: 0, stderr: "" });
    const silent = await run(["check"], { cwd, env: { ...env, GITHUB_API_URL: "http://127.0.0.1:1" } });
    expect(silent.stderr).toMatch(/^plumbline: acme\/\.github\/plumbline\.yml is left out: GitHub does not answer/u);
    expect(silent.code).toBe(0);
  });

  test("are no matter elsewhere", async () => {
    const cwd = clone({ [rulesFile]: "rules: {}\n" }, "https://git.example.com/acme/network.git");
    expect(await run(["rules", "show"], { cwd, env })).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("rules that are extended", () => {
  const extending = { [rulesFile]: "extends: [recommended, acme/rules//yaml.yml@v1]\n" };

  test("come from GitHub where there is a token", async () => {
    const cwd = clone(extending, "https://github.com/acme/network");
    const { code, stdout } = await run(["rules", "show", "a.yaml"], { cwd, env });
    expect(code).toBe(0);
    expect(stdout).toContain("    severity: notice # acme/rules//yaml.yml@v1:2\n");
    expect(await run(["rules", "validate"], { cwd, env })).toMatchObject({ code: 0 });
  });

  test("are an error at their line where nobody can read them", async () => {
    const { code, stdout } = await run(["rules", "validate"], { cwd: clone(extending) });
    expect(code).toBe(2);
    expect(stdout).toMatch(/^\.github\/plumbline\.yml:1:24: `acme\/rules\/\/yaml\.yml@v1` cannot be read from here\./u);
  });

  test("may be another owner's where the operator says so, as for the service", async () => {
    const cwd = clone(extending, "https://github.com/apex/network");
    const refused = await run(["rules", "validate"], { cwd, env });
    expect(refused.stdout).toContain("only rule sets of `apex` and of those whom the operator of Plumbline allows");
    expect(await run(["rules", "validate"], { cwd, env: { ...env, EXTENDABLE: "acme" } })).toMatchObject({ code: 0 });
  });
});

test("where the store is named that counts how rules did, and does not answer, that is said", async () => {
  const cwd = clone({ [rulesFile]: "rules: {}\n" });
  const shown = await run(["rules", "show", "a.yaml"], { cwd, env: { ...env, DATA_DIR: temporaryFolder() } });
  expect(shown.code).toBe(0);
  expect(shown.stderr).toContain("plumbline: how the rules did is left out: there is no store in");
});

test.each([
  ["https://github.com/acme/network.git", "github.com acme/network"],
  ["https://ada:secret@github.example.com/acme/.github/", "github.example.com acme/.github"],
  ["ssh://git@github.com:22/acme/network.tf", "github.com acme/network.tf"],
  ["git@github.com:acme/network", "github.com acme/network"],
  ["../network", undefined],
  ["https://github.com/acme/deep/network", undefined],
  ["/srv/git/network.git", undefined],
])("the remote %s", (url, expected) => {
  const name = readRemoteName(url);
  expect(name && `${name.host} ${name.owner}/${name.repo}`).toBe(expected);
});
