import { describe, expect, it } from "@jest/globals";
import check from "../../../../checks/style/terraform/hard-coded-account.ts";
import { judgeChange } from "./judge.ts";

const defaults = { accounts: [], regions: true };
const judge = (text: string, options: { accounts: string[]; regions: boolean } = defaults, path = "m/main.tf") =>
  judgeChange(check, options, {}, { [path]: text });
const role = (text: string) => `resource "aws_iam_role" "api" {\n  policy = ${text}\n}\n`;
const subnet = (zone: string) => `resource "aws_subnet" "a" {\n  availability_zone = ${zone}\n}\n`;

describe("hard-coded-account", () => {
  it("tells of an account in an ARN, at its digits", async () => {
    expect(await judge(role('"arn:aws:iam::123456789012:role/api"'))).toEqual([
      '123456789012: `resource "aws_iam_role" "api"` names the account 123456789012, so its code works there and nowhere else.',
    ]);
    expect(await judge(role('jsonencode({ a = ["arn:aws-cn:sns:cn-north-1:123456789012:topic"] })'))).toHaveLength(1);
    expect(await judge(role('<<EOF\n{ "a": "arn:aws:iam::123456789012:root" }\nEOF'))).toEqual([
      expect.stringMatching(/^123456789012: /),
    ]);
  });

  it("is silent about other numbers, unknown ones, defaults and accounts that may be named", async () => {
    expect(await judge(role('"arn:aws:iam::aws:policy/ReadOnlyAccess"'))).toEqual([]);
    expect(await judge(role('"arn:aws:iam::${var.account}:role/api"'))).toEqual([]);
    expect(await judge(role('"123456789012"'))).toEqual([]);
    expect(await judge('variable "role" {\n  default = "arn:aws:iam::123456789012:role/api"\n}\n')).toEqual([]);
    const known = { accounts: ["123456789012"], regions: true };
    expect(await judge(role('"arn:aws:iam::123456789012:role/api"'), known)).toEqual([]);
  });

  it("tells of regions and zones inside modules only", async () => {
    expect(await judge(subnet('"eu-central-1a"'))).toEqual([
      expect.stringMatching(/^eu-central-1a: .* names the zone `eu-central-1a` inside a module/),
    ]);
    expect(await judge(subnet('"eu-central-1a"'), { accounts: [], regions: false })).toEqual([]);
    expect(await judge(`provider "aws" {}\n${subnet('"eu-central-1a"')}`)).toEqual([]);
    expect(await judge(`terraform {\n  backend "s3" {}\n}\n${subnet('"eu-central-1a"')}`)).toEqual([]);
    expect(await judge(subnet("var.zone"))).toEqual([]);
    expect(await judge(subnet('"api-eu-central-1"'))).toEqual([]);
  });

  it("reads JSON, and says nothing of regions in a module that does not parse", async () => {
    const json = '{"resource":{"aws_iam_role":{"api":{"policy":"arn:aws:iam::123456789012:role/api"}}}}';
    expect(await judge(json, defaults, "m/main.tf.json")).toHaveLength(1);
    expect(await judge(`${subnet('"eu-central-1a"')}resource {{{`)).toEqual([]);
  });
});
