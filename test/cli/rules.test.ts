/** `plumbline rules show PATH` and `plumbline rules init` in a local repository. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { createRepository } from "../temporary-repository.ts";
import { loadEveryCheck, run } from "./run.ts";

beforeAll(loadEveryCheck);

const rulesFile = ".github/plumbline.yml";
const files = {
  [rulesFile]: "rules:\n  style/yaml/duplicate-keys: warning\n",
  "k8s/.plumbline.yml": "rules:\n  style/yaml/duplicate-keys: { severity: failure, exceptPaths: [gen/**] }\n",
  "k8s/api.yaml": "kind: Service\nkind: Secret\n",
  "api.yaml": "kind: Service\nkind: Secret\n",
};

describe("rules show", () => {
  test("says of a file what is in force, and which line said so", async () => {
    const { directory } = createRepository(files);
    const shown = await run(["rules", "show", "api.yaml"], { cwd: join(directory, "k8s") });
    expect(shown).toMatchObject({ code: 0, stderr: "" });
    expect(shown.stdout).toMatch(
      /^# recommended \+ \.github\/plumbline\.yml \+ k8s\/\.plumbline\.yml\n# as it is in force for k8s\/api\.yaml\n/u,
    );
    expect(shown.stdout).toMatch(
      / {2}style\/yaml\/duplicate-keys: # rules\/recommended\.yml:\d+\n(?: {4}# only .*\n)? {4}severity: failure # k8s\/\.plumbline\.yml:2\n/u,
    );
    expect(shown.stdout).toContain("      - k8s/gen/**\n");
  });

  test("says it to machines, too", async () => {
    const { directory } = createRepository(files);
    const shown = await run(["rules", "show", "api.yaml", "--format", "json"], { cwd: directory });
    const answer = JSON.parse(shown.stdout) as { files: unknown; rules: { name: string; keys: unknown[] }[] };
    expect(answer.files).toEqual([
      { level: "repository", path: rulesFile },
      { level: "directory", path: "k8s/.plumbline.yml" },
    ]);
    const rule = answer.rules.filter(({ name }) => name === "style/yaml/duplicate-keys");
    expect(rule).toHaveLength(1);
    expect(rule[0]?.keys).toContainEqual({ key: "severity", value: "warning", source: { path: rulesFile, line: 2 } });
  });

  test("names what it finds in the repository, whatever the rules are", async () => {
    const { directory } = createRepository({ ...files, "main.tf": "", Dockerfile: "FROM scratch\n" });
    const shown = await run(["rules", "show"], { cwd: directory });
    expect(shown.stdout).toContain(
      "# found here: Terraform: 1 file, Kubernetes: 1 file, Docker: 1 file, YAML: 2 files\n",
    );
  });

  test("refuses a path outside of the repository", async () => {
    const { directory } = createRepository(files);
    expect(await run(["rules", "show", "../elsewhere.yaml"], { cwd: directory })).toMatchObject({ code: 2 });
  });

  test("the review follows the directory", async () => {
    const { directory } = createRepository(files);
    const { stdout } = await run(["check"], { cwd: directory });
    expect(stdout).toMatch(/k8s\/api\.yaml\n.*failure/u);
    expect(stdout).toContain("style/yaml/duplicate-keys@k8s");
    expect(stdout).toMatch(/^api\.yaml\n.*warning/mu);
  });
});

describe("rules init", () => {
  test("writes a sound rule set that tells what it found, and never over one that is there", async () => {
    const { directory } = createRepository({
      "main.tf": 'output "a" { value = 1 }\n',
      "vendor/lib/main.tf": "",
      ".prettierrc": "{}\n",
      ".tflint.hcl": "",
    });
    const written = await run(["rules", "init"], { cwd: directory });
    expect(written).toMatchObject({ code: 0, stderr: "" });
    expect(written.stdout).toContain("Terraform: 2 files");
    const text = readFileSync(join(directory, rulesFile), "utf8");
    expect(text).toContain("#   `.tflint.hcl`: rules that it switches off are off here, too\n");
    expect(text).toContain('  - "**/vendor/**" # code of others\n');
    expect(await run(["rules", "validate"], { cwd: directory })).toMatchObject({ code: 0 });

    const again = await run(["rules", "init"], { cwd: directory });
    expect(again).toMatchObject({ code: 2, stdout: "" });
    expect(again.stderr).toContain("`.github/plumbline.yml` is there already");
    expect(readFileSync(join(directory, rulesFile), "utf8")).toBe(text);
  });

  test("says so where there is nothing yet", async () => {
    const { directory } = createRepository({ LICENSE: "Ours.\n" });
    await run(["rules", "init"], { cwd: directory });
    expect(readFileSync(join(directory, rulesFile), "utf8")).toContain("#   nothing that a rule looks at yet\n");
    expect(await run(["rules", "validate"], { cwd: directory })).toMatchObject({ code: 0 });
  });
});
