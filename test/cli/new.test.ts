/** What `plumbline new` writes, where, and what it leaves alone. */

import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { templates } from "../../checks/generated/templates.ts";
import { packageRoot } from "../../engine/package-root.ts";
import { removeTemporaryFolders, runGitIn, temporaryFolder } from "../temporary-repository.ts";
import { run } from "./run.ts";

afterAll(removeTemporaryFolders);

function repositoryOn(branch: string): string {
  const cwd = temporaryFolder();
  runGitIn(cwd, "init", "--quiet", `--initial-branch=${branch}`);
  return cwd;
}

test("a design document goes where such documents lie, named as the branch", async () => {
  const cwd = repositoryOn("ada/OPS-12-routes");
  expect(await run(["new", "design-doc"], { cwd })).toEqual({
    code: 0,
    stdout:
      "wrote docs/design/ada-ops-12-routes.md from Plumbline's template\n" +
      "Replace the words in angle brackets and commit it: the review reads it as part of the change.\n",
    stderr: "",
  });
  expect(readFileSync(join(cwd, "docs/design/ada-ops-12-routes.md"), "utf8")).toBe(
    readFileSync(join(packageRoot(), "templates/design-doc.md"), "utf8"),
  );
});

test("an upgrade plan goes into the folder that is there, also from below", async () => {
  const cwd = repositoryOn("main");
  mkdirSync(join(cwd, "docs/upgrades"), { recursive: true });
  const { stdout } = await run(["new", "upgrade-plan"], { cwd: join(cwd, "docs") });
  expect(stdout).toMatch(/^wrote upgrades\/upgrade-plan\.md from /);
  expect(readFileSync(join(cwd, "docs/upgrades/upgrade-plan.md"), "utf8")).toBe(templates.get("upgrade-plan"));
});

test("a path where no such documents lie has to be named", async () => {
  const cwd = temporaryFolder();
  const { code, stdout } = await run(["new", "upgrade-plan", "etcd.md"], { cwd });
  expect([code, stdout]).toEqual([
    0,
    "wrote etcd.md from Plumbline's template\n" +
      "Replace the words in angle brackets, commit it, and name it in the description: `Plan: etcd.md`.\n",
  ]);
});

test("nothing is overwritten", async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "routes.md"), "mine");
  expect(await run(["new", "design-doc", "routes.md"], { cwd })).toEqual({
    code: 2,
    stdout: "",
    stderr: "plumbline: `routes.md` is there already; name another path\n",
  });
  expect(readFileSync(join(cwd, "routes.md"), "utf8")).toBe("mine");
});

describe("an organisation's template", () => {
  const rules = "rules:\n  context/design-document: { severity: notice, options: { template: docs/our.md } }\n";

  test("is used", async () => {
    const cwd = repositoryOn("main");
    mkdirSync(join(cwd, ".github"));
    mkdirSync(join(cwd, "docs"));
    writeFileSync(join(cwd, ".github/plumbline.yml"), rules);
    writeFileSync(join(cwd, "docs/our.md"), "# Ours\n\n## Kosten\n");
    const { stdout } = await run(["new", "design-doc", "docs/design/"], { cwd });
    expect(stdout).toMatch(/^wrote docs\/design\/design-doc\.md from docs\/our\.md\n/);
    expect(readFileSync(join(cwd, "docs/design/design-doc.md"), "utf8")).toBe("# Ours\n\n## Kosten\n");
  });

  test("that is not there is told", async () => {
    const cwd = repositoryOn("main");
    mkdirSync(join(cwd, ".github"));
    writeFileSync(join(cwd, ".github/plumbline.yml"), rules);
    const { code, stderr } = await run(["new", "design-doc"], { cwd });
    expect([code, stderr]).toEqual([2, "plumbline: cannot read the template `docs/our.md` that the rule set names\n"]);
  });
});
