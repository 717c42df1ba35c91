/** tflint's ignore comments as waivers of ours. */

import { describe, expect, test } from "@jest/globals";
import { openDocument } from "../../../core/open-document.ts";
import { review } from "../../../core/review.ts";
import { builtInPresets } from "../../../engine/rule-set/built-in.ts";
import { mergeRuleSet } from "../../../engine/rule-set/merge.ts";
import { openToolbox } from "../../../engine/toolbox.ts";
import { catalogue } from "../../../checks/generated/catalogue.ts";
import { parseHclDocument } from "../../../languages/hcl/document.ts";
import { memoryDifferential } from "../../core/memory-differential.ts";

function waiversOf(text: string) {
  return parseHclDocument(openDocument("main.tf", { kind: "text", text, byteOrderMark: false })).waivers;
}

describe("tflint's comments", () => {
  test("above a line, at its end, for a file", () => {
    const text = [
      "# tflint-ignore-file: terraform_typed_variables",
      "# tflint-ignore: terraform_naming_convention, terraform_unused_declarations",
      'variable "A" {}',
      'variable "B" {} // tflint-ignore: terraform_naming_convention',
      "/* tflint-ignore: terraform_documented_variables */",
    ].join("\n");
    expect(waiversOf(text).map(({ rules, covers, form }) => [form, covers, rules])).toEqual([
      ["file", [1, 5], ["style/terraform/typed-variables"]],
      ["next-line", [3, 3], ["style/terraform/naming-convention", "style/terraform/unused-declarations"]],
      ["line", [4, 4], ["style/terraform/naming-convention"]],
      ["next-line", [6, 6], ["style/terraform/documented-variables"]],
    ]);
    expect(waiversOf(text).every(({ origin }) => origin === "tflint")).toBe(true);
  });

  test("`all` means all that have a counterpart, each of which exists", () => {
    const [waiver] = waiversOf("# tflint-ignore: all\n");
    expect(waiver?.rules.length).toBe(20);
    expect(waiver?.rules.filter((name) => !catalogue.has(name))).toEqual([]);
  });

  test("a reason behind another mark is kept", () => {
    expect(waiversOf("# tflint-ignore: terraform_required_version # set by the root\n")[0]?.reason).toBe(
      "set by the root",
    );
  });

  test.each([
    "# tflint-ignore: aws_instance_invalid_type\n",
    "# tflint-ignore:\n",
    "# tflint-ignored: terraform_required_version\n",
    "# see tflint-ignore: terraform_required_version\n",
    'x = "# tflint-ignore: terraform_required_version"\n',
    "# tflint-ignore: terraform_required_version /",
  ])("%j is none", (text) => {
    expect(waiversOf(text)).toEqual([]);
  });

  test("silence a finding, and are not judged as waivers of ours", async () => {
    const toolbox = openToolbox({ workers: 0 });
    const text =
      'output "a" {\n  value = 1\n}\n# tflint-ignore: terraform_unused_declarations, terraform_naming_convention\nvariable "Spare" {}\n';
    const rules = mergeRuleSet({ rules: [], ignore: [], schemas: {} }, await builtInPresets());
    const report = await review(memoryDifferential({}, { "main.tf": text }), { ...rules, origin: "test" }, toolbox);
    await toolbox.close();
    const told = report.outcomes.flatMap((outcome) => (outcome.status === "checked" ? outcome.annotations : []));
    expect(told.map(({ rule }) => rule).filter((rule) => /^waiver|unused|naming/u.test(rule))).toEqual([]);
    const unused = report.outcomes.find(({ rule }) => rule.name === "style/terraform/unused-declarations");
    expect(unused).toMatchObject({ waived: [{ annotation: { rule: "style/terraform/unused-declarations" } }] });
  });
});
