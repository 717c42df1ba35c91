/** What zizmor and actionlint are told holds for our rules that ask the same, where base says it. */

import { describe, expect, it } from "@jest/globals";
import { isSwitches, readSwitches } from "../../engine/foreign-switches.ts";
import { treeOf } from "../checks/tree-of.ts";

const workflow = ".github/workflows/release.yml";

async function answer(files: Readonly<Record<string, string>>, check: string, path = workflow) {
  const says = await readSwitches([check], [path], treeOf(files));
  return says(check, path);
}

describe("zizmor.yml", () => {
  const files = {
    ".github/zizmor.yml": `rules:
  unpinned-uses: { disable: true }
  template-injection:
    ignore: [release.yml, "nightly.yml:12", "x\\0"]
`,
  };

  it.each([
    ["security/workflow/unpinned-uses", workflow, "`.github/zizmor.yml` switches it off"],
    ["security/workflow/template-injection", workflow, "`.github/zizmor.yml` switches it off"],
    ["security/workflow/template-injection", ".github/workflows/nightly.yml", undefined],
    ["security/workflow/insecure-commands", workflow, undefined],
    ["security/workflow/unpinned-uses", "k8s/app.yaml", undefined],
  ])("%s at %s", async (check, path, expected) => {
    expect(await answer(files, check, path)).toBe(expected);
  });

  it("belongs to the repository that it lies in", async () => {
    const nested = { "vendor/.github/zizmor.yml": files[".github/zizmor.yml"] };
    expect(await answer(nested, "security/workflow/unpinned-uses")).toBeUndefined();
    expect(await answer(nested, "security/workflow/unpinned-uses", `vendor/${workflow}`)).toContain(
      "vendor/.github/zizmor.yml",
    );
  });

  it.each(["", "rules: [", "rules: 7", "- a", "rules: { unpinned-uses: { ignore: 3, disable: [] } }"])(
    "says nothing as %s",
    async (text) => {
      expect(await answer({ ".github/zizmor.yml": text }, "security/workflow/unpinned-uses")).toBeUndefined();
    },
  );
});

describe("actionlint.yaml", () => {
  const files = {
    ".github/actionlint.yaml": `paths:
  workflows/rel*.yml:
    ignore: ['label ".+" is unknown']
  .github/workflows/nightly.yml:
    ignore: [".+"]
`,
  };

  it("is followed where it means all messages of a kind", async () => {
    expect(await answer(files, "style/workflow/runner-labels")).toContain("actionlint.yaml");
    expect(await answer(files, "style/workflow/expressions")).toBeUndefined();
    expect(await answer(files, "style/workflow/expressions", ".github/workflows/nightly.yml")).toContain(
      "actionlint.yaml",
    );
  });
});

it("knows the files that it reads", () => {
  expect([".github/zizmor.yml", "zizmor.yml", ".github/actionlint.yaml"].every(isSwitches)).toBe(true);
  expect(isSwitches("docs/actionlint.yaml")).toBe(false);
});
