import { describe, expect, it } from "@jest/globals";
import check from "../../../../checks/style/terraform/destroyed-state.ts";
import { memoryDifferential, type Texts } from "../../../core/memory-differential.ts";
import { judgeChange } from "./judge.ts";

const judge = (base: Texts, head: Texts) => judgeChange(check, {}, base, head);
const inModule = (before: string, after: string) => judge({ "db/main.tf": before }, { "db/main.tf": after });
const database = (name: string, body = "") => `resource "aws_db_instance" "${name}" {\n${body}}\n`;
const other = 'resource "aws_vpc" "main" {}\n';

describe("destroyed-state", () => {
  it("tells of a deleted resource without a place, with its place before", async () => {
    expect(await inModule(other + database("orders"), other)).toEqual([
      ": `aws_db_instance.orders` (`db/main.tf`, line 2 before) is deleted, so Terraform destroys the database with its content.",
    ]);
  });

  it("tells of a resource in a deleted file", async () => {
    const found = await judge({ "db/main.tf": other, "db/orders.tf": database("orders") }, { "db/main.tf": other });
    expect(found).toEqual([
      expect.stringContaining("`aws_db_instance.orders` (`db/orders.tf`, line 1 before) is deleted"),
    ]);
  });

  it("tells of a new name at its new place", async () => {
    expect(await inModule(database("db"), database("orders"))).toEqual([
      'resource "aws_db_instance" "orders": `aws_db_instance.db` is now called `aws_db_instance.orders`, so Terraform destroys the database and creates an empty one.',
    ]);
  });

  it("is silent about a move to another file of the module", async () => {
    const found = await judge(
      { "db/main.tf": database("db") },
      { "db/main.tf": other, "db/orders.tf": database("db") },
    );
    expect(found).toEqual([]);
  });

  it.each([
    "moved {\n  from = aws_db_instance.db\n  to = aws_db_instance.orders\n}\n",
    "moved {\n  from = aws_db_instance.db[0]\n  to = module.orders.aws_db_instance.main\n}\n",
    "removed {\n  from = aws_db_instance.db\n  lifecycle {\n    destroy = false\n  }\n}\n",
    "removed {\n  from = aws_db_instance.db\n  lifecycle {\n    destroy = var.destroy\n  }\n}\n",
  ])("takes an answer: %s", async (answer) => {
    expect(await inModule(database("db"), other + answer)).toEqual([]);
  });

  it("points at a `removed` block that destroys", async () => {
    const removed = "removed {\n  from = aws_db_instance.db\n  lifecycle {\n    destroy = true\n  }\n}\n";
    expect(await inModule(database("db"), other + removed)).toEqual([
      "removed: This `removed` block destroys the database `aws_db_instance.db` with its content.",
    ]);
  });

  it.each(["count = var.enabled ? 1 : 0", "for_each = var.databases", "count = 0"])(
    "is silent about a resource of which there may be none: %s",
    async (meta) => {
      expect(await inModule(database("db", `  ${meta}\n`), other)).toEqual([]);
    },
  );

  it("tells of a fixed argument with another value, followed through local values", async () => {
    const before = `locals {\n  name = "orders"\n}\n${database("db", "  db_name = local.name\n")}`;
    expect(await inModule(before, before.replace('"orders"', '"shop"'))).toEqual([
      "db_name = local.name: `db_name` of `aws_db_instance.db` changes from `orders` to `shop`, so Terraform destroys the database and creates an empty one.",
    ]);
  });

  it("knows what an argument means that is not set", async () => {
    expect(await inModule(database("db"), database("db", "  storage_encrypted = true\n"))).toEqual([
      expect.stringContaining("`storage_encrypted` of `aws_db_instance.db` changes from `false` to `true`"),
    ]);
    expect(await inModule(database("db"), database("db", "  storage_encrypted = false\n"))).toEqual([]);
  });

  it.each([
    ["  db_name = var.name\n", '  db_name = "shop"\n'],
    ["", '  db_name = "shop"\n'],
    ['  db_name = "shop"\n', '  db_name = "Shop"\n'],
    ['  db_name = "a"\n', '  db_name = "b"\n  lifecycle {\n    ignore_changes = [db_name]\n  }\n'],
    ["  instance_class = 1\n", "  instance_class = 2\n"],
  ])("is silent about %j becoming %j", async (before, after) => {
    expect(await inModule(database("db", before), database("db", after))).toEqual([]);
  });

  it("is silent about a variable's default, which callers replace", async () => {
    const text = `variable "name" {\n  default = "a"\n}\n${database("db", "  db_name = var.name\n")}`;
    expect(await inModule(text, text.replace('"a"', '"b"'))).toEqual([]);
  });

  it("says where `prevent_destroy` stops the run", async () => {
    const body = (name: string) => `  db_name = "${name}"\n  lifecycle {\n    prevent_destroy = true\n  }\n`;
    expect(await inModule(database("db", body("a")), database("db", body("b")))).toEqual([
      expect.stringContaining("and `prevent_destroy` stops the whole run."),
    ]);
  });

  it("tells of `count` 0 and of a new `for_each`", async () => {
    expect(await inModule(database("db"), database("db", "  count = 0\n"))).toEqual([
      "count = 0: With `count` 0, Terraform destroys the database `aws_db_instance.db` with its content.",
    ]);
    expect(await inModule(database("db"), database("db", "  for_each = var.names\n"))).toEqual([
      expect.stringMatching(/^for_each = var\.names: .* gets `for_each`/),
    ]);
    expect(await inModule(database("db"), database("db", "  count = 1\n"))).toEqual([]);
  });

  it("tells of a resource that moves into another module", async () => {
    const found = await judge(
      { "app/main.tf": other + database("db"), "db/main.tf": other },
      { "app/main.tf": other, "db/main.tf": other + database("db") },
    );
    expect(found).toEqual([expect.stringContaining("`aws_db_instance.db` moves out of `app`")]);
  });

  it("is silent about a module in a renamed folder, and tells of a deleted one", async () => {
    expect(await judge({ "old/main.tf": database("db") }, { "new/main.tf": database("db") })).toEqual([]);
    expect(await judge({ "old/main.tf": database("db") + database("b") }, { "new/main.tf": other })).toEqual([
      ": The folder `old` is deleted, and with it the code of what holds data: `aws_db_instance.db` and 1 more.",
    ]);
    expect(await judge({ "examples/a/main.tf": database("db") }, {})).toEqual([]);
  });

  it("tells of a deleted and of a renamed call of a module with data", async () => {
    const call = (name: string) => `module "${name}" {\n  source = "../db"\n}\n`;
    const db = { "db/main.tf": database("main") };
    const change = (head: string) => judge({ "app/main.tf": call("orders"), ...db }, { "app/main.tf": head, ...db });
    expect(await change(other)).toEqual([
      ": `module.orders` (`app/main.tf`, line 1 before) is deleted, so Terraform destroys `module.orders.aws_db_instance.main` with its content.",
    ]);
    expect(await change(call("shop"))).toEqual([
      expect.stringMatching(/^module "shop": `module\.orders` is now called `module\.shop`/),
    ]);
    const moved = "moved {\n  from = module.orders\n  to = module.shop\n}\n";
    expect(await change(call("shop") + moved)).toEqual([]);
  });

  it("waits until the module parses again", async () => {
    const differential = memoryDifferential(
      { "db/main.tf": database("db"), "db/a.tf": other },
      { "db/main.tf": 'resource "aws_vpc" {', "db/a.tf": other },
    );
    expect(await check.look(differential, { options: {}, schemas: {} })).toMatchObject({
      findings: [],
      gaps: [{ path: "db/main.tf", cause: "input" }],
    });
  });

  it("reads what could be recovered of a broken module before", async () => {
    expect(await inModule(`${database("db")}resource "x" {`, other)).toEqual([expect.stringContaining("is deleted")]);
  });
});
