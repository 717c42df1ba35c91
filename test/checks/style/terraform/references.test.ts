/** Checks that follow names: references to nothing, declarations that stand twice, calls of local modules. */

import { describe, expect, test } from "@jest/globals";
import duplicateDeclarations from "../../../../checks/style/terraform/duplicate-declarations.ts";
import moduleArguments from "../../../../checks/style/terraform/module-arguments.ts";
import undefinedReferences from "../../../../checks/style/terraform/undefined-references.ts";
import { observeModule } from "./observe.ts";

const whole = `
variable "region" {}
variable "zones" {}
locals {
  name = var.region
  size = length(var.zones)
}
resource "aws_vpc" "main" {
  tags = local.name
}
data "aws_ami" "base" {}
output "all" {
  value = [aws_vpc.main.id, data.aws_ami.base.id, local.size]
}
`;

function output(value: string): string {
  return `output "x" {\n  value = ${value}\n}\n`;
}

async function told(value: string) {
  return (await observeModule(undefinedReferences, { "main.tf": whole, "x.tf": output(value) })).places;
}

describe("undefined-references", () => {
  test.each([
    "var.regions",
    "local.nothing",
    "aws_subnet.main.id",
    "aws_vpc.other.id",
    "resource.aws_vpc.other.id",
    "data.aws_ami.other.id",
    "module.vpc.id",
    "each.key",
    "count.index",
    "self.id",
  ])("tells of %s", async (value) => {
    expect(await told(value)).toEqual([`x.tf:2 ${value}`]);
  });

  test.each([
    "var.region",
    "local.name",
    "aws_vpc.main[0].id",
    "resource.aws_vpc.main[0].id",
    "path.module",
    "terraform.workspace",
    "[for each in var.zones : each.key]",
    "{ for k, v in var.zones : k => v }",
    '"%{ for v in var.zones }${v}%{ endfor }"',
    "string",
    "try(aws_vpc.main.x, null)",
  ])("is silent on %s", async (value) => {
    expect(await told(value)).toEqual([]);
  });

  test("names what is meant", async () => {
    const { findings } = await observeModule(undefinedReferences, { "main.tf": whole, "x.tf": output("var.regoin") });
    expect(findings[0]?.advice).toContain("`var.region`");
  });

  test("tells of a name once per file", async () => {
    expect(await told("[local.nothing, local.nothing.a]")).toEqual(["x.tf:2 local.nothing"]);
  });

  test.each([
    'resource "a_b" "c" {\n  for_each = var.zones\n  name     = each.key\n}\n',
    'resource "a_b" "c" {\n  count = 2\n  name  = count.index\n}\n',
    'resource "a_b" "c" {\n  provisioner "local-exec" {\n    command = self.id\n    when    = destroy\n  }\n}\n',
    'resource "a_b" "c" {\n  lifecycle {\n    ignore_changes = [tags]\n    postcondition {\n      condition     = self.ok\n      error_message = "x"\n    }\n  }\n}\n',
    'resource "a_b" "c" {\n  dynamic "rule" {\n    for_each = var.zones\n    content {\n      a = rule.value\n    }\n  }\n  dynamic "port" {\n    for_each = var.zones\n    iterator = it\n    content {\n      a = it.value\n    }\n  }\n}\n',
    "moved {\n  from = aws_vpc.old\n  to   = aws_vpc.main\n}\n",
    "removed {\n  from = aws_vpc.old\n  lifecycle {\n    destroy = false\n  }\n}\n",
    'module "m" {\n  source    = "example/m/aws"\n  providers = {\n    aws = aws.west\n  }\n}\noutput "y" {\n  value = module.m.anything\n}\n',
    'variable "typed" {\n  type = object({ a = optional(string) })\n}\noutput "t" {\n  value = var.typed\n}\n',
  ])("is silent on %j", async (text) => {
    expect((await observeModule(undefinedReferences, { "main.tf": whole, "x.tf": text })).places).toEqual([]);
  });

  test("an address leads past a module's outputs, a value does not", async () => {
    const calls = [
      'module "net" {',
      '  source = "./net"',
      "}",
      "import {",
      '  id = "net-1"',
      "  to = module.net.aws_vpc.main",
      "}",
      "moved {",
      "  from = aws_vpc.old",
      "  to   = module.net.aws_vpc.main",
      "}",
      'output "x" {',
      "  value = module.net.aws_vpc",
      "}",
      "",
    ].join("\n");
    const child = 'resource "aws_vpc" "main" {}\noutput "id" {\n  value = aws_vpc.main.id\n}\n';
    const observed = await observeModule(undefinedReferences, { "main.tf": calls, "net/main.tf": child });
    expect(observed.places).toEqual(["main.tf:13 module.net.aws_vpc"]);
  });

  test("an output that is only tried need not be there, its module does", async () => {
    const calls =
      'module "net" {\n  source = "./net"\n}\noutput "x" {\n  value = [try(module.net.ip, null), can(module.ner.id)]\n}\n';
    const observed = await observeModule(undefinedReferences, {
      "main.tf": `${whole}${calls}`,
      "net/main.tf": 'output "id" {\n  value = 1\n}\n',
    });
    expect(observed.places).toEqual(["main.tf:19 module.ner.id"]);
  });

  test("`each` in the content of a dynamic block is the resource's, which has none", async () => {
    const text =
      'resource "a_b" "c" {\n  dynamic "rule" {\n    for_each = var.zones\n    content {\n      a = each.value\n    }\n  }\n}\n';
    const observed = await observeModule(undefinedReferences, { "main.tf": whole, "x.tf": text });
    expect(observed.places).toEqual(["x.tf:5 each.value"]);
  });

  test("speaks of a line in an unchanged file whose variable this change takes away", async () => {
    const base = { "variables.tf": 'variable "a" {}\n', "main.tf": output("var.a") };
    const head = { "main.tf": output("var.a") };
    expect((await observeModule(undefinedReferences, head, { base })).places).toEqual(["main.tf:2 var.a"]);
  });

  test("is silent on what dangled before", async () => {
    const base = { "main.tf": `${whole}${output("var.regoin")}` };
    const head = { "main.tf": `# new\n${whole}${output("var.regoin")}` };
    expect((await observeModule(undefinedReferences, head, { base })).places).toEqual([]);
  });

  test("in a fragment of a module tells only of a slip", async () => {
    const fragment = `variable "region" {}\n${output("[var.regoin, var.bucket, local.name, aws_vpc.main.id]")}`;
    expect((await observeModule(undefinedReferences, { "main.tf": fragment })).places).toEqual([
      "main.tf:3 var.regoin",
    ]);
  });

  test("reads JSON", async () => {
    const head = { "main.tf": whole, "x.tf.json": '{"output": {"x": {"value": "${var.regoin}"}}}' };
    expect((await observeModule(undefinedReferences, head)).places).toEqual(['x.tf.json:1 "${var.regoin}"']);
  });

  test.each<[string, Record<string, string>, string]>([
    ["does not parse", { "b.tf": 'variable "regoin" {' }, "waits until it parses"],
    ["may be written by Terragrunt", { "terragrunt.hcl": "" }, "Terragrunt may write more files into this folder"],
  ])("says a gap where a file %s", async (_, files, gap) => {
    const head = { "main.tf": whole, "x.tf": output("var.regoin"), ...files };
    expect(await observeModule(undefinedReferences, head)).toMatchObject({ places: [], gaps: [gap] });
  });

  test("tells of outputs that a module of the same tree lacks", async () => {
    const head = {
      "main.tf": 'module "vpc" {\n  source = "./vpc"\n}\nmodule "many" {\n  source   = "./vpc"\n  for_each = {}\n}\n',
      "x.tf": output('[module.vpc.id, module.vpc.name, module.many["a"].id, module.many["a"].arn, module.many]'),
      "vpc/outputs.tf": 'output "id" {\n  value = 1\n}\n',
    };
    expect((await observeModule(undefinedReferences, head)).places).toEqual([
      "x.tf:2 module.vpc.name",
      'x.tf:2 module.many["a"].arn',
    ]);
  });
});

describe("duplicate-declarations", () => {
  test("points at the second and names the first", async () => {
    const head = {
      "a.tf": 'variable "a" {}\nlocals {\n  b = 1\n}\n',
      "b.tf": 'variable "a" {}\nlocals {\n  b = 2\n}\n',
    };
    const { places, messages } = await observeModule(duplicateDeclarations, head);
    expect(places).toEqual(['b.tf:1 variable "a"', "b.tf:3 b"]);
    expect(messages[0]).toContain("`a.tf`, line 1");
  });

  test("counts provider configurations by alias", async () => {
    const head = { "a.tf": 'provider "aws" {}\nprovider "aws" {\n  alias = "west"\n}\nprovider "aws" {}\n' };
    expect((await observeModule(duplicateDeclarations, head)).places).toEqual(['a.tf:5 provider "aws"']);
  });

  test.each<Record<string, string>>([
    { "a.tf": 'resource "a_b" "x" {}\ndata "a_b" "x" {}\nresource "a_c" "x" {}\nvariable "x" {}\noutput "x" {}\n' },
    { "a.tf": 'variable "x" {}\n', "a_override.tf": 'variable "x" {}\n' },
    { "a.tf": 'variable "x" {}\n', "a.tofu": 'variable "x" {}\n' },
    { "a.tf": 'variable "x" {}\n', "sub/a.tf": 'variable "x" {}\n' },
    { "a.tf": "terraform {}\nterraform {}\nlocals {}\nlocals {}\n" },
    { "a.tf": 'variable "x" {}\nvariable "x' },
  ])("is silent on %j", async (head) => {
    expect((await observeModule(duplicateDeclarations, head)).places).toEqual([]);
  });

  test("is silent on what was there twice before, although its line moved", async () => {
    const text = 'variable "a" {}\nvariable "a" {}\n';
    expect(
      (await observeModule(duplicateDeclarations, { "a.tf": `\n\n${text}` }, { base: { "a.tf": text } })).places,
    ).toEqual([]);
  });
});

describe("module-arguments", () => {
  const child = {
    "vpc/variables.tf":
      'variable "name" {\n  type = string\n}\nvariable "zones" {\n  type    = list(string)\n  default = []\n}\nvariable "size" {\n  type    = number\n  default = 1\n}\n',
  };

  async function judge(lines: string, more: Record<string, string> = {}) {
    const head = { "main.tf": `module "vpc" {\n  source = "./vpc"\n${lines}}\n`, ...child, ...more };
    return observeModule(moduleArguments, head);
  }

  test("tells of unknown and missing arguments", async () => {
    const { places, messages, findings } = await judge("  zone = []\n");
    expect(places).toEqual(["main.tf:3 zone", 'main.tf:1 module "vpc"']);
    expect(findings[0]?.advice).toContain("`zones`");
    expect(messages[1]).toContain("needs `name`");
  });

  test.each([
    ['  name = "a"\n  zones = "b"\n', "main.tf:4 zones"],
    ['  name = ["a"]\n', "main.tf:3 name"],
    ['  name = "a"\n  size = "two"\n', "main.tf:4 size"],
    ['  name = "a"\n  zones = local.z\n}\nlocals {\n  z = { a = 1 }\n', "main.tf:4 zones"],
  ])("tells of a type that does not fit in %j", async (lines, place) => {
    expect((await judge(lines)).places).toEqual([place]);
  });

  test.each([
    '  name = "a"\n',
    '  name = "a"\n  zones = null\n  size = "2"\n',
    "  name = 1\n  zones = var.zones\n",
    '  name = "a"\n  count = 1\n  depends_on = []\n  providers = {}\n',
  ])("is silent on %j", async (lines) => {
    expect((await judge(lines)).places).toEqual([]);
  });

  test("is silent where the called module is not wholly known", async () => {
    expect((await judge("  zone = []\n", { "vpc/broken.tf": "variable {" })).places).toEqual([]);
  });

  test("an override file may give a default", async () => {
    expect((await judge("", { "vpc/x_override.tf": 'variable "name" {\n  default = "a"\n}\n' })).places).toEqual([]);
  });

  test("tells of a folder that this change takes away, or that is misspelt", async () => {
    const main = 'module "vpc" {\n  source = "./vpc"\n}\n';
    const base = { "main.tf": main, "vpc/main.tf": "", "net/main.tf": "" };
    expect((await observeModule(moduleArguments, { "main.tf": `# \n${main}` }, { base })).places).toEqual([
      'main.tf:3 "./vpc"',
    ]);
    const slip = { "main.tf": 'module "vpc" {\n  source = "./netwrk"\n}\n', "network/main.tf": "" };
    const { findings } = await observeModule(moduleArguments, slip);
    expect(findings[0]?.advice).toContain("`network`");
  });

  test("is silent on folders that some tool may fetch, or that lie outside", async () => {
    const call = (source: string) => ({ "a/main.tf": `module "x" {\n  source = "${source}"\n}\n` });
    expect((await observeModule(moduleArguments, call("./vendor/modules/consul"))).places).toEqual([]);
    expect((await observeModule(moduleArguments, call("../../elsewhere"))).places).toEqual([]);
  });
});
