/** `check` and `review` on real folders and repositories: output, remarks, exit codes. */

import { generateKeyPairSync } from "node:crypto";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { packageRoot } from "../../engine/package-root.ts";
import { createRepository, removeTemporaryFolders } from "../temporary-repository.ts";
import type { TemporaryRepository } from "../temporary-repository.ts";
import { loadEveryCheck, run } from "./run.ts";

beforeAll(loadEveryCheck);
afterAll(removeTemporaryFolders);

const duplicateKeys = "kind: Service\nkind: Secret\n";
const rulesFile = ".github/plumbline.yml";

/** Only one rule, at a severity of one's choice, so that a test does not depend on what `recommended` holds. */
const oneRule = (severity: string) => `extends: []\nrules:\n  style/yaml/duplicate-keys: ${severity}\n`;

function changedRepository(rules: string): TemporaryRepository {
  const repository = createRepository({ [rulesFile]: rules, "k8s/api.yaml": "kind: Service\n" });
  repository.git("switch", "--quiet", "--create", "open-ssh");
  repository.write("k8s/api.yaml", duplicateKeys);
  repository.commit("Open SSH");
  return repository;
}

describe("review of a local repository", () => {
  test("prints findings and exits with 1", async () => {
    const { directory } = changedRepository(oneRule("failure"));
    const { code, stdout, stderr } = await run(["review"], { cwd: join(directory, "k8s") });
    expect(stderr).toBe("");
    expect(stdout).toContain("k8s/api.yaml\n  2:1     failure  ");
    expect(stdout).toContain("style/yaml/duplicate-keys");
    expect(code).toBe(1);
  });

  test.each([
    ["failure", "failure", 1],
    ["warning", "failure", 0],
    ["warning", "warning", 1],
    ["notice", "warning", 0],
    ["notice", "notice", 1],
    ["failure", "never", 0],
  ])("a finding at %s under --fail-on %s exits with %i", async (severity, failOn, expected) => {
    const { directory } = changedRepository(oneRule(severity));
    expect((await run(["review", "--fail-on", failOn], { cwd: directory })).code).toBe(expected);
  });

  test("rules are read at base: a change cannot switch off what judges it", async () => {
    const repository = changedRepository(oneRule("failure"));
    repository.write(rulesFile, oneRule("off"));
    repository.commit("Switch the rule off");
    expect((await run(["review"], { cwd: repository.directory })).code).toBe(1);
  });

  test("shows what changed rules would find, and exits by base's", async () => {
    const repository = createRepository({ [rulesFile]: oneRule("off"), "k8s/api.yaml": duplicateKeys });
    repository.git("switch", "--quiet", "--create", "stricter");
    repository.write(rulesFile, oneRule("failure"));
    repository.commit("Ask for keys that stand once");
    const { code, stdout } = await run(["review"], { cwd: repository.directory });
    expect(code).toBe(0);
    expect(stdout).toContain("style/yaml/duplicate-keys (off → failure): here 0, in the tree 0 → 1: k8s/api.yaml:2\n");
    const { preview } = JSON.parse((await run(["review", "--format", "json"], { cwd: repository.directory })).stdout);
    expect(preview).toMatchObject({ paths: [rulesFile], looked: 2, of: 2, rules: [{ here: { after: 0 } }] });
  });

  test("a broken rule set at base exits with 2, while its last sound version judges", async () => {
    const repository = createRepository({ [rulesFile]: oneRule("failure"), "a.yaml": "a: 1\n" });
    repository.write(rulesFile, "rulez: {}\n");
    repository.commit("Break the rules");
    repository.git("switch", "--quiet", "--create", "change");
    repository.write("a.yaml", duplicateKeys);
    repository.commit("Change");
    const { code, stdout } = await run(["review"], { cwd: repository.directory });
    expect(code).toBe(2);
    expect(stdout).toContain("style/yaml/duplicate-keys");
    expect(stdout).toContain("does not validate");
  });

  test("says that uncommitted changes are left out, and includes them when asked", async () => {
    const repository = createRepository({ [rulesFile]: oneRule("failure"), "a.yaml": "a: 1\n" });
    repository.git("switch", "--quiet", "--create", "change");
    repository.write("a.yaml", duplicateKeys);
    const left = await run(["review"], { cwd: repository.directory });
    expect(left.code).toBe(0);
    expect(left.stderr).toBe("plumbline: changes that are not committed are left out; --worktree includes them\n");
    expect((await run(["review", "--quiet"], { cwd: repository.directory })).stderr).toBe("");
    const included = await run(["review", "--worktree"], { cwd: repository.directory });
    expect([included.code, included.stderr]).toEqual([1, ""]);
  });

  test("asks for context only where it is told the request's text", async () => {
    const { directory } = changedRepository("extends: []\nrules:\n  context/ticket: failure\n");
    expect((await run(["review"], { cwd: directory })).code).toBe(0);
    const asked = await run(["review", "--title", "Open SSH"], { cwd: directory });
    expect(asked.code).toBe(1);
    expect(asked.stdout).toContain("none in title, body, branch `open-ssh` or the commit.");
    const given = await run(["review", "--title", "Open SSH", "--body-file", "-"], {
      cwd: directory,
      stdin: "Refs: OPS-12\n",
    });
    expect(given.code).toBe(0);
  });

  test("takes the base that a workflow names", async () => {
    const repository = changedRepository(oneRule("failure"));
    repository.git("update-ref", "refs/remotes/origin/release", "HEAD");
    const { code, stdout } = await run(["review"], { cwd: repository.directory, env: { GITHUB_BASE_REF: "release" } });
    expect([code, stdout]).toEqual([0, expect.stringContaining("0 of 0 files")]);
  });

  test("a hostile file name stays one line on the terminal", async () => {
    const repository = createRepository({ [rulesFile]: oneRule("failure") });
    repository.git("switch", "--quiet", "--create", "odd");
    repository.write("a\n\u001b[31m\u202eb.yaml", duplicateKeys);
    repository.commit("Odd");
    const { stdout } = await run(["review"], { cwd: repository.directory });
    expect(stdout).toContain("a\\n\\u{1b}[31m\\u{202e}b.yaml\n");
    expect(stdout).not.toContain("\u001b");
  });
});

describe("check of files as they are", () => {
  test("takes the configuration of the folder that is named", async () => {
    const { directory } = createRepository({
      [`shop/${rulesFile}`]: oneRule("warning"),
      "shop/api.yaml": duplicateKeys,
    });
    const { code, stdout } = await run(["check", "shop", "--fail-on", "warning"], { cwd: directory });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^api\.yaml$/m);
    expect(stdout).not.toContain("Ticket");
  });

  test("a rule set of one's own", async () => {
    const { directory } = createRepository({
      "mine.yml": oneRule("failure"),
      "broken.yml": "rulez: {}\n",
      "api.yaml": duplicateKeys,
    });
    expect((await run(["check", "api.yaml", "--rules", "mine.yml"], { cwd: directory })).code).toBe(1);
    const broken = await run(["check", "api.yaml", "--rules", "broken.yml"], { cwd: directory });
    expect(broken.code).toBe(2);
    expect(broken.stdout).toBe("");
    expect(broken.stderr).toMatch(/^plumbline: the rule set is not sound\nbroken\.yml:1:1: /);
  });

  test("writes a report to a file, colours to none", async () => {
    const { directory } = createRepository({ "mine.yml": oneRule("failure"), "api.yaml": duplicateKeys });
    const args = ["check", "api.yaml", "--rules", "mine.yml", "--format", "sarif", "--output", "report.sarif"];
    const { code, stdout } = await run(args, { cwd: directory });
    expect([code, stdout]).toEqual([1, ""]);
    const report: unknown = JSON.parse(readFileSync(join(directory, "report.sarif"), "utf8"));
    expect(report).toMatchObject({ version: "2.1.0", runs: [{ results: [{ ruleId: "style/yaml/duplicate-keys" }] }] });
    const unwritable = await run([...args.slice(0, -1), "none/report.sarif"], { cwd: directory });
    expect([unwritable.code, unwritable.stderr]).toEqual([2, "plumbline: cannot write `none/report.sarif`\n"]);
  });

  test("colours only where somebody looks", async () => {
    const { directory } = createRepository({ "mine.yml": oneRule("failure"), "api.yaml": duplicateKeys });
    const colored = async (args: readonly string[], isTTY: boolean, env = {}) =>
      (
        await run(["check", "api.yaml", "--rules", "mine.yml", ...args], { cwd: directory, isTTY, env })
      ).stdout.includes("\u001b[");
    expect(await colored([], false)).toBe(false);
    expect(await colored([], true)).toBe(true);
    expect(await colored([], true, { NO_COLOR: "1" })).toBe(false);
    expect(await colored(["--no-color"], true)).toBe(false);
    expect(await colored(["--color", "always"], false)).toBe(true);
  });
});

describe("rules, explain and doctor", () => {
  test("list, show and validate the rules of the repository around", async () => {
    const { directory } = createRepository({ [rulesFile]: oneRule("failure"), "k8s/api.yaml": "a: 1\n" });
    const cwd = join(directory, "k8s");
    expect((await run(["rules", "list"], { cwd })).stdout).toMatch(/^failure {2}style\/yaml\/duplicate-keys {2}/);
    const shown = await run(["rules", "show"], { cwd });
    expect(shown.stdout).toMatch(
      / {2}style\/yaml\/duplicate-keys: # rules\/recommended\.yml:\d+\n {4}severity: failure # \.github\/plumbline\.yml:3\n/u,
    );
    expect(await run(["rules", "validate"], { cwd })).toEqual({
      code: 0,
      stdout: `../${rulesFile} is sound: 1 entry\n`,
      stderr: "",
    });
    const listed: unknown = JSON.parse((await run(["rules", "list", "--format", "json"], { cwd })).stdout);
    expect(listed).toMatchObject({
      rules: [{ name: "style/yaml/duplicate-keys", severity: "failure", scope: "file" }],
    });
  });

  test("options of the repository's own rules are shown", async () => {
    const own = "rules:\n  context/link:\n    severity: failure\n    options: { to: runbook, pattern: 'runbooks/' }\n";
    const { directory } = createRepository({ ".github/plumbline.yml": `extends: [recommended]\n${own}` });
    const shown = await run(["rules", "show"], { cwd: directory });
    expect(shown).toMatchObject({ code: 0, stderr: "" });
    expect(shown.stdout).toContain(
      "    options:\n      to: runbook # .github/plumbline.yml:5\n      pattern: runbooks/ # .github/plumbline.yml:5\n",
    );
  });

  test("what `rules show` prints is a sound rule set that says the same", async () => {
    const { directory, write } = createRepository({ "a.yaml": "a: 1\n" });
    const shown = await run(["rules", "show"], { cwd: directory });
    write("shown.yml", shown.stdout);
    expect(await run(["rules", "validate", "shown.yml"], { cwd: directory })).toMatchObject({ code: 0 });
    const again = await run(["rules", "show", "--rules", "shown.yml"], { cwd: directory });
    expect(withoutSources(again.stdout)).toEqual(withoutSources(shown.stdout));
  });

  test("a broken rule set is told by line", async () => {
    const { directory } = createRepository({ [rulesFile]: "rules:\n  context/ticket: fatal\n" });
    const { code, stdout } = await run(["rules", "validate"], { cwd: directory });
    expect(code).toBe(2);
    expect(stdout).toMatch(/^\.github\/plumbline\.yml:2:\d+: /);
  });

  test("explain shows the page and how the rule stands here", async () => {
    const { directory } = createRepository({ [rulesFile]: oneRule("warning") });
    const { code, stdout } = await run(["explain", "style/yaml/duplicate-keys"], { cwd: directory });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# /);
    expect(stdout).toContain("Severity: warning");
    expect((await run(["explain", "context/ticket"], { cwd: directory })).stdout).toContain(
      "No rule in force asks it.",
    );
  });

  test("explain risk shows the factors, and the table and the conditions that are in force here", async () => {
    const own = "extends: [context-strict]\nrisk: { levels: { network: high, no-tests: off } }\n";
    const { directory } = createRepository({ [rulesFile]: own });
    const { code, stdout } = await run(["explain", "risk"], { cwd: directory });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# risk\n/);
    const here = stdout.slice(stdout.indexOf("## Here"));
    expect(here).toMatch(/^high {4}network /mu);
    expect(here).toMatch(/^off {5}no-tests /mu);
    expect(here).toContain("failure  context/ticket: risk at least medium");
    const listed = await run(["rules", "list"], { cwd: directory });
    expect(listed.stdout).toContain("[when risk at least medium]");
    const [, presets = ""] = /^Presets that can be extended: (.+)$/mu.exec(listed.stdout) ?? [];
    expect(presets.split(", ")).toEqual(expect.arrayContaining(["config-tests", "context-basic", "recommended"]));
  });

  test("a table of risks and conditions survive being shown", async () => {
    const own =
      "extends: [context-strict]\nrisk:\n  environments: { production: { words: [live] } }\n  freezes: [{ from: 2026-12-18, to: 2027-01-04 }]\n";
    const { directory, write } = createRepository({ [rulesFile]: own });
    const shown = await run(["rules", "show"], { cwd: directory });
    write("shown.yml", shown.stdout);
    expect(await run(["rules", "validate", "shown.yml"], { cwd: directory })).toMatchObject({ code: 0 });
    const again = await run(["rules", "show", "--rules", "shown.yml"], { cwd: directory });
    expect(withoutSources(again.stdout)).toEqual(withoutSources(shown.stdout));
  });

  test("doctor names what is missing for the App", async () => {
    const { directory } = createRepository({ "a.yaml": "a: 1\n" });
    const local = await run(["doctor"], { cwd: directory });
    expect(local.code).toBe(0);
    expect(local.stdout).toContain("[-] GITHUB_TOKEN  not set");
    const half = await run(["doctor", "--offline"], { cwd: directory, env: { APP_ID: "12" } });
    expect(half.code).toBe(2);
    expect(half.stdout).toContain("[ ] serve  WEBHOOK_SECRET is missing");
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const env = { APP_ID: "12", PRIVATE_KEY: key, WEBHOOK_SECRET: "newer", WEBHOOK_SECRET_PREVIOUS: "older" };
    const rotating = await run(["doctor", "--offline"], { cwd: directory, env });
    expect(rotating.code).toBe(0);
    expect(rotating.stdout).toContain("[x] WEBHOOK_SECRET_PREVIOUS  set");
    expect(rotating.stdout).not.toContain("older\n");
  });
});

describe("a pull request's address", () => {
  test("a refusal is one line; the token goes to the API that the environment names", async () => {
    const seen: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(404, { "content-type": "application/json" }).end('{"message":"Not Found"}');
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const env = { GITHUB_TOKEN: "token-of-somebody", GITHUB_API_URL: `http://127.0.0.1:${port}` };
    const address = "https://github.com/shop/infrastructure/pull/7";
    const { code, stderr } = await run(["review", address], { cwd: packageRoot(), env });
    await new Promise((resolve) => server.close(resolve));
    expect(seen[0]).toMatch(/token-of-somebody$/);
    expect([code, stderr]).toEqual([
      2,
      `plumbline: there is no ${address}, or what GITHUB_TOKEN may read does not include it\n`,
    ]);
  });
});

describe("the program itself", () => {
  const program = join(packageRoot(), "bin/plumbline.js");

  test("runs outside git, and whoever stops reading does not break it", () => {
    const { directory } = changedRepository(oneRule("failure"));
    const ran = spawnSync(process.execPath, [program, "review", "--format", "json"], {
      cwd: directory,
      encoding: "utf8",
    });
    expect([ran.status, ran.stderr]).toEqual([1, ""]);
    expect(JSON.parse(ran.stdout)).toMatchObject({ conclusion: "failure" });
    const piped = spawnSync("sh", ["-c", `"${process.execPath}" "${program}" rules show | head -n 1`], {
      cwd: directory,
      encoding: "utf8",
    });
    expect([piped.stdout.split("\n").length, piped.stderr]).toEqual([2, ""]);
  });

  test("tells its version", () => {
    expect(execFileSync(process.execPath, [program, "--version"], { encoding: "utf8" })).toMatch(
      /^plumbline \d+\.\d+\.\d+\n$/,
    );
  });
});

/** Below its first line, without the file and line of each key. */
/** Nor what the files beside it are: the shown rule set is one more of them. */
function withoutSources(shown: string): string {
  return shown
    .split("\n")
    .slice(1)
    .filter((line) => !line.startsWith("# found here"))
    .join("\n")
    .replaceAll(/ # \S+:\d+$/gmu, "");
}
