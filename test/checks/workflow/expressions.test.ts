/** Expressions held to what the workflow declares: contexts at their places, properties, functions, types. */

import { describe, expect, it } from "@jest/globals";
import check from "../../../checks/style/workflow/expressions.ts";
import { type Beside, told } from "./told.ts";

const look = (text: string, beside?: Beside) => told(check, text, beside);

function job(lines: string, before = "on: push"): string {
  return `${before}\njobs:\n  build:\n    runs-on: ubuntu-latest\n${lines}`;
}

function run(expression: string, before?: string): string {
  return job(`    steps:\n      - run: echo \${{ ${expression} }}\n`, before);
}

describe("a place without its context", () => {
  it.each([
    ["on: push\nenv:\n  A: ${{ env.B }}\njobs: {}\n", "env: The context `env` is not there"],
    [job("    if: ${{ secrets.TOKEN != '' }}\n"), "secrets: The context `secrets` is not there"],
    [job("    name: ${{ steps.a.outputs.b }}\n"), "steps: The context `steps` is not there"],
    [job("    env:\n      A: ${{ hashFiles('go.sum') }}\n"), "hashFiles: The function `hashFiles` is not there"],
    [run("always()"), "always: The function `always` is not there"],
  ])("%s", async (text, message) => {
    expect((await look(text)).join("\n")).toContain(message);
  });

  it("is silent where the context is there", async () => {
    const steps = "    steps:\n      - if: always() && runner.os == 'Linux' && !cancelled()\n        run: make\n";
    expect(await look(job(`    if: github.ref == 'refs/heads/main' && success()\n${steps}`))).toEqual([]);
  });
});

describe("a property that nothing has", () => {
  it.each([
    ["github.evnt", "evnt: `github` has no `evnt`"],
    ["steps.tag.outputs.name", "tag: `steps` has no `tag`"],
    ["needs.plan.outputs.name", "plan: `needs` has no `plan`"],
    ["matrix.os", "os: `matrix` has no `os`"],
    ["inputs.size", "size: `inputs` has no `size`"],
    ["runner.operating_system", "operating_system: `runner` has no"],
  ])("%s", async (expression, message) => {
    expect((await look(run(expression))).join("\n")).toContain(message);
  });

  it.each([
    "github.event.pull_request.head.sha",
    "vars.REGION",
    "secrets.TOKEN",
    "env.PATH",
    "github['ref']",
    "job.status",
  ])("is not %s", async (expression) => {
    expect(await look(run(expression))).toEqual([]);
  });

  it("knows inputs, the matrix, needs and outputs of steps before", async () => {
    const text = `on:
  workflow_call:
    inputs:
      size: { type: string }
jobs:
  plan:
    runs-on: ubuntu-latest
    outputs: { zone: "\${{ steps.zone.outputs.name }}" }
    steps:
      - id: zone
        run: make zone
  build:
    needs: plan
    runs-on: \${{ matrix.os }}
    strategy:
      matrix:
        os: [ubuntu-latest]
        include:
          - arch: arm64
    steps:
      - run: make "$SIZE"
        env:
          SIZE: \${{ inputs.size }}
          ZONE: \${{ needs.plan.outputs.zone }}
          ARCH: \${{ matrix.arch }}
`;
    expect(await look(text)).toEqual([]);
    expect((await look(text.replace("outputs.zone }}", "outputs.zones }}"))).join()).toContain(
      "zones: `needs.plan.outputs` has no `zones`",
    );
  });

  it("knows what a local action and a called workflow give back", async () => {
    const files = {
      ".github/actions/tag/action.yml":
        "name: tag\noutputs:\n  name: { value: a }\nruns: { using: composite, steps: [] }\n",
      ".github/workflows/plan.yml": "on:\n  workflow_call:\n    outputs:\n      zone: { value: a }\njobs: {}\n",
    };
    const text = `on: push
jobs:
  plan:
    uses: ./.github/workflows/plan.yml
  build:
    needs: plan
    runs-on: ubuntu-latest
    steps:
      - id: tag
        uses: ./.github/actions/tag
      - run: make
        env:
          TAG: \${{ steps.tag.outputs.nam }}
          ZONE: \${{ needs.plan.outputs.zones }}
`;
    expect(await look(text, { files })).toEqual([
      "nam: `steps.tag.outputs` has no `nam`, so the expression gives nothing: it has `name`.",
      "zones: `needs.plan.outputs` has no `zones`, so the expression gives nothing: it has `zone`.",
    ]);
    expect(await look(text)).toEqual([]);
  });

  it("holds configuration variables to actionlint's list", async () => {
    const files = { ".github/actionlint.yaml": "config-variables: [REGION]\n" };
    expect(await look(run("vars.REGION"), { files })).toEqual([]);
    expect((await look(run("vars.REGIO"), { files })).join()).toContain("REGIO: `vars` has no `REGIO`");
  });
});

describe("functions, types and texts that are no expression", () => {
  it.each([
    ["startWith('a', 'b')", "startWith: No function is called `startWith`"],
    ["startsWith('a')", "`startsWith` takes 2 arguments, and here are 1"],
    ["contains(github.event_name)", "`contains` takes 2 arguments"],
    ["format('{0} {2}', 'a', 'b')", "`{2}` stands in the format"],
    ["fromJSON('{\"a\":')", "This text is no JSON"],
    ["fromJSON('{\"a\":1}').b", "b: This has no `b`"],
    ["github == 'push'", "compares an object with a string"],
    ["github", "This gives an object, and a text is wanted here"],
    ["gitub.ref", "gitub: Nothing is called `gitub`"],
    ["matrix.a &&", "is no expression"],
    ['env.A == "b"', "is no expression"],
  ])("%s", async (expression, message) => {
    expect((await look(run(expression))).join("\n")).toContain(message);
  });

  it("shows places inside quoted and block scalars", async () => {
    const quoted = job(`    steps:\n      - run: 'echo \${{ contains(''a'', ''b'') && githb.ref }}'\n`);
    expect((await look(quoted)).join()).toContain("githb: Nothing is called `githb`");
    const block = job(`    steps:\n      - run: |\n          make\n          echo \${{ githb.ref }}\n`);
    expect((await look(block)).join()).toContain("githb: Nothing is called `githb`");
    const double = job(`    steps:\n      - run: "echo \\"a\\" \${{ githb.ref }}"\n`);
    expect((await look(double)).join()).toContain("githb: Nothing is called `githb`");
    expect((await look(job(`    steps:\n      - run: echo \${{ github.ref\n`))).join()).toContain("no `}}` closes");
  });

  it("lets an object make a whole block, and nothing else", async () => {
    expect(await look(job(`    strategy: \${{ fromJSON(needs.plan.outputs.strategy) }}\n    needs: []\n`))).toEqual([
      "plan: `needs` has no `plan`, so the expression gives nothing: it is empty here.",
    ]);
    expect((await look(job("    env: ${{ 'a' }}\n"))).join()).toContain("gives a string");
  });
});

it("says nothing of a text that does not parse, and nothing of other forges", async () => {
  expect(await look(`${run("githb.ref")}broken: [`)).toEqual([]);
  expect(await look(run("forgejo.ref"), { path: ".forgejo/workflows/ci.yml" })).toEqual([]);
});
