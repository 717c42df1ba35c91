/** Checks of what Terraform itself refuses: circles, `depends_on`, blocks that lack something, outputs that show secrets. */

import { describe, expect, test } from "@jest/globals";
import dependencyCycles from "../../../../checks/style/terraform/dependency-cycles.ts";
import dependsOn from "../../../../checks/style/terraform/depends-on.ts";
import invalidBlocks from "../../../../checks/style/terraform/invalid-blocks.ts";
import sensitiveOutputs from "../../../../checks/style/terraform/sensitive-outputs.ts";
import { mended, observeFile, observeModule } from "./observe.ts";

describe("dependency-cycles", () => {
  test("tells a circle once, at its first member, with the way round", async () => {
    const head = {
      "a.tf": "locals {\n  a = local.b\n  out = local.a\n}\n",
      "b.tf": 'locals {\n  b = x_y.c.id\n}\nresource "x_y" "c" {\n  name = local.a\n}\n',
    };
    const { places, messages } = await observeModule(dependencyCycles, head);
    expect(places).toEqual(["a.tf:2 a"]);
    expect(messages[0]).toContain("`local.a` → `local.b` → `x_y.c` → `local.a`");
  });

  test("tells of what depends on itself, and of each circle", async () => {
    const head = {
      "a.tf": 'resource "x_y" "a" {\n  id = x_y.a.id\n}\nlocals {\n  b = local.c\n  c = local.b\n  d = local.d\n}\n',
    };
    expect((await observeModule(dependencyCycles, head)).places).toEqual([
      'a.tf:1 resource "x_y" "a"',
      "a.tf:5 b",
      "a.tf:7 d",
    ]);
  });

  test.each([
    "locals {\n  a = local.b\n  b = local.c\n  d = local.b\n}\n",
    'resource "x_y" "a" {\n  lifecycle {\n    postcondition {\n      condition     = x_y.a.ok\n      error_message = "x"\n    }\n    ignore_changes = [x_y]\n  }\n}\n',
    'variable "a" {\n  validation {\n    condition     = var.a > 0\n    error_message = "x"\n  }\n}\n',
    'module "a" {\n  source = "./a"\n  x      = module.b.y\n}\nmodule "b" {\n  source = "./b"\n  x      = module.a.y\n}\n',
    "locals {\n  a = [for a in [] : a.b]\n",
  ])("is silent on %j", async (text) => {
    expect((await observeModule(dependencyCycles, { "a.tf": text })).places).toEqual([]);
  });

  test("takes a chain of ten thousand and a knot of thousands in its stride", async () => {
    const chain = Array.from({ length: 10_000 }, (_, at) => `  a${at} = local.a${at + 1}`).join("\n");
    const knot = Array.from({ length: 3_000 }, (_, at) => `  k${at} = [local.k${(at + 1) % 3_000}, local.a0]`).join(
      "\n",
    );
    const observed = await observeModule(dependencyCycles, { "a.tf": `locals {\n${chain}\n${knot}\n}\n` });
    expect(observed.places).toEqual(["a.tf:10002 k0"]);
  }, 20_000);
});

describe("depends-on", () => {
  const block = (list: string) => `resource "a_b" "c" {\n  depends_on = ${list}\n}\n`;

  test.each([
    ["[a_b.d.id]", "[a_b.d]"],
    ["[data.a_b.d.id, a_b.e]", "[data.a_b.d, a_b.e]"],
    ["[a_b.d[0].id]", "[a_b.d[0]]"],
    ["[resource.a_b.d.id]", "[resource.a_b.d]"],
  ])("%s becomes %s", async (list, expected) => {
    expect(mended(block(list), await observeFile(dependsOn, block(list)))).toBe(block(expected));
  });

  test.each(["concat([a_b.d], [])", "[a_b.d, var.x ? a_b.e : a_b.f]", "a_b.d"])("tells of %s", async (list) => {
    expect((await observeFile(dependsOn, block(list))).places).toHaveLength(1);
  });

  test.each([
    "[a_b.d, data.a_b.e, module.f, module.f.output]",
    "[a_b.d[0]]",
    "[resource.a_b.d, resource.a_b.e[0]]",
    '[a_b.d["x"]]',
    "[]",
    "[local.x]",
    '["a_b.d"]',
    "[",
  ])("is silent on %s", async (list) => {
    expect((await observeFile(dependsOn, block(list))).places).toEqual([]);
  });

  test("is silent on JSON, which has only strings, and on a block of a provider's", async () => {
    const json = '{"resource": {"a_b": {"c": {"depends_on": ["a_b.d"]}}}}';
    expect((await observeFile(dependsOn, json, { path: "a.tf.json" })).places).toEqual([]);
    expect(
      (await observeFile(dependsOn, 'resource "a_b" "c" {\n  x {\n    depends_on = "y"\n  }\n}\n')).places,
    ).toEqual([]);
  });
});

describe("invalid-blocks", () => {
  test.each<[string, string]>([
    ['output "a" {}\n', "lacks `value`"],
    ['module "a" {}\n', "lacks `source`"],
    ["moved {\n  from = a_b.c\n}\n", "lacks `to`"],
    ["import {\n  to = a_b.c\n}\n", "lacks `id` or `identity`"],
    ["removed {}\n", "lacks `from`"],
    ['check "a" {}\n', "lacks `assert`"],
    ['resource "a_b" {}\n', "has as labels type and name; this one has 1"],
    ['terraform "x" {}\n', "has no label; this one has 1"],
    ['variable "a" {\n  validation {\n    condition = true\n  }\n}\n', "lacks `error_message`"],
    [
      'resource "a_b" "c" {\n  lifecycle {\n    precondition {\n      error_message = "x"\n    }\n  }\n}\n',
      "lacks `condition`",
    ],
    ['variable "source" {}\n', "may not be called `source`"],
    ['variable "a" {\n  nullable = false\n  default  = null\n}\n', "is null"],
    ['variable "a" {\n  type    = number\n  default = "two"\n}\n', "is a string, and its type asks for a number"],
    ['variable "a" {\n  type    = map(string)\n  default = []\n}\n', "is a list"],
  ])("%j", async (text, message) => {
    const { messages } = await observeFile(invalidBlocks, text);
    expect(messages).toEqual([expect.stringContaining(message)]);
  });

  test.each([
    'variable "a" {\n  type    = number\n  default = "2"\n}\nvariable "b" {\n  type    = optional(string)\n  default = []\n}\n',
    'variable "a" {\n  type    = list(string)\n  default = null\n}\n',
    'variable "a" {\n  type    = set(string)\n  default = []\n}\nvariable "c" {\n  type    = object({})\n  default = {}\n}\n',
    "import {\n  to       = a_b.c\n  identity = {}\n}\n",
    'terraform {}\nlocals {}\nother "x" "y" "z" {}\n',
    'output "a" {\n',
  ])("is silent on %j", async (text) => {
    expect((await observeFile(invalidBlocks, text)).messages).toEqual([]);
  });

  test("reads JSON", async () => {
    const text = '{"variable": {"a": {"type": "list(string)", "default": "x"}}, "output": {"b": {}}}';
    expect((await observeFile(invalidBlocks, text, { path: "a.tf.json" })).messages).toHaveLength(2);
  });
});

describe("sensitive-outputs", () => {
  const secret = 'variable "password" {\n  sensitive = true\n}\nlocals {\n  login = "admin:${var.password}"\n}\n';

  test.each(["var.password", "local.login", '[for x in [var.password] : "${x}!"]'])("tells of %s", async (value) => {
    const head = { "a.tf": secret, "b.tf": `output "x" {\n  value = ${value}\n}\n` };
    expect((await observeModule(sensitiveOutputs, head)).places).toEqual(['b.tf:1 output "x"']);
  });

  test.each([
    'output "x" {\n  value     = var.password\n  sensitive = true\n}\n',
    'output "x" {\n  value     = var.password\n  sensitive = var.hide\n}\n',
    'output "x" {\n  value = nonsensitive(sha256(var.password))\n}\n',
    'variable "open" {\n  sensitive = false\n}\noutput "x" {\n  value = var.open\n}\n',
    'output "x" {\n  value = 1\n  precondition {\n    condition     = var.password != ""\n    error_message = "x"\n  }\n}\n',
    'output "x" {\n  value = var.password',
  ])("is silent on %j", async (text) => {
    expect((await observeModule(sensitiveOutputs, { "a.tf": secret, "b.tf": text })).places).toEqual([]);
  });
});
