/** Where a change touches the rules, what they would find is told beside what base's find: on it and on the whole tree. */

import { beforeAll, describe, expect, test } from "@jest/globals";
import type { PreviewedRule, PreviewLimits, RulesPreview } from "../../../core/preview.ts";
import { review } from "../../../core/review.ts";
import { effectiveRuleSet } from "../../../engine/rule-set/effective.ts";
import { withPreview } from "../../../engine/rule-set/preview.ts";
import { openToolbox } from "../../../engine/toolbox.ts";
import { memoryDifferential, memoryTree, type Texts } from "../../core/memory-differential.ts";
import { loadEveryCheck } from "../../cli/run.ts";

beforeAll(loadEveryCheck);

const toolbox = openToolbox({ workers: 0, cache: true });
const rulesFile = ".github/plumbline.yml";
const rules = (...lines: readonly string[]) => `extends: []\nrules:\n${lines.map((line) => `  ${line}\n`).join("")}`;
const keys = (severity: string) => rules(`style/yaml/duplicate-keys: ${severity}`);
const twice = "kind: Service\nkind: Secret\n";

async function preview(base: Texts, head: Texts, limits?: PreviewLimits): Promise<RulesPreview | undefined> {
  const differential = memoryDifferential(base, head);
  const source = { base: memoryTree(base) };
  const { ruleSet } = await effectiveRuleSet(source);
  const report = await review(differential, ruleSet, toolbox);
  return (await withPreview({ differential, report, source, toolbox, ...(limits && { limits }) })).preview;
}

function only({ rules: found }: RulesPreview | undefined = { paths: [], rules: [], looked: 0, of: 0 }): PreviewedRule {
  const [first, ...others] = found;
  if (first === undefined || others.length > 0) throw new Error(JSON.stringify(found));
  return first;
}

describe("a change of the rule set", () => {
  test("that switches a rule on tells what it finds, here and everywhere, with the first five places", async () => {
    const tree = Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`k8s/${index}.yaml`, twice]));
    const found = await preview(
      { ...tree, [rulesFile]: keys("off") },
      { ...tree, [rulesFile]: keys("failure"), "k8s/new.yaml": twice },
    );
    expect(found).toMatchObject({ paths: [rulesFile], looked: 9, of: 9 });
    expect(only(found)).toEqual({
      name: "style/yaml/duplicate-keys",
      after: { severity: "failure", mode: "enforce" },
      here: { before: 0, after: 1 },
      tree: { before: 0, after: 8 },
      places: [0, 1, 2, 3, 4].map((index) => ({ path: `k8s/${index}.yaml`, line: 2 })),
    });
  });

  test("that only makes a rule stricter says so, with what it weighs on", async () => {
    const tree = { "a.yaml": twice };
    const found = await preview({ ...tree, [rulesFile]: keys("notice") }, { ...tree, [rulesFile]: keys("failure") });
    expect(only(found)).toMatchObject({
      before: { severity: "notice" },
      after: { severity: "failure" },
      tree: { before: 1, after: 1 },
      places: [{ path: "a.yaml", line: 2 }],
    });
  });

  test("that touches nothing but a comment finds the same", async () => {
    const found = await preview({ [rulesFile]: keys("failure") }, { [rulesFile]: `# Ours.\n${keys("failure")}` });
    expect(found).toEqual({ paths: [rulesFile], rules: [], looked: 0, of: 0 });
  });

  test("that ignores a folder tells what is no longer found", async () => {
    const tree = { "vendor/a.yaml": twice };
    const found = await preview(
      { ...tree, [rulesFile]: keys("failure") },
      { ...tree, [rulesFile]: `${keys("failure")}ignore: [vendor/**]\n` },
    );
    expect(only(found)).toMatchObject({ tree: { before: 1, after: 0 }, places: [] });
  });

  test("that counts rules in shadow, which is what a preview is for", async () => {
    const tree = { "a.yaml": twice };
    const shadow = keys("{ severity: failure, mode: shadow }");
    const found = await preview({ ...tree, [rulesFile]: keys("off") }, { ...tree, [rulesFile]: shadow });
    expect(only(found)).toMatchObject({ after: { severity: "failure", mode: "shadow" }, tree: { after: 1 } });
  });

  test("that does not validate has no preview, and says why", async () => {
    const found = await preview({ [rulesFile]: keys("off") }, { [rulesFile]: keys("sometimes") });
    expect(found).toMatchObject({ rules: [], trouble: "its own version does not validate" });
  });
});

describe("a change of another tool's configuration", () => {
  test("tells what it will switch off", async () => {
    const tree = { "main.tf": 'variable "region" {}\n' };
    const both = { ...tree, [rulesFile]: rules("style/terraform/typed-variables: warning") };
    const off = 'rule "terraform_typed_variables" {\n  enabled = false\n}\n';
    const found = await preview(both, { ...both, ".tflint.hcl": off });
    expect(found?.paths).toEqual([".tflint.hcl"]);
    expect(only(found)).toMatchObject({ tree: { before: 1, after: 0 }, places: [] });
  });
});

describe("bounds", () => {
  const tree = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`k8s/${1_000 + index}.yaml`, twice]));
  const base = { ...tree, [rulesFile]: keys("off") };
  const head = { ...tree, [rulesFile]: keys("warning") };

  test("in files", async () => {
    const found = await preview(base, head, { files: 120, milliseconds: Infinity });
    expect(found).toMatchObject({ looked: 120, of: 251 });
    expect(only(found).tree).toEqual({ before: 0, after: 119 });
  });

  test("in time", async () => {
    expect(await preview(base, head, { files: 1_000, milliseconds: 0 })).toMatchObject({ looked: 0, of: 251 });
  });
});

test("a change that leaves the rules alone has no preview", async () => {
  expect(
    await preview({ [rulesFile]: keys("failure") }, { [rulesFile]: keys("failure"), "a.yaml": twice }),
  ).toBeUndefined();
});
