/** What is typed, also when it is typed wrongly. */

import { afterAll, describe, expect, test } from "@jest/globals";
import { packageVersion } from "../../engine/package-root.ts";
import { removeTemporaryFolders, temporaryFolder } from "../temporary-repository.ts";
import { run } from "./run.ts";

afterAll(removeTemporaryFolders);
const cwd = temporaryFolder();

describe("help and version", () => {
  test("the version stands alone", async () => {
    expect(await run(["--version"], { cwd })).toEqual({
      code: 0,
      stdout: `plumbline ${packageVersion()}\n`,
      stderr: "",
    });
  });

  test("the program's help names every command", async () => {
    const { code, stdout } = await run(["--help"], { cwd });
    expect(code).toBe(0);
    for (const name of [
      "check",
      "review",
      "fix",
      "new",
      "explain",
      "rules",
      "report",
      "doctor",
      "serve",
      "jobs",
      "export",
    ]) {
      expect(stdout).toMatch(new RegExp(`^  ${name} `, "m"));
    }
  });

  test("a command's help names its usage and options", async () => {
    for (const args of [
      ["review", "--help"],
      ["help", "review"],
      ["review", "--base", "x", "-h"],
    ]) {
      const { code, stdout } = await run(args, { cwd });
      expect(code).toBe(0);
      expect(stdout).toContain("Usage: plumbline review [--base REF]");
      expect(stdout).toMatch(/^ {2}--fail-on LEVEL +exit with 1 from this level on/m);
    }
  });

  test("no command is a mistake", async () => {
    const { code, stdout, stderr } = await run([], { cwd });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("Usage: plumbline COMMAND");
  });
});

test.each<[readonly string[], string]>([
  [["reviw"], "there is no command `reviw`; did you mean `review`?"],
  [
    ["frobnicate-everything"],
    "there is no command `frobnicate-everything`; the commands are check, review, fix, new, explain, rules, report, doctor, serve, jobs, report-token, audit, export",
  ],
  [["help", "chek"], "there is no command `chek`; did you mean `check`?"],
  [["check", "--fromat", "json"], "`plumbline check` has no option `--fromat`; did you mean `--format`?"],
  [["check", "--__proto__"], "`plumbline check` has no option `--__proto__`"],
  [["check", "--constructor=x"], "`plumbline check` has no option `--constructor`"],
  [["check", "--format", "sarf"], "`--format sarf` is not known; did you mean `sarif`?"],
  [["check", "--format"], "`--format` needs a value: text, json, sarif, github, checkstyle, rdjson"],
  [["review", "--base", "--head", "x"], "`--base` needs a value: REF"],
  [["check", "--quiet=yes"], "`--quiet` takes no value"],
  [
    ["new"],
    "`plumbline new` needs to know what: there are `plumbline new design-doc` and `plumbline new upgrade-plan`",
  ],
  [["new", "design-dok"], "there is no `plumbline new design-dok`; did you mean `design-doc`?"],
  [["explain"], "`plumbline explain` needs the name of a rule; `plumbline rules list` has them"],
  [["explain", "context/ticket", "context/link"], "`plumbline explain` does not know what to do with `context/link`"],
  [["explain", "context/tickt"], "there is no rule `context/tickt`; did you mean `context/ticket`?"],
  [["rules", "lst"], "there is no `plumbline rules lst`; did you mean `list`?"],
  [["check", "none.yaml"], "cannot read `none.yaml`: no such file or folder"],
  [["check", "--rules", "none.yml"], "cannot read `none.yml`"],
  [
    ["review", "main"],
    "`main` is no pull request's address (https://github.com/OWNER/REPO/pull/N); name branches with --base and --head",
  ],
  [
    ["review", "https://github.com/shop/infrastructure/pull/1", "--base", "x"],
    "`--base` is about a local repository, not a pull request",
  ],
  [
    ["review", "https://git.example.com/shop/infrastructure/pull/1"],
    "set GITHUB_API_URL=https://git.example.com/api/v3 to read from git.example.com",
  ],
  [["review", "--worktree", "--head", "x"], "`--worktree` is about what lies here; it does not go with `--head`"],
  [["review"], `\`${cwd}\` is not in a git repository`],
])("%j exits with 2 and says what to do", async (args, message) => {
  expect(await run(args, { cwd, env: { GITHUB_TOKEN: "token-of-somebody" } })).toEqual({
    code: 2,
    stdout: "",
    stderr: `plumbline: ${message}\n`,
  });
});

test("`serve` without settings names what is missing and does not start", async () => {
  const { code, stderr } = await run(["serve"], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain("APP_ID is missing");
  expect(stderr).toContain("WEBHOOK_SECRET is missing");
});
