/**
 * What a hostile or broken differential can hold, through a real repository, real workers and the recommended rules.
 * Each input gets a clear outcome: no crash, no hang, and the file beside it is reviewed all the same.
 */

import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { conclude } from "../core/conclusion.ts";
import type { Report } from "../core/report.ts";
import { review } from "../core/review.ts";
import { effectiveRuleSet } from "../engine/rule-set/effective.ts";
import { openToolbox } from "../engine/toolbox.ts";
import { renderReport } from "./render-report.ts";
import { openGitDifferential } from "../sources/git.ts";
import { createRepository, removeTemporaryFolders, type TemporaryRepository } from "./temporary-repository.ts";

const toolbox = openToolbox({ workers: 1 });

afterAll(async () => {
  await toolbox.close();
  removeTemporaryFolders();
});

/** A file that always has a finding: it shows that the review went on. */
const witness = { path: "witness.yaml", text: "name: api\nname: web\n" };

async function reviewChange(
  change: (repository: TemporaryRepository) => void,
  base: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<Report> {
  const repository = createRepository({ "README.md": "# Infrastructure\n", ...base });
  repository.git("checkout", "--quiet", "-b", "change");
  repository.write(witness.path, witness.text);
  change(repository);
  repository.commit("Change");
  const differential = await openGitDifferential({ directory: repository.directory, base: "main" });
  const { ruleSet } = await effectiveRuleSet({ base: differential.base, label: "main" });
  return review(differential, ruleSet, toolbox);
}

function write(path: string, content: string | Uint8Array): (repository: TemporaryRepository) => void {
  return (repository) => repository.write(path, content);
}

function findings(report: Report): readonly string[] {
  return report.outcomes.flatMap((outcome) =>
    outcome.status === "checked" ? outcome.annotations.map((each) => `${each.at?.path ?? ""} ${each.rule}`) : [],
  );
}

function gapsOfOurs(report: Report): readonly string[] {
  return conclude(report).waitingFor.map(({ path, reason }) => `${path}: ${reason}`);
}

function file(report: Report, path: string): Report["files"][number] | undefined {
  return report.files.find((each) => each.path === path);
}

/** Every reporter takes every report, and the witness was seen. */
async function expectSound(report: Report): Promise<void> {
  expect(findings(report)).toContain("witness.yaml style/yaml/duplicate-keys");
  await renderReport(report);
}

const bomb = ["a: &a [x]", ...Array.from({ length: 12 }, (_, index) => line(index))].join("\n");

function line(index: number): string {
  const [own, before] = [String.fromCharCode(98 + index), String.fromCharCode(97 + index)];
  return `${own}: &${own} [${Array.from({ length: 10 }, () => `*${before}`).join(", ")}]`;
}

const chartYaml = "apiVersion: v2\nname: shop\nversion: 1.0.0\n";

describe("charts", () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    ["templates that include themselves", { "templates/a.tpl": '{{ define "a" }}{{ include "a" . }}{{ end }}' }],
    [
      "everything open",
      { "templates/a.yaml": `${'{{ if .a }}{{ define "x" }}{{ range ('.repeat(2_000)}`, "values.yaml": "a: [\n" },
    ],
    ["20,000 nested blocks", { "templates/a.yaml": `${"{{ if .a }}".repeat(20_000)}${"{{ end }}".repeat(20_000)}` }],
    ["an alias bomb in its values", { "values.yaml": bomb, "templates/a.yaml": "a: {{ .Values.m.x }}\n" }],
    ["1.9 MB of values", { "values.yaml": `a: "${"x".repeat(1_900_000)}"\n`, "templates/a.yaml": "{{ .Values.b }}" }],
    ["1.9 MB on one line of a template", { "templates/a.yaml": "{{ .Values.a }} ".repeat(120_000) }],
    ["itself as a dependency", { "Chart.yaml": `${chartYaml}dependencies: [{name: shop, repository: "file://."}]\n` }],
    [
      "a dependency outside of the tree",
      { "Chart.yaml": `${chartYaml}dependencies: [{name: a, repository: "file://../../../etc"}]\n` },
    ],
    [
      "__proto__ everywhere",
      { "templates/__proto__.yaml": '{{ include "__proto__" . }}{{ .Values.__proto__.constructor }}{{ __proto__ }}' },
    ],
    ["a schema of itself", { "values.schema.json": '{"$ref": "values.schema.json"}', "values.yaml": "a: 1\n" }],
  ])("with %s", async (_, files) => {
    const report = await reviewChange((repository) => {
      for (const [path, text] of Object.entries({ "Chart.yaml": chartYaml, ...files }))
        repository.write(`shop/${path}`, text);
    });
    await expectSound(report);
    expect(gapsOfOurs(report)).toEqual([]);
  });
});

describe("contents", () => {
  test.each<[string, string, string | Uint8Array]>([
    ["a YAML alias bomb", "bomb.yaml", bomb],
    ["20,000 nested brackets in YAML", "deep.yaml", `a: ${"[".repeat(20_000)}`],
    ["20,000 nested brackets in JSON", "deep.json", "[".repeat(20_000)],
    ["20,000 balanced brackets in JSON", "deep.json", "[".repeat(20_000) + "]".repeat(20_000)],
    [
      "900 nested block mappings",
      "deep.yaml",
      Array.from({ length: 900 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
    ],
    ["1.9 MB on one line of YAML", "wide.yaml", `a: "${"x".repeat(1_900_000)}"\n`],
    ["1.9 MB on one line of JSON", "wide.json", `{"a": "${"x".repeat(1_900_000)}"}`],
    ["1.9 MB on one line of Markdown", "wide.md", "[".repeat(1_900_000)],
    ["20,000 nested brackets in HCL", "main.tf", `a = ${"[".repeat(20_000)}`],
    ["20,000 nested templates in HCL", "main.tf", `a = ${'"${'.repeat(20_000)}`],
    ["1.9 MB on one line of HCL", "main.tf", `a = "${"x".repeat(1_900_000)}"\n`],
    ["a heredoc that never ends", "main.tf", `a = <<EOT\n${"line\n".repeat(20_000)}`],
    ["locals that refer to each other in a circle", "main.tf", "locals {\n  a = local.b\n  b = local.a\n}\n"],
    ["a module that calls itself", "main.tf", 'module "self" {\n  source = "./"\n}\n'],
    ["a module from outside the tree", "main.tf", 'module "up" {\n  source = "../../../etc"\n}\n'],
    [
      "__proto__ as a Terraform name",
      "main.tf",
      'variable "__proto__" {\n  type = string\n}\n\noutput "constructor" {\n  value = var.__proto__\n}\n',
    ],
    ["Markdown of nested quotes", "deep.md", `${">".repeat(20_000)} deep`],
    ["an empty file", "empty.yaml", ""],
    ["only a byte order mark", "mark.yaml", "\uFEFF"],
    ["a byte order mark before YAML", "mark.yaml", "\uFEFFname: api\n"],
    ["CRLF line endings", "crlf.yaml", "name: api\r\nport: 80\r\n"],
    ["a lone carriage return", "cr.yaml", "name: api\rport: 80"],
    ["__proto__ as a key", "proto.yaml", "__proto__: {polluted: true}\nconstructor: 1\n"],
    ["__proto__ as a JSON key", "proto.json", '{"__proto__": {"polluted": true}, "constructor": 1}'],
    ["a schema of itself", "self.json", '{"$schema": "self.json", "a": 1}'],
    ["a schema that is only itself", "self.json", '{"$schema": "./self.json", "$ref": "#"}'],
    ["a schema outside the tree", "out.json", '{"$schema": "../../../../etc/passwd", "a": 1}'],
    ["a configuration of Prettier with plugins", ".prettierrc", '{"plugins": ["./evil.js"], "semi": "no"}'],
    ["a configuration of Prettier in JavaScript", "prettier.config.mjs", "process.exit(1)"],
    [
      "an ESLint comment that would configure",
      "eslint.yaml",
      '# eslint no-restricted-syntax: ["error", "Program"]\na: 1\n',
    ],
  ])("%s", async (_, path, content) => {
    const report = await reviewChange(write(path, content));
    await expectSound(report);
    expect(gapsOfOurs(report)).toEqual([]);
    expect(file(report, path)).toMatchObject({ reviewed: true });
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("polluted");
  });

  test.each<[string, string, Uint8Array, string]>([
    ["invalid UTF-8", "latin.yaml", Buffer.from("name: caf\xe9\n", "latin1"), "UTF-8"],
    ["UTF-16", "wide.yaml", Buffer.from("\uFEFFname: api\n", "utf16le"), "UTF-16"],
    ["5 MB on one line", "big.yaml", Buffer.from(`a: "${"x".repeat(5_000_000)}"`), "too large"],
  ])("%s is told as a gap of the file", async (_, path, content, reason) => {
    const report = await reviewChange(write(path, content));
    await expectSound(report);
    expect(report.gaps).toEqual([{ path, reason: expect.stringContaining(reason), cause: "input" }]);
    expect(gapsOfOurs(report)).toEqual([]);
  });

  test.each<[string, Uint8Array]>([
    ["NUL bytes", Buffer.from("name: a\0b\n")],
    ["a binary", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])],
  ])("%s under a .yaml name is listed, not reviewed", async (_, content) => {
    const report = await reviewChange(write("picture.yaml", content));
    await expectSound(report);
    expect(file(report, "picture.yaml")).toMatchObject({ reviewed: false, reason: "binary" });
  });
});

describe("names", () => {
  test.each([
    "new\nline.yaml",
    "🚀 launch.yaml",
    "__proto__",
    "__proto__/constructor.yaml",
    "a[1].yaml",
    "!x.yaml",
    "-rf.yaml",
    "..hidden/x.yaml",
    "%2e%2e.yaml",
    "a'b\"c`$(d).yaml",
    "tab\there.yaml",
    "\u202Egpj.yaml",
  ])("%j", async (path) => {
    const report = await reviewChange(write(path, "port: 80\nport: 81\n"));
    await expectSound(report);
    expect(file(report, path)).toMatchObject({ status: "added", reviewed: true });
    if (path.endsWith(".yaml")) expect(findings(report)).toContain(`${path} style/yaml/duplicate-keys`);
  });
});

describe("entries", () => {
  test("a symbolic link is never followed", async () => {
    const report = await reviewChange((repository) =>
      symlinkSync("/etc/passwd", join(repository.directory, "passwd.yaml")),
    );
    await expectSound(report);
    expect(file(report, "passwd.yaml")).toMatchObject({ reviewed: false, reason: "a symbolic link" });
  });

  test("a submodule is listed", async () => {
    const report = await reviewChange((repository) => {
      const sha = repository.git("rev-parse", "HEAD");
      repository.git("update-index", "--add", "--cacheinfo", `160000,${sha},modules/network`);
      execFileSync("mkdir", ["-p", join(repository.directory, "modules/network")]);
    });
    expect(file(report, "modules/network")).toMatchObject({ reviewed: false });
    await expectSound(report);
  });

  test("removed, renamed and mode-changed files are accounted for", async () => {
    const text = "name: api\nkind: Service\nport: 80\nprotocol: TCP\n";
    const report = await reviewChange(
      (repository) => {
        repository.remove("old.yaml");
        repository.git("mv", "a.yaml", "b.yaml");
        execFileSync("chmod", ["755", join(repository.directory, "run.yaml")]);
      },
      { "old.yaml": "x: 1\n", "a.yaml": text, "run.yaml": "z: 1\n" },
    );
    await expectSound(report);
    expect(file(report, "old.yaml")).toMatchObject({ status: "removed", reviewed: false });
    expect(file(report, "b.yaml")).toMatchObject({ status: "renamed", reviewed: true });
    expect(file(report, "run.yaml")).toMatchObject({ status: "mode-changed" });
  });
});
