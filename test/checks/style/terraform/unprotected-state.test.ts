import { describe, expect, it } from "@jest/globals";
import check from "../../../../checks/style/terraform/unprotected-state.ts";
import { judgeFile } from "./judge.ts";

const judge = (text: string, types: string[] = []) => judgeFile(check, { types }, text);
const resource = (type: string, body = "") => `resource "${type}" "orders" {\n${body}}\n`;
const kept = "  lifecycle {\n    prevent_destroy = true\n  }\n";

describe("unprotected-state", () => {
  it.each([
    ["aws_db_instance", ""],
    ["aws_db_instance", "  deletion_protection = false\n"],
    ["aws_s3_bucket", "  lifecycle {\n    prevent_destroy = false\n  }\n"],
    ["google_sql_database_instance", "  deletion_protection = false\n"],
    ["aws_cognito_user_pool", '  deletion_protection = "INACTIVE"\n'],
  ])("tells of %s with %j", async (type, body) => {
    expect(await judge(resource(type, body))).toEqual([
      expect.stringMatching(/^resource ".*" "orders": Nothing keeps Terraform from deleting the /),
    ]);
  });

  it.each([
    ["aws_db_instance", "  deletion_protection = true\n"],
    ["aws_db_instance", "  deletion_protection = var.protect\n"],
    ["aws_db_instance", "  replicate_source_db = aws_db_instance.a.identifier\n"],
    ["aws_db_instance", "  count = 0\n"],
    ["aws_s3_bucket", kept],
    ["google_sql_database_instance", ""],
    ["aws_instance", ""],
  ])("is silent about %s with %j", async (type, body) => {
    expect(await judge(resource(type, body))).toEqual([]);
  });

  it("asks for types of the owner's own", async () => {
    expect(await judge(resource("acme_ledger"), ["acme_ledger"])).toHaveLength(1);
    expect(await judge(resource("acme_ledger", kept), ["acme_ledger"])).toEqual([]);
  });

  it("survives broken text and odd names", async () => {
    expect(await judge(resource("__proto__"), ["constructor"])).toEqual([]);
    expect(await judge('resource "aws_db_instance" "a" {\n  deletion_protection = ')).toEqual([]);
  });
});
