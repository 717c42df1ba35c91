/** What teams ask of workflows beyond the plain mistakes: printed secrets, pins of tools, packages past the lock file, names. */

import { describe, expect, it } from "@jest/globals";
import type { FileCheck } from "../../../core/check.ts";
import type { YamlDocument } from "../../../languages/parsed.ts";
import { type Beside, told } from "./told.ts";

async function look(name: string, text: string, beside: Beside = {}): Promise<readonly string[]> {
  const module: { readonly default: FileCheck<object, YamlDocument> } = await import(`../../../checks/${name}.ts`);
  return told(module.default, text, beside);
}

function script(lines: string): string {
  const indented = lines.split("\n").map((line) => `          ${line}`);
  return `on: push
env: { LEVEL: debug }
jobs:
  build:
    runs-on: ubuntu-latest
    env: { TOKEN: "\${{ secrets.DEPLOY_TOKEN }}", OWN: "\${{ github.token }}" }
    steps:
      - run: |
${indented.join("\n")}
`;
}

function steps(lines: string): string {
  return `name: Build\non: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n${lines}`;
}

describe("printed secrets", () => {
  const rule = "security/workflow/printed-secrets";
  it.each([
    ["echo ${{ secrets.KEY }}", "secret `KEY` into the log, where"],
    ['echo "key: ${{ secrets.KEY }}" >&2', "secret `KEY` into the log, where"],
    ['printf "%s" "$TOKEN"', "secret `DEPLOY_TOKEN` into the log, where"],
    ['if true; then echo "${TOKEN:0:3}"; fi', "secret `DEPLOY_TOKEN` into the log, where"],
    ['echo "$TOKEN" | base64', "in another form"],
    ['echo "$TOKEN" | cat | rev', "in another form"],
    ['echo "$TOKEN" | tee out.txt', "into the log, where"],
  ])("%s: told", async (line, part) => {
    const found = await look(rule, script(line));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(part);
  });
  it.each([
    'echo "$TOKEN" | docker login --username bot --password-stdin registry.example.com',
    'echo "$TOKEN" > key.pem',
    'echo "key=$TOKEN" >> "$GITHUB_OUTPUT"',
    '{ echo "$TOKEN"; } > key.pem',
    'hash=$(echo "$TOKEN" | sha256sum)',
    'show() { echo "$TOKEN"; }',
    'echo "::add-mask::$TOKEN"',
    'echo "${#TOKEN} ${TOKEN:+is set} $LEVEL $OWN"',
    "echo '$TOKEN'",
    "echo ${{ secrets.GITHUB_TOKEN }} ${{ secrets.KEY != '' }}",
    'curl --header "$TOKEN" https://example.com',
    'echo "$TOKEN" | base64 > key.txt',
    'echo "$TOKEN" | "',
  ])("%s: fine", async (line) => {
    expect(await look(rule, script(line))).toEqual([]);
  });
  it("leaves alone what GitHub masks, where the option says so", async () => {
    const options = { masked: false };
    expect(await look(rule, script('echo "$TOKEN"'), { options })).toEqual([]);
    expect(await look(rule, script('echo "$TOKEN" | base64'), { options })).toHaveLength(1);
  });
  it("heeds the nearest variable of a name", async () => {
    const text = script('echo "$TOKEN"').replace("      - run", "      - env: { TOKEN: none }\n        run");
    expect(await look(rule, text)).toEqual([]);
  });
});

describe("packages past the lock file", () => {
  const rule = "security/workflow/unlocked-packages";
  it.each([
    "npm install -g typescript",
    "npm i @octo/cli@1.2.3",
    "sudo gem install rake",
    "pnpm add left-pad",
    "yarn global add serve",
    "bundle add rake",
  ])("%s: told", async (line) => {
    expect(await look(rule, script(line))).toHaveLength(1);
  });
  it.each([
    "npm ci",
    "npm install",
    "npm install ./tools",
    "npm install dist/cli.tgz",
    "bundle install",
    "yarn",
    'npm i "',
  ])("%s: fine", async (line) => {
    expect(await look(rule, script(line))).toEqual([]);
  });
});

describe("versions of tools", () => {
  const rule = "security/workflow/unpinned-tools";
  it.each([
    ["      - uses: azure/setup-helm@v4\n", 1],
    ["      - uses: azure/setup-helm@v4\n        with: { version: latest }\n", 1],
    ["      - uses: azure/setup-helm@v4\n        with: { version: v3.15.0 }\n", 0],
    ["      - uses: azure/setup-helm@v4\n        with: { version: '${{ vars.HELM }}' }\n", 0],
    ["      - uses: actions/checkout@v4\n", 0],
  ])("%s: %d", async (lines, count) => {
    expect(await look(rule, steps(lines))).toHaveLength(count);
  });
});

describe("tokens of apps", () => {
  const rule = "security/workflow/app-token-rights";
  const app = (version: string, more: string): string =>
    steps(`      - uses: actions/create-github-app-token@${version}\n        with: { app-id: 1${more} }\n`);
  it.each([
    ["v2", "", 1],
    ["v1", "", 0],
    ["v2", ", permission-contents: read", 0],
    ["v2", ", permission-contents: read, owner: octo-org", 1],
    ["v2", ", permission-contents: read, owner: octo-org, repositories: app", 0],
    ["v2", ", permission-contents: read, skip-token-revoke: true", 1],
    ["v2", ", permission-contents: read, skip-token-revoke: false", 0],
  ])("%s%s: %d", async (version, more, count) => {
    expect(await look(rule, app(version, more))).toHaveLength(count);
  });
});

describe("uses of the working folder", () => {
  const rule = "security/workflow/workspace-uses";
  const use = (name: string): string => steps(`      - uses: ${name}\n`);
  it("tells what this repository has, not what a step brings", async () => {
    const files = { "deploy/action.yml": "name: a\n" };
    expect(await look(rule, use("./deploy"), { files })).toHaveLength(1);
    expect(await look(rule, use("./fetched"), { files })).toEqual([]);
    expect(await look(rule, use("$/deploy"), { files })).toEqual([]);
    expect(await look(rule, use("octo-org/deploy@v1"), { files })).toEqual([]);
  });
  it("knows that called workflows are of this repository", async () => {
    expect(await look(rule, "on: push\njobs:\n  a:\n    uses: './.github/workflows/a.yml'\n")).toHaveLength(1);
  });
});

it("names of workflows and of actions", async () => {
  const rule = "style/workflow/missing-name";
  expect(await look(rule, steps("      - run: make\n"))).toEqual([]);
  expect(await look(rule, "runs: { using: composite, steps: [] }\n", { path: "deploy/action.yml" })).toEqual([
    "runs: This action has no name, so GitHub shows its path.",
  ]);
});

it("shells, and packages in the runner's Python", async () => {
  const rule = "style/workflow/discouraged-features";
  const own = steps("      - run: main\n        shell: tcc -run {0}\n");
  expect(await look(rule, own)).toEqual([]);
  expect(await look(rule, own, { options: { customShells: true } })).toHaveLength(1);
  expect(await look(rule, "on: push\ndefaults: { run: { shell: cmd } }\njobs: {}\n")).toHaveLength(1);
  expect(await look(rule, steps("      - run: a\n        shell: pwsh\n"))).toEqual([]);
  const python = (more: string): string => steps(`      - uses: actions/setup-python@v6\n        with: { ${more} }\n`);
  expect(await look(rule, python("pip-install: '.[dev]'"))).toHaveLength(1);
  expect(await look(rule, python("python-version: '3.13'"))).toEqual([]);
});

it("insecure commands that a matrix switches on", async () => {
  const text = (env: string): string => `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    strategy: { matrix: { env: [{ ${env} }] } }
    steps:
      - run: make
        env: \${{ matrix.env }}
`;
  const rule = "security/workflow/insecure-commands";
  expect(await look(rule, text("ACTIONS_ALLOW_UNSECURE_COMMANDS: true"))).toHaveLength(1);
  expect(await look(rule, text("LEVEL: debug"))).toEqual([]);
});

it("own runners of a matrix, but for those that it leaves out", async () => {
  const text = (more: string): string =>
    `on: push\njobs:\n  a:\n    runs-on: \${{ matrix.os }}\n    strategy: { matrix: { os: [self-hosted, ubuntu-latest]${more} } }\n`;
  const rule = "security/workflow/self-hosted-runner";
  const options = { anyEvent: true };
  expect(await look(rule, text(""), { options })).toHaveLength(1);
  expect(await look(rule, text(", exclude: [{ os: self-hosted }]"), { options })).toEqual([]);
  expect(await look(rule, text(", exclude: [{ os: self-hosted, go: 1 }]"), { options })).toHaveLength(1);
});

it("rights of workflows that are only called", async () => {
  const rule = "security/workflow/excessive-permissions";
  const text = `on: workflow_call
jobs:
  own: { runs-on: ubuntu-latest, steps: [{ run: make }] }
  further: { uses: octo-org/a/.github/workflows/b.yml@v1 }
`;
  expect((await look(rule, text)).map((line) => line.split(":")[0])).toEqual(["further"]);
  expect(await look(rule, text.replace("on: workflow_call", "on: [workflow_call, push]"))).toHaveLength(2);
});

it("hooks that are fetched without encryption", async () => {
  const rule = "security/pre-commit/insecure-url";
  const text = "repos:\n  - repo: git://example.com/hooks\n  - repo: https://example.com/hooks\n  - repo: local\n";
  expect(await look(rule, text, { path: ".pre-commit-config.yaml" })).toHaveLength(1);
  expect(await look(rule, `${text}broken: [`, { path: ".pre-commit-config.yaml" })).toEqual([]);
});

it("empty containers, and items of lists that are empty texts", async () => {
  const rule = "style/workflow/empty-values";
  const text = `on: { workflow_dispatch: { inputs: { to: { type: choice, options: ["", a] } } } }
jobs:
  a:
    runs-on: ubuntu-latest
    container:
    steps: [{ run: make }]
  b:
    runs-on: ubuntu-latest
    services: null
    container: { image: alpine, ports: ["", "80"], volumes: ["a:/b"] }
    steps: [{ run: make }]
`;
  expect((await look(rule, text)).map((line) => line.split(":")[0])).toEqual(['""', "container", '""']);
});

it("versions of images, and names of variables of a container", async () => {
  const snapshot = (version: string): string =>
    `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    snapshot: { image-name: a, version: '${version}' }\n`;
  expect(await look("style/workflow/filters", snapshot("v[0-"))).toHaveLength(1);
  expect(await look("style/workflow/filters", snapshot("2.*"))).toEqual([]);
  expect(await look("style/workflow/filters", snapshot("${{ vars.VERSION }}"))).toEqual([]);
  const container =
    "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    container:\n      image: alpine\n      env:\n        ${{ runner.nope }}: a\n";
  expect(await look("style/workflow/expressions", container)).toHaveLength(1);
});
