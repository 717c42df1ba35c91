import { describe, expect, it } from "@jest/globals";
import customerManagedKey from "../../../../checks/security/terraform/customer-managed-key.ts";
import openAdminPort from "../../../../checks/security/terraform/open-admin-port.ts";
import publicAccessBlock from "../../../../checks/security/terraform/public-access-block.ts";
import publicDatabase from "../../../../checks/security/terraform/public-database.ts";
import publicPolicyPrincipal from "../../../../checks/security/terraform/public-policy-principal.ts";
import unencryptedStorage from "../../../../checks/security/terraform/unencrypted-storage.ts";
import wildcardIam from "../../../../checks/security/terraform/wildcard-iam.ts";
import { resource, see } from "./see.ts";

const publicly = expect.stringContaining("has an address that the internet can reach");

describe("what is known", () => {
  it.each([
    ["a literal", resource("aws_db_instance", "publicly_accessible = true"), 2],
    ["a word for a boolean", resource("aws_db_instance", 'publicly_accessible = "true"'), 2],
    [
      "a default",
      `variable "open" {\n  default = true\n}\n${resource("aws_db_instance", "publicly_accessible = var.open")}`,
      5,
    ],
    [
      "a local value",
      `locals {\n  open = !false\n}\n${resource("aws_db_instance", "publicly_accessible = local.open")}`,
      5,
    ],
  ])("tells %s", async (_, text, line) => {
    const [message, ...others] = await see(publicDatabase, text);
    expect(message).toMatch(new RegExp(`^${line}: \`aws_db_instance\\.it\` has an address`, "u"));
    expect(others).toEqual([]);
  });

  it.each([
    [
      "a variable without a default",
      `variable "open" {}\n${resource("aws_db_instance", "publicly_accessible = var.open")}`,
    ],
    ["an undeclared variable", resource("aws_db_instance", "publicly_accessible = var.open")],
    ["an output of a module", resource("aws_db_instance", "publicly_accessible = module.settings.open")],
    ["a condition that nobody knows", resource("aws_db_instance", "publicly_accessible = var.dev ? true : false")],
    ["null", resource("aws_db_instance", "publicly_accessible = null")],
    ["a count of zero", resource("aws_db_instance", "count = 0", "publicly_accessible = true")],
    ["a loop over nothing", resource("aws_db_instance", "for_each = toset([])", "publicly_accessible = true")],
    ["another type", resource("aws_db_instances", "publicly_accessible = true")],
    ["a block where a value should be", resource("aws_db_instance", "publicly_accessible {}")],
  ])("is silent about %s", async (_, text) => {
    expect(await see(publicDatabase, text)).toEqual([]);
  });

  it("knows values of the module's other files, and of its variable files", async () => {
    const text = resource("aws_db_instance", "publicly_accessible = var.open");
    const declared = 'variable "open" {\n  default = false\n}\n';
    expect(await see(publicDatabase, { "main.tf": text, "variables.tf": declared })).toEqual([]);
    const files = { "main.tf": text, "variables.tf": declared, "terraform.tfvars": "open = true\n" };
    expect(await see(publicDatabase, files)).toEqual([publicly]);
  });

  it("reads what a file that does not parse leaves, and JSON files", async () => {
    const broken = `${resource("aws_db_instance", "publicly_accessible = true")}\nresource "aws_x" {{{\n`;
    expect(await see(publicDatabase, broken)).toEqual([publicly]);
    const json = JSON.stringify({ resource: { aws_db_instance: { it: { publicly_accessible: true } } } });
    expect(await see(publicDatabase, { "main.tf.json": json })).toEqual([publicly]);
  });
});

describe("blocks", () => {
  const disk = "has a root disk that is not encrypted";

  it.each([
    ["a block that leaves it out", resource("aws_instance", "root_block_device {", "  volume_size = 8", "}"), [2]],
    ["a block that sets it", resource("aws_instance", "root_block_device {", "  encrypted = true", "}"), []],
    ["no block", resource("aws_instance"), []],
    [
      "a dynamic block over known elements",
      resource(
        "aws_instance",
        'dynamic "root_block_device" {',
        "  for_each = [false]",
        "  content {",
        "    encrypted = root_block_device.value",
        "  }",
        "}",
      ),
      [5],
    ],
    [
      "a dynamic block over what nobody knows",
      resource(
        "aws_instance",
        'dynamic "root_block_device" {',
        "  for_each = var.disks",
        "  content {",
        "    encrypted = false",
        "  }",
        "}",
      ),
      [],
    ],
  ])("%s", async (_, text, lines) => {
    const said = await see(unencryptedStorage, text);
    expect(said).toEqual(lines.map((line) => `${line}: \`aws_instance.it\` ${disk}.`));
  });

  it("reads attributes that stand for blocks", async () => {
    const rule = '{ from_port = 22, to_port = 22, protocol = "tcp", cidr_blocks = ["0.0.0.0/0"] }';
    expect(await see(openAdminPort, resource("aws_security_group", `ingress = [${rule}]`))).toEqual([
      "2: `aws_security_group.it` opens port 22 (SSH) to `0.0.0.0/0`, the whole internet.",
    ]);
    expect(await see(openAdminPort, resource("aws_security_group", "ingress = var.rules"))).toEqual([]);
  });
});

describe("resources that belong together", () => {
  const bucket = 'resource "aws_s3_bucket" "logs" {\n  bucket = "logs"\n}\n';
  const block = (name: string) =>
    `resource "aws_s3_bucket_public_access_block" "it" {\n  bucket = ${name}\n${[
      "block_public_acls",
      "block_public_policy",
      "ignore_public_acls",
      "restrict_public_buckets",
    ]
      .map((key) => `  ${key} = true\n`)
      .join("")}}\n`;

  it.each([
    ["by reference", block("aws_s3_bucket.logs.id")],
    ["by reference in a string", block('"${aws_s3_bucket.logs.bucket}"')],
    ["by the same name", block('"logs"')],
    ["by what nobody knows", block("var.bucket")],
    ["by what stands in a loop", block("each.value")],
  ])("are joined %s", async (_, companion) => {
    expect(await see(publicAccessBlock, { "main.tf": bucket, "block.tf": companion })).toEqual([]);
  });

  it("are missed where the whole module is known, and only there", async () => {
    const missed = expect.stringContaining("`aws_s3_bucket.logs` has no `aws_s3_bucket_public_access_block`");
    expect(await see(publicAccessBlock, bucket)).toEqual([missed]);
    expect(await see(publicAccessBlock, { "main.tf": bucket, "block.tf": block("aws_s3_bucket.others.id") })).toEqual([
      missed,
    ]);
    expect(await see(publicAccessBlock, { "main.tf": bucket, "broken.tf": "resource {{{" })).toEqual([]);
  });
});

describe("policies", () => {
  const everything = '"Effect": "Allow", "Action": "*", "Resource": "*"';
  const heredoc = (...statements: string[]) =>
    resource(
      "aws_iam_policy",
      "policy = <<-EOT",
      '  {"Statement": [',
      `  ${statements.join(",\n    ")}`,
      "  ]}",
      "  EOT",
    );
  const document = (effect: string) =>
    `data "aws_iam_policy_document" "all" {\n  statement {\n    ${effect}\n    actions   = ["*"]\n    resources = ["*"]\n  }\n}\n`;

  it.each([
    ["a heredoc of one statement", heredoc(`{${everything}}`), [2]],
    [
      "the second statement of a heredoc",
      heredoc('{"Effect": "Deny", "Action": "*", "Resource": "*"}', `{${everything}}`),
      [5],
    ],
    ["a heredoc with a hole", heredoc(`{"Sid": "\${var.sid}", ${everything}}`), [2]],
    ["a hole where the action stands", heredoc('{"Effect": "Allow", "Action": "${var.action}", "Resource": "*"}'), []],
    ["a condition", heredoc(`{${everything}, "Condition": {"Bool": {}}}`), []],
    ["a heredoc that is no JSON", heredoc(`{${everything}`), []],
    [
      "jsonencode",
      resource(
        "aws_iam_policy",
        `policy = jsonencode({ Statement = { Effect = "Allow", Action = ["*"], Resource = "*" } })`,
      ),
      [2],
    ],
    ["jsonencode of what nobody knows", resource("aws_iam_policy", "policy = jsonencode(var.policy)"), []],
    [
      "a policy document, told where it is used and where it is written",
      document("") + resource("aws_iam_policy", "policy = data.aws_iam_policy_document.all.json"),
      [2, 9],
    ],
    [
      "a policy document that denies",
      document('effect = "Deny"') + resource("aws_iam_policy", "policy = data.aws_iam_policy_document.all.json"),
      [],
    ],
    ["a file", resource("aws_iam_policy", 'policy = file("policy.json")'), []],
  ])("%s", async (_, text, lines) => {
    const said = await see(wildcardIam, text);
    expect(said.map((message) => Number.parseInt(message, 10))).toEqual(lines);
  });

  it("names the document of another file as the reason", async () => {
    const files = {
      "main.tf": resource("aws_iam_policy", "policy = data.aws_iam_policy_document.all.json"),
      "policies.tf": document(""),
    };
    expect(await see(wildcardIam, files)).toHaveLength(2);
  });

  it.each([
    ["everybody", 'Principal = "*"', 1],
    ["everybody, as a map", 'Principal = { AWS = ["*"] }', 1],
    ["an account", 'Principal = { AWS = "111122223333" }', 0],
    ["a service of any name", 'Principal = { Service = "*" }', 0],
    ["what nobody knows", "Principal = { AWS = var.reader }", 0],
  ])("a principal: %s", async (_, principal, count) => {
    const policy = `policy = jsonencode({ Statement = [{ Effect = "Allow", ${principal}, Action = "sqs:*" }] })`;
    expect(await see(publicPolicyPrincipal, resource("aws_sqs_queue_policy", policy))).toHaveLength(count);
  });
});

describe("keys that are looked up by their alias", () => {
  const topic = (key: string) => `resource "aws_sns_topic" "alarms" {\n  kms_master_key_id = ${key}\n}\n`;
  const looked = (alias: string) => `data "aws_kms_key" "sns" {\n  key_id = "${alias}"\n}\n`;

  it("are AWS's own where the alias says so, in whatever file it stands", async () => {
    const files = { "keys.tf": looked("alias/aws/sns"), "main.tf": topic("data.aws_kms_key.sns.arn") };
    expect(await see(customerManagedKey, files)).toEqual([
      "main.tf:2: `aws_sns_topic.alarms` is encrypted with a key of AWS, not with one of your own.",
    ]);
  });

  it.each([
    topic("data.aws_kms_key.sns.arn") + looked("alias/alarms"),
    topic("var.own ? aws_kms_key.own.arn : data.aws_kms_key.sns.arn") + looked("alias/aws/sns"),
    topic("data.aws_kms_key.other.arn"),
    topic("data.aws_kms_key.sns.arn") + 'data "aws_kms_key" "sns" {\n  key_id = ',
  ])("are silent on %j", async (text) => {
    expect(await see(customerManagedKey, text)).toEqual([]);
  });
});
