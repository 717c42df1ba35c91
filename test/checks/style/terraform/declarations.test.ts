/** Checks of single declarations: descriptions, types, names; native and JSON. */

import { describe, expect, test } from "@jest/globals";
import documentedOutputs from "../../../../checks/style/terraform/documented-outputs.ts";
import documentedVariables from "../../../../checks/style/terraform/documented-variables.ts";
import namingConvention from "../../../../checks/style/terraform/naming-convention.ts";
import typedVariables from "../../../../checks/style/terraform/typed-variables.ts";
import { observeFile } from "./observe.ts";

const broken = 'variable "a" {\n  type = string\n  description = "x"\n}\nvariable "b\n';

describe("documented-variables", () => {
  test("asks for a description that says something", async () => {
    const text = 'variable "a" {}\nvariable "b" {\n  description = " "\n}\nvariable "c" {\n  description = "x"\n}\n';
    const { places, messages } = await observeFile(documentedVariables, text);
    expect(places).toEqual(['main.tf:1 variable "a"', 'main.tf:2 variable "b"']);
    expect(messages[0]).toContain("has no description");
    expect(messages[1]).toContain("has an empty description");
  });

  test("reads JSON", async () => {
    const text = '{\n  "variable": {\n    "a": {},\n    "b": {"description": "x"}\n  }\n}\n';
    expect((await observeFile(documentedVariables, text, { path: "a.tf.json" })).places).toEqual(['a.tf.json:3 "a"']);
  });

  test("is silent on override files and on outputs", async () => {
    expect((await observeFile(documentedVariables, 'output "a" {}\n')).places).toEqual([]);
    expect((await observeFile(documentedVariables, 'variable "a" {}\n', { path: "x_override.tf" })).places).toEqual([]);
  });
});

test("documented-outputs asks for a description", async () => {
  const text = 'output "a" {\n  value = 1\n}\noutput "b" {\n  value = 1\n  description = "x"\n}\n';
  expect((await observeFile(documentedOutputs, text)).places).toEqual(['main.tf:1 output "a"']);
});

describe("typed-variables", () => {
  test("asks for a type, any will do", async () => {
    const text = 'variable "a" {\n  default = 1\n}\nvariable "b" {\n  type = any\n}\n';
    expect((await observeFile(typedVariables, text)).places).toEqual(['main.tf:1 variable "a"']);
  });
});

test.each([
  ["documented-variables", documentedVariables],
  ["documented-outputs", documentedOutputs],
  ["typed-variables", typedVariables],
])("%s is silent on the sound part of a broken file", async (_, check) => {
  expect((await observeFile(check, broken)).places.filter((place) => place.includes('"a"'))).toEqual([]);
});

describe("naming-convention", () => {
  const snake = { format: "snake_case", custom: "", kinds: {} };

  async function names(lines: readonly string[], options = {}) {
    return (await observeFile(namingConvention, lines.join("\n"), { options: { ...snake, ...options } })).places;
  }

  test("asks for snake_case in every kind of declaration", async () => {
    const places = await names([
      'resource "aws_vpc" "Main" {}',
      'data "aws_ami" "base-image" {}',
      'variable "vpcName" {}',
      'output "vpc__id" {}',
      'module "vpc_" {}',
      "locals {",
      "  _region = 1",
      "}",
      'check "health" {',
      '  data "http" "Site" {}',
      "}",
    ]);
    expect(places.map((place) => place.split(" ")[0])).toEqual([1, 2, 3, 4, 5, 7, 10].map((line) => `main.tf:${line}`));
  });

  test("suggests the name that is meant", async () => {
    const { findings } = await observeFile(namingConvention, 'variable "vpcName-2" {}', { options: snake });
    expect(findings[0]?.advice).toContain("`vpc_name_2`");
  });

  test("accepts capitals in mixed_snake_case", async () => {
    expect(await names(['variable "Vpc_Name" {}', 'variable "a-b" {}'], { format: "mixed_snake_case" })).toEqual([
      'main.tf:2 variable "a-b"',
    ]);
  });

  test("takes a pattern of one's own, for all or for one kind", async () => {
    const lines = ['variable "in_a" {}', 'variable "b" {}', 'output "B" {}'];
    expect(await names(lines, { format: "none", custom: "^in_" })).toHaveLength(2);
    expect(await names(lines, { kinds: { variable: { custom: "^in_" }, output: { format: "none" } } })).toEqual([
      'main.tf:2 variable "b"',
    ]);
  });

  test("a pattern that RE2 refuses asks for nothing", async () => {
    expect(await names(['variable "B" {}'], { custom: "(?=x)" })).toEqual([]);
  });

  test("is silent on what has no name, and on a broken file", async () => {
    expect(await names(["terraform {}", "locals {}", "variable {"])).toEqual([]);
  });
});
