/** Checks about resources that hold data: what a change loses, what protects it, whose it is. */

import { describe, expect, it, test } from "@jest/globals";
import preventDestroy from "../../../../checks/style/terraform/prevent-destroy.ts";
import requiredTags from "../../../../checks/style/terraform/required-tags.ts";
import { joinModule } from "../../../../languages/hcl/module/module.ts";
import { summarizeFile } from "../../../../languages/hcl/module/summarize.ts";
import { openDocument } from "../../../../core/open-document.ts";
import { parseHclDocument } from "../../../../languages/hcl/document.ts";
import { lossesBetween } from "../../../../checks/style/terraform/stateful/compare.ts";
import { observeFile } from "./observe.ts";

function moduleOf(text: string) {
  const document = parseHclDocument(openDocument("database/main.tf", { kind: "text", text, byteOrderMark: false }));
  return joinModule({ folder: "database", files: [summarizeFile(document)] });
}

function losses(before: string, after: string): readonly string[] {
  return lossesBetween(moduleOf(before), moduleOf(after)).map(({ message }) => message.replace(/[,:] .*$/u, ""));
}

const database = (name: string, ...lines: string[]) =>
  `resource "aws_db_instance" "${name}" {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;

describe("what a change loses", () => {
  it.each([
    ["nothing", database("orders"), database("orders", 'engine = "postgres"'), []],
    ["a deleted database", database("orders"), "", ["`aws_db_instance.orders` leaves `database`"]],
    [
      "a deleted database beside others",
      database("orders") + database("shop"),
      database("shop"),
      ["`aws_db_instance.orders` leaves `database`"],
    ],
    ["what holds no data", 'resource "aws_lb" "edge" {}\n', "", []],
    [
      "a new name",
      database("orders"),
      database("shop"),
      ["`aws_db_instance.orders` is destroyed and `aws_db_instance.shop` made beside it"],
    ],
    [
      "a new name that is told",
      database("orders"),
      `${database("shop")}moved {\n  from = aws_db_instance.orders\n  to = aws_db_instance.shop\n}\n`,
      [],
    ],
    [
      "a move into a module",
      database("orders"),
      "moved {\n  from = aws_db_instance.orders\n  to = module.database.aws_db_instance.orders\n}\n",
      [],
    ],
    [
      "what is let go",
      database("orders"),
      "removed {\n  from = aws_db_instance.orders\n  lifecycle {\n    destroy = false\n  }\n}\n",
      [],
    ],
    [
      "what is removed and destroyed",
      database("orders"),
      "removed {\n  from = aws_db_instance.orders\n  lifecycle {\n    destroy = true\n  }\n}\n",
      ["`aws_db_instance.orders` leaves `database`"],
    ],
    [
      "a new value that replaces",
      database("orders", "storage_encrypted = false"),
      database("orders", "storage_encrypted = true"),
      ["`aws_db_instance.orders` is destroyed and made again"],
    ],
    [
      "a new value that is ignored",
      database("orders", "storage_encrypted = false"),
      database("orders", "storage_encrypted = true", "lifecycle {", "ignore_changes = [storage_encrypted]", "}"),
      [],
    ],
    [
      "a new value that does not replace",
      database("orders", 'instance_class = "a"'),
      database("orders", 'instance_class = "b"'),
      [],
    ],
    [
      "the same in other words",
      database("orders", "storage_encrypted = true"),
      database("orders", 'storage_encrypted = "true"'),
      [],
    ],
    [
      "a value that nobody knows",
      database("orders", 'engine = "postgres"'),
      database("orders", "engine = var.engine"),
      [],
    ],
    [
      "a value that is known by its default",
      database("orders", 'engine = "mysql"'),
      `variable "engine" {\n  default = "postgres"\n}\n${database("orders", "engine = var.engine")}`,
      ["`aws_db_instance.orders` is destroyed and made again"],
    ],
    ["a module that does not parse", database("orders"), "resource {{{", []],
  ])("%s", (_, before, after, expected) => {
    expect(losses(before, after)).toEqual(expected);
  });
});

describe("prevent-destroy", () => {
  it.each([
    ["a database without it", database("orders"), 1],
    ["a database with it", database("orders", "lifecycle {", "prevent_destroy = true", "}"), 0],
    ["a database that says no in words", database("orders", "lifecycle {", "prevent_destroy = false", "}"), 0],
    ["what holds no data", 'resource "aws_lb" "edge" {}\n', 0],
    ["a file that does not parse", `${database("orders")}resource {{{`, 1],
  ])("%s", async (_, text, count) => {
    expect((await observeFile(preventDestroy, text, { options: { types: [] } })).places).toHaveLength(count);
  });

  test("takes the types that it is given", async () => {
    const options = { types: ["aws_lb"] };
    const text = `${database("orders")}resource "aws_lb" "edge" {}\n`;
    expect((await observeFile(preventDestroy, text, { options })).messages).toEqual([
      expect.stringContaining("`aws_lb.edge`"),
    ]);
  });
});

describe("required-tags", () => {
  it.each([
    ["all of them", 'tags = { owner = "edge" }', 0],
    ["one missing", 'tags = { Name = "web" }', 1],
    ["a value that nobody knows", "tags = { owner = var.owner }", 0],
    ["tags that nobody knows", "tags = var.tags", 0],
    ["tags that are joined with others", 'tags = merge(var.tags, { Name = "web" })', 0],
    ["no tags at all", "", 0],
  ])("%s", async (_, line, count) => {
    const options = { tags: ["owner"], types: [] };
    expect((await observeFile(requiredTags, database("orders", line), { options })).places).toHaveLength(count);
  });

  it("asks types that it is given for tags, and counts those of the provider", async () => {
    const options = { tags: ["owner"], types: ["aws_db_instance"] };
    expect((await observeFile(requiredTags, database("orders"), { options })).places).toHaveLength(1);
    const provider = 'provider "aws" {\n  default_tags {\n    tags = { owner = "edge" }\n  }\n}\n';
    expect((await observeFile(requiredTags, provider + database("orders"), { options })).places).toEqual([]);
  });

  it("asks for nothing without the option", async () => {
    const options = { tags: [], types: [] };
    expect((await observeFile(requiredTags, database("orders", "tags = {}"), { options })).places).toEqual([]);
  });
});
