/** Calls of well-known modules are judged by what they set, and by nothing that they leave out. */

import { describe, expect, it } from "@jest/globals";
import { catalogue } from "../../../../checks/generated/catalogue.ts";
import publicDatabase from "../../../../checks/security/terraform/public-database.ts";
import publicStorage from "../../../../checks/security/terraform/public-storage.ts";
import unencryptedStorage from "../../../../checks/security/terraform/unencrypted-storage.ts";
import { see, type TerraformCheck } from "./see.ts";

const call = (name: string, lines: string) =>
  `module "it" {\n  source  = "terraform-aws-modules/${name}/aws"\n  version = "~> 5.0"\n${lines}}\n`;

describe("modules of the registry", () => {
  it("are told of what a call hands on", async () => {
    expect(await see(publicStorage, call("s3-bucket", '  acl = "public-read"\n'))).toEqual([
      "4: `module.it` is open to everybody by its `acl`: every object in it can be listed or read.",
    ]);
    expect(await see(publicDatabase, call("rds", "  publicly_accessible = true\n"))).toHaveLength(1);
    const device = "  root_block_device = [\n    {\n      encrypted = false\n    },\n  ]\n";
    expect(await see(unencryptedStorage, call("autoscaling", device))).toHaveLength(1);
  });

  it.each([
    ["nobody knows the value", call("rds", "  publicly_accessible = var.public\n")],
    ["the module is not called", call("rds", "  count = 0\n  publicly_accessible = true\n")],
    ["it is a part of the module", call("rds//modules/db_instance", "  publicly_accessible = true\n")],
    ["somebody else publishes it", 'module "it" {\n  source = "acme/rds/aws"\n  publicly_accessible = true\n}\n'],
    ["it does not parse", 'module "it" {\n  source = "terraform-aws-modules/rds/aws"\n  publicly_accessible = '],
  ])("are silent where %s", async (_, text) => {
    expect(await see(publicDatabase, text)).toEqual([]);
  });

  it("get no finding about anything that a call leaves out", async () => {
    const calls = ["s3-bucket", "rds", "rds-aurora", "ec2-instance", "autoscaling", "alb", "vpc", "redshift"];
    const text = calls.map((name) => call(name, "").replace('"it"', `"${name}"`)).join("");
    const said: string[] = [];
    for (const [name, { load }] of catalogue) {
      if (!name.startsWith("security/terraform/")) continue;
      const { default: check } = await load();
      said.push(...(await see(check as TerraformCheck, text)).map((line) => `${name} ${line}`));
    }
    expect(said).toEqual([]);
  });
});
