/** `style/terraform/syntax`: what a person reads when their HCL does not parse. */

import { describe, expect, it } from "@jest/globals";
import check from "../../../../checks/style/terraform/syntax.ts";
import { openDocument } from "../../../../core/open-document.ts";
import { parseHclDocument } from "../../../../languages/hcl/document.ts";

async function messages(text: string, path = "network/main.tf"): Promise<string[]> {
  const document = parseHclDocument(openDocument(path, { kind: "text", text, byteOrderMark: false }));
  const { findings } = await check.look(document, { options: {}, facts: undefined });
  expect(findings.every(({ at, advice }) => at?.path === path && advice !== undefined)).toBe(true);
  return findings.map(({ message }) => message);
}

describe("style/terraform/syntax", () => {
  it("tells each mistake, the first with what it costs", async () => {
    expect(await messages("a = 'x'\nb = [1 2]\n")).toEqual([
      "Single quotes do not make a string in HCL. Terraform cannot plan the module.",
      "In this list a comma or `]` belongs before `2`.",
    ]);
  });

  it.each([
    ["envs/prod.tfvars", "Terraform cannot plan with these values."],
    ["jobs/api.nomad.hcl", "Nomad rejects the whole job."],
    ["images/base.pkr.hcl", "Packer builds none of the images."],
    ["consul.hcl", ""],
  ])("knows who reads %s", async (path, consequence) => {
    expect(await messages("}\n", path)).toEqual([`This \`}\` closes nothing. ${consequence}`.trim()]);
  });

  it("is silent about sound and empty files", async () => {
    expect(await messages('resource "aws_vpc" "main" {\n}\n')).toEqual([]);
    expect(await messages("")).toEqual([]);
  });

  it("survives bytes that are no text", async () => {
    expect(await messages("\u0000\u0001\u0002")).not.toEqual([]);
  });
});
