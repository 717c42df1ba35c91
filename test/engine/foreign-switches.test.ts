import { describe, expect, it } from "@jest/globals";
import { switchNotes } from "../../core/foreign-switches.ts";
import { isSwitches, readSwitches } from "../../engine/foreign-switches.ts";
import { treeOf } from "../checks/tree-of.ts";
import { memoryDifferential } from "../core/memory-differential.ts";

const check = "style/terraform/typed-variables";
const off = 'rule "terraform_typed_variables" {\n  enabled = false\n}\n';

describe("readSwitches", () => {
  it("takes the nearest configuration above a file", async () => {
    const tree = treeOf({ ".tflint.hcl": off, "network/.tflint.hcl": "" });
    const switchedOff = await readSwitches([check], ["main.tf", "network/a.tf", "network/vpc/a.tf", "db/a.tf"], tree);
    expect(switchedOff(check, "main.tf")).toBe("`.tflint.hcl` switches it off");
    expect(switchedOff(check, "db/a.tf")).toBe("`.tflint.hcl` switches it off");
    expect(switchedOff(check, "network/a.tf")).toBeUndefined();
    expect(switchedOff(check, "network/vpc/a.tf")).toBeUndefined();
    expect(switchedOff("style/terraform/syntax", "main.tf")).toBeUndefined();
  });

  it("reads each configuration of a tree once, in one batch", async () => {
    const tree = treeOf({ ".tflint.hcl": off });
    await readSwitches([check], ["a/main.tf"], tree);
    await readSwitches([check], ["a/main.tf", "a/other.tf"], tree);
    expect(tree.batches).toEqual([["a/.tflint.hcl", ".tflint.hcl"]]);
  });

  it("reads nothing where no rule of it or no Terraform is concerned", async () => {
    const tree = treeOf({ ".tflint.hcl": off });
    await readSwitches(["style/yaml/tabs"], ["a/main.tf"], tree);
    await readSwitches([check], ["a/main.yaml"], tree);
    expect(tree.batches).toEqual([]);
  });
});

it("a change of such a configuration is noted, unless head is trusted as it is", () => {
  const change = memoryDifferential({}, { ".tflint.hcl": "", "network/.tflint.hcl": "", "x.tflint.hcl": "" });
  const toolbox = { isSwitches, checks: new Map(), load: never, inspect: never, now: () => 0 };
  expect(switchNotes(change, toolbox)).toEqual([
    "this change touches `.tflint.hcl`: what it switches off counts once it is merged",
    "this change touches `network/.tflint.hcl`: what it switches off counts once it is merged",
  ]);
  expect(switchNotes({ ...change, trusted: change.head }, toolbox)).toEqual([]);
});

function never(): never {
  throw new Error("not asked here");
}
