/** What a repository's `.tflint.hcl` sets for a rule, our counterpart follows; it is read where nobody can slip it in. */

import { describe, expect, test } from "@jest/globals";
import modulePinnedSource from "../../../../checks/style/terraform/module-pinned-source.ts";
import namingConvention from "../../../../checks/style/terraform/naming-convention.ts";
import requiredProviders from "../../../../checks/style/terraform/required-providers.ts";
import { openDocument } from "../../../../core/open-document.ts";
import { parseHclDocument } from "../../../../languages/hcl/document.ts";
import { memoryTree } from "../../../core/memory-differential.ts";
import { observeModule } from "./observe.ts";

describe("options", () => {
  test("of modules and providers", async () => {
    const text =
      'rule "terraform_module_pinned_source" {\n  style = "semver"\n  default_branches = ["stable"]\n}\nrule "terraform_required_providers" {\n  version = false\n}\n';
    const base = { ".tflint.hcl": text, "main.tf": "" };
    const call = 'module "a" {\n  source = "github.com/example/vpc?ref=stable"\n}\n';
    const pinning = { base, options: { style: "flexible", defaultBranches: [] } };
    expect((await observeModule(modulePinnedSource, { ...base, "main.tf": call }, pinning)).messages[0]).toContain(
      "a branch",
    );
    const provider = 'resource "aws_vpc" "a" {}\n';
    const providing = { base, options: { source: true, version: true } };
    expect((await observeModule(requiredProviders, { ...base, "main.tf": provider }, providing)).places).toEqual([]);
  });

  test("are read at base, from the nearest file", async () => {
    const loose = 'rule "terraform_required_providers" {\n  version = false\n}\n';
    const head = { ".tflint.hcl": loose, "net/main.tf": 'resource "aws_vpc" "a" {}\n' };
    const options = { source: true, version: true };
    expect(
      (await observeModule(requiredProviders, head, { base: { "net/main.tf": "" }, options })).places,
    ).toHaveLength(1);
    const above = { ".tflint.hcl": loose, "net/main.tf": "" };
    expect((await observeModule(requiredProviders, head, { base: above, options })).places).toEqual([]);
    const nearer = { ...above, "net/.tflint.hcl": "" };
    expect((await observeModule(requiredProviders, head, { base: nearer, options })).places).toHaveLength(1);
  });

  async function names(configuration: string, text: string) {
    const document = parseHclDocument(openDocument("net/main.tf", { kind: "text", text, byteOrderMark: false }));
    const tree = memoryTree({ ".tflint.hcl": configuration });
    const options = { format: "snake_case", custom: "", kinds: {} };
    const facts = await namingConvention.gather?.(
      [document],
      { own: memoryTree({}), base: tree },
      { options, schemas: {} },
    );
    const { findings } = await namingConvention.look(document, { options, facts: facts?.get("net/main.tf") });
    return findings.map(({ at }) => text.slice(...(at?.range ?? [0, 0])));
  }

  test.each<[string, readonly string[]]>([
    ["", ['variable "A"', "b-c"]],
    ['rule "terraform_naming_convention" {\n  format = "mixed_snake_case"\n}\n', ["b-c"]],
    ['rule "terraform_naming_convention" {\n  format = "none"\n  locals {\n    custom = "^x"\n  }\n}\n', ["b-c"]],
    ['rule "terraform_naming_convention" {\n  locals {\n    format = "none"\n  }\n}\n', ['variable "A"']],
    [
      'rule "terraform_naming_convention" {\n  format = "own"\n  custom_formats = {\n    own = {\n      regex = "^[A-Z]$"\n    }\n  }\n}\n',
      ["b-c"],
    ],
    ['rule "terraform_naming_convention" {\n  format = "none"', ['variable "A"', "b-c"]],
    ['rule "terraform_naming_convention" {\n  format = var.x\n}\n', ['variable "A"', "b-c"]],
    ["rule {}\n", ['variable "A"', "b-c"]],
  ])("of names: %j", async (configuration, expected) => {
    expect(await names(configuration, 'variable "A" {}\nlocals {\n  b-c = 1\n}\n')).toEqual(expected);
  });
});
