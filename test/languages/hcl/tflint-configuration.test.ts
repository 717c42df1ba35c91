import { describe, expect, it } from "@jest/globals";
import { readTflintConfiguration } from "../../../languages/hcl/tflint-configuration.ts";

const typed = "style/terraform/typed-variables";
const naming = "style/terraform/naming-convention";
const isOff = (text: string, check: string) => readTflintConfiguration(text).switchesOff(check);

describe("readTflintConfiguration", () => {
  it("switches off the rule that is named, and no other", () => {
    const text = 'rule "terraform_typed_variables" {\n  enabled = false\n}\n';
    expect(isOff(text, typed)).toBe(true);
    expect(isOff(text, naming)).toBe(false);
    expect(isOff(text.replace("false", "true"), typed)).toBe(false);
  });

  it.each(["config {\n  disabled_by_default = true\n}\n", 'plugin "terraform" {\n  enabled = false\n}\n'])(
    "switches off whatever is not switched on, with %j",
    (text) => {
      expect(isOff(text, naming)).toBe(true);
      expect(isOff(`${text}rule "terraform_naming_convention" {\n  enabled = true\n}\n`, naming)).toBe(false);
    },
  );

  it("leaves presets, other plugins and checks without a counterpart alone", () => {
    const text =
      'plugin "terraform" {\n  enabled = true\n  preset = "recommended"\n}\nplugin "aws" {\n  enabled = false\n}\n';
    expect(isOff(text, naming)).toBe(false);
    expect(isOff("config {\n  disabled_by_default = true\n}\n", "style/terraform/syntax")).toBe(false);
    expect(isOff("config {\n  disabled_by_default = true\n}\n", "constructor")).toBe(false);
  });

  it.each([
    'rule "terraform_typed_variables" {\n  enabled = false\n',
    'rule "terraform_typed_variables" {\n  enabled = var.x\n}\n',
    "\0",
    "",
  ])("honours nothing of %j", (text) => {
    expect(isOff(text, typed)).toBe(false);
  });
});
