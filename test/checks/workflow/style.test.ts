/** Checks of what a workflow says about jobs, events, filters, runners, actions and called workflows. */

import { describe, expect, it } from "@jest/globals";
import type { FileCheck } from "../../../core/check.ts";
import type { YamlDocument } from "../../../languages/parsed.ts";
import { type Beside, told } from "./told.ts";

async function look(name: string, text: string, beside: Beside = {}): Promise<readonly string[]> {
  const module: { readonly default: FileCheck<object, YamlDocument> } = await import(
    `../../../checks/style/workflow/${name}.ts`
  );
  return told(module.default, text, beside);
}

function job(lines: string, on = "on: push"): string {
  return `${on}\njobs:\n  build:\n    runs-on: ubuntu-latest\n${lines}`;
}

describe("schedules", () => {
  it.each([
    ["0 3 * *", "has five fields"],
    ["* * * * *", "every minute"],
    ["*/4 * * * *", "every 4 minutes"],
    ["61 * * * *", "no minute"],
    ["0 3 * * FUN", "no day of the week"],
    ["5-1 * * * *", "no minute"],
  ])("%s", async (cron, part) => {
    expect((await look("events", `on:\n  schedule:\n    - cron: '${cron}'\njobs: {}\n`)).join()).toContain(part);
  });

  it.each(["*/5 * * * *", "0 3 * * MON-FRI", "15,45 0-6/2 1 JAN,jul *", "0 0 * * 7", "$cron-weekly"])(
    "takes %s",
    async (cron) => {
      expect(await look("events", `on:\n  schedule:\n    - cron: '${cron}'\njobs: {}\n`)).toEqual([]);
    },
  );

  it("knows time zones by their places", async () => {
    const text = (zone: string) => `on:\n  schedule:\n    - cron: '0 3 * * *'\n      timezone: ${zone}\njobs: {}\n`;
    expect(await look("events", text("Europe/Berlin"))).toEqual([]);
    expect((await look("events", text("Europe/Nowhere"))).join()).toContain("no time zone");
  });
});

describe("filters", () => {
  it.each([
    ["branches", "^main", "holds `^`"],
    ["branches", "v[9-0]", "ends before it begins"],
    ["branches", "a[", "nothing closes"],
    ["tags", "/v1", "begins with `/`"],
    ["branches", "++", "repeats nothing"],
    ["paths", "./src/**", "goes by `.`"],
    ["paths", "!", "excludes nothing"],
  ])("%s: %s", async (name, pattern, part) => {
    expect((await look("filters", `on:\n  push:\n    ${name}: ['${pattern}']\njobs: {}\n`)).join()).toContain(part);
  });

  it.each(["**", "release/**", "v[12].[0-9]+.[0-9]+", "!main", "feature-?", "v1.0", "$default-branch"])(
    "takes %s",
    async (pattern) => {
      expect(await look("filters", `on:\n  push:\n    branches: ['${pattern}']\njobs: {}\n`)).toEqual([]);
    },
  );
});

describe("jobs", () => {
  it("tells each circle once", async () => {
    const text = "on: push\njobs:\n  a: { needs: c }\n  b: { needs: a }\n  c: { needs: [b] }\n  d: { needs: d }\n";
    const found = await look("needs", text);
    expect(found).toHaveLength(2);
    expect(found[0]).toContain("`a` → `c` → `b` → `a`");
  });

  it("walks thousands of jobs in a row", async () => {
    const chain = Array.from({ length: 5000 }, (_, index) => `  j${index}: { needs: j${index + 1} }\n`).join("");
    expect(await look("needs", `on: push\njobs:\n${chain}  j5000: {}\n`)).toEqual([]);
  });

  it.each([
    ["ubuntu-lates", true],
    ["ubuntu-18.04", true],
    ["gpu", true],
    ["ubuntu-latest", false],
    ["[self-hosted, gpu]", false],
    ["{ group: large }", false],
    ["${{ inputs.runner }}", false],
  ])("runs on %s", async (label, isFound) => {
    const text = `on: push\njobs:\n  build:\n    runs-on: ${label}\n    steps: []\n`;
    expect((await look("runner-labels", text)).length > 0).toBe(isFound);
  });

  it("takes labels of one's own from the options and from actionlint's configuration", async () => {
    const text = "on: push\njobs:\n  build:\n    runs-on: gpu-4\n    steps: []\n";
    expect(await look("runner-labels", text, { options: { labels: ["gpu-?"] } })).toEqual([]);
    const files = { ".github/actionlint.yaml": "self-hosted-runner:\n  labels: [gpu-*]\n" };
    expect(await look("runner-labels", text, { files })).toEqual([]);
    expect(await look("runner-labels", text, { options: { unknown: false } })).toEqual([]);
  });

  it.each([
    ["ubuntu-lates", true],
    ["ubuntu-x64", false],
    ["ubuntu-latest-64-cores", false],
  ])("asked of misspelt ones only, tells of %s: %s", async (label, isFound) => {
    const text = `on: push\njobs:\n  build:\n    runs-on: ${label}\n    steps: []\n`;
    expect((await look("runner-labels", text, { options: { unknown: false } })).length > 0).toBe(isFound);
  });

  it("follows the matrix to its runners", async () => {
    const text =
      "on: push\njobs:\n  build:\n    strategy: { matrix: { os: [ubuntu-latest, windows-lates] } }\n    runs-on: ${{ matrix.os }}\n";
    expect((await look("runner-labels", text)).map((line) => line.slice(0, 13))).toEqual(["windows-lates"]);
  });
});

describe("actions and called workflows", () => {
  const action =
    "name: tag\ndescription: tags\ninputs:\n  name: { required: true }\n  old: { deprecationMessage: use name }\nruns: { using: node20, main: a.js }\n";
  const files = {
    "tag/action.yml": action,
    ".github/workflows/plan.yml":
      "on:\n  workflow_call:\n    inputs:\n      size: { type: number, required: true }\n    secrets:\n      token: { required: true }\njobs: {}\n",
  };

  it.each([
    ["uses: ./tag", "asks for the input `name`"],
    ["{ uses: ./tag, with: { name: a, nam: b } }", "has no input `nam`"],
    ["{ uses: ./tag, with: { name: a, old: b } }", "has deprecated"],
    ["uses: actions/checkout", "names no version"],
    ["uses: checkout@v4", "names no action"],
    ["uses: actions/checkout@v2", "Node.js 12"],
    ["{ uses: actions/setup-node@v4, with: { node_version: 22 } }", "has no input `node_version`"],
    ["uses: actions/cache@v4", "asks for the input `path`"],
  ])("%s", async (step, part) => {
    expect((await look("action-inputs", job(`    steps:\n      - ${step}\n`), { files })).join("\n")).toContain(part);
  });

  it.each([
    "{ uses: ./tag, with: { NAME: a } }",
    "{ uses: octo-org/deploy@v1, with: { a: b } }",
    "uses: actions/checkout@v4",
    "uses: ./missing",
  ])("takes %s", async (step) => {
    expect(await look("action-inputs", job(`    steps:\n      - ${step}\n`), { files })).toEqual([]);
  });

  it.each([
    ["with: { size: 3 }\n    secrets: inherit", ""],
    ["with: { size: 3 }", "asks for the secret `token`"],
    ["with: { size: three }\n    secrets: inherit", "takes a number"],
    ["with: { size: 3, sizes: 4 }\n    secrets: inherit", "declares no input `sizes`"],
  ])("a call %s", async (given, part) => {
    const text = `on: push\njobs:\n  plan:\n    uses: ./.github/workflows/plan.yml\n    ${given}\n`;
    const found = (await look("called-workflows", text, { files })).join("\n");
    if (part === "") expect(found).toBe("");
    else expect(found).toContain(part);
  });

  it("looks for the file that is called", async () => {
    const text = "on: push\njobs:\n  plan:\n    uses: ./.github/workflows/missing.yml\n";
    expect((await look("called-workflows", text, { files })).join()).toContain("is not in this repository");
  });
});

describe("conditions", () => {
  it.each([
    ["${{ github.ref }} && true", true],
    ['" ${{ github.ref }}"', true],
    ["|\n      ${{ github.ref }}", true],
    ["${{ github.ref }}", false],
    [">-\n      ${{ github.ref }}", false],
    ["github.ref == 'a'", false],
    ["false", true],
  ])("%s", async (condition, isFound) => {
    expect((await look("constant-condition", job(`    if: ${condition}\n`))).length > 0).toBe(isFound);
  });
});
