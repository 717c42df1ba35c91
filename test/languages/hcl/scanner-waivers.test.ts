/** Comments of other scanners: which rules of ours they silence, and where. */

import { describe, expect, it } from "@jest/globals";
import { openDocument } from "../../../core/open-document.ts";
import { parseHclDocument } from "../../../languages/hcl/document.ts";

function waiversOf(...lines: readonly string[]) {
  const text = lines.join("\n");
  const { waivers } = parseHclDocument(openDocument("main.tf", { kind: "text", text, byteOrderMark: false }));
  return waivers.map(({ rules, covers, origin, reason }) => ({ rules, covers, origin, reason }));
}

const acl = ["security/terraform/public-storage"];
const all = ["security/terraform/*"];

describe("comments of other scanners", () => {
  it.each([
    [
      "checkov, for the resource around it",
      ['resource "aws_s3_bucket" "a" {', "  # checkov:skip=CKV_AWS_20:a public site", '  acl = "public-read"', "}"],
      { rules: acl, covers: [1, 4], origin: "checkov", reason: "a public site" },
    ],
    [
      "trivy, above a block",
      ["# trivy:ignore:AVD-AWS-0092", 'resource "aws_s3_bucket" "a" {', '  acl = "public-read"', "}"],
      { rules: acl, covers: [2, 4], origin: "trivy", reason: undefined },
    ],
    [
      "tfsec, behind a line",
      ['resource "aws_s3_bucket" "a" {', '  acl = "public-read" #tfsec:ignore:aws-s3-no-public-access-with-acl', "}"],
      { rules: acl, covers: [2, 2], origin: "tfsec", reason: undefined },
    ],
    [
      "tfsec, all of its rules, behind a header",
      ['resource "aws_s3_bucket" "a" { #tfsec:ignore:*', '  acl = "public-read"', "}"],
      { rules: all, covers: [1, 3], origin: "tfsec", reason: undefined },
    ],
    [
      "KICS, the next line",
      ['resource "aws_s3_bucket" "a" {', "  # kics-scan ignore-line", '  acl = "public-read"', "}"],
      { rules: all, covers: [3, 3], origin: "kics", reason: undefined },
    ],
    [
      "KICS, the next block",
      ["# kics-scan ignore-block", 'resource "aws_s3_bucket" "a" {', '  acl = "public-read"', "}"],
      { rules: all, covers: [2, 4], origin: "kics", reason: undefined },
    ],
    [
      "KICS, the file",
      ["# kics-scan ignore", 'resource "aws_s3_bucket" "a" {', "}"],
      { rules: all, covers: [1, 3], origin: "kics", reason: undefined },
    ],
    [
      "a block inside a block",
      ['resource "aws_instance" "a" {', "  # trivy:ignore:AWS-0008", "  root_block_device {", "  }", "}"],
      { rules: ["security/terraform/unencrypted-storage"], covers: [3, 4], origin: "trivy", reason: undefined },
    ],
  ])("%s", (_, lines, expected) => {
    expect(waiversOf(...lines)).toEqual([expected]);
  });

  it.each([
    ["a rule that we do not know", "# checkov:skip=CKV_AWS_99999:later"],
    ["a name that every object has", "# trivy:ignore:__proto__"],
    ["talk about the tool", "# we ran checkov: it found nothing"],
    ["a verb that KICS does not know", "# kics-scan enable=abc"],
    ["nothing at all", "# trivy:ignore:"],
  ])("%s silences nothing", (_, line) => {
    expect(waiversOf(line, 'resource "aws_s3_bucket" "a" {', "}")).toEqual([]);
  });

  it("holds in a file that does not parse", () => {
    expect(waiversOf("resource {{{", "# trivy:ignore:AWS-0092")).toHaveLength(1);
  });
});
