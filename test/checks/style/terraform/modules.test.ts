/** Checks of a whole module: sources and versions, providers, structure, unused declarations. */

import { describe, expect, test } from "@jest/globals";
import modulePinnedSource from "../../../../checks/style/terraform/module-pinned-source.ts";
import moduleShallowClone from "../../../../checks/style/terraform/module-shallow-clone.ts";
import moduleVersion from "../../../../checks/style/terraform/module-version.ts";
import requiredProviders from "../../../../checks/style/terraform/required-providers.ts";
import requiredVersion from "../../../../checks/style/terraform/required-version.ts";
import standardModuleStructure from "../../../../checks/style/terraform/standard-module-structure.ts";
import unusedDeclarations from "../../../../checks/style/terraform/unused-declarations.ts";
import unusedRequiredProviders from "../../../../checks/style/terraform/unused-required-providers.ts";
import workspaceRemote from "../../../../checks/style/terraform/workspace-remote.ts";
import { mended, observeModule } from "./observe.ts";

const pinning = { options: { style: "flexible", defaultBranches: ["main", "master"] } };
const providing = { options: { source: true, version: true } };

function call(source: string, more = ""): Record<string, string> {
  return { "main.tf": `module "vpc" {\n  source = ${source}\n${more}}\n` };
}

describe("module-pinned-source", () => {
  test.each([
    '"git::https://git.example.com/vpc.git"',
    '"git::https://git.example.com/vpc.git//sub?ref=main"',
    '"github.com/example/vpc"',
    '"git@github.com:example/vpc.git?ref=master"',
    '"hg::http://example.com/vpc?rev=main"',
  ])("tells of %s", async (source) => {
    expect((await observeModule(modulePinnedSource, call(source), pinning)).places).toEqual([`main.tf:2 ${source}`]);
  });

  test.each([
    '"git::https://git.example.com/vpc.git?ref=v1.0.0"',
    '"./modules/vpc"',
    '"terraform-aws-modules/vpc/aws"',
    '"https://example.com/vpc.zip"',
    '"s3::https://s3.amazonaws.com/bucket/vpc.zip"',
    "var.source",
    '"git::https://git.example.com/${var.name}.git"',
  ])("is silent on %s", async (source) => {
    expect((await observeModule(modulePinnedSource, call(source), pinning)).places).toEqual([]);
  });

  test("asks for versions where that is the style, and for other branches where they move", async () => {
    const tag = call('"github.com/example/vpc?ref=stable"');
    const semver = { options: { style: "semver", defaultBranches: [] } };
    const branches = { options: { style: "flexible", defaultBranches: ["stable"] } };
    expect((await observeModule(modulePinnedSource, tag, semver)).places).toHaveLength(1);
    expect((await observeModule(modulePinnedSource, tag, branches)).places).toHaveLength(1);
    expect((await observeModule(modulePinnedSource, tag, pinning)).places).toEqual([]);
  });

  test("is silent on what was there before, and speaks when the source changes", async () => {
    const head = call('"github.com/example/vpc?ref=main"');
    expect(
      (await observeModule(modulePinnedSource, { ...head, "b.tf": "" }, { ...pinning, base: head })).places,
    ).toEqual([]);
    const base = call('"github.com/example/vpc?ref=v1.0.0"');
    expect((await observeModule(modulePinnedSource, head, { ...pinning, base })).places).toHaveLength(1);
  });

  test("reads on where a file does not parse", async () => {
    const head = { ...call('"github.com/example/vpc"'), "b.tf": 'resource "x' };
    expect((await observeModule(modulePinnedSource, head, pinning)).places).toHaveLength(1);
  });
});

describe("module-shallow-clone", () => {
  test("adds a depth", async () => {
    const head = call('"git::https://git.example.com/vpc.git?ref=v1.0.0"');
    const observed = await observeModule(moduleShallowClone, head);
    expect(mended(head["main.tf"] ?? "", observed)).toContain('vpc.git?depth=1&ref=v1.0.0"');
  });

  test.each([
    '"git::https://git.example.com/vpc.git"',
    '"git::https://git.example.com/vpc.git?ref=feed"',
    '"git::https://git.example.com/vpc.git?depth=1&ref=v1"',
    '"terraform-aws-modules/vpc/aws"',
    '"github.com/x',
  ])("is silent on %s", async (source) => {
    expect((await observeModule(moduleShallowClone, call(source))).places).toEqual([]);
  });
});

describe("module-version", () => {
  const any = { options: { exact: false } };
  const exact = { options: { exact: true } };

  test("asks registry modules for a version", async () => {
    expect((await observeModule(moduleVersion, call('"terraform-aws-modules/vpc/aws"'), any)).places).toEqual([
      'main.tf:1 module "vpc"',
    ]);
    expect((await observeModule(moduleVersion, call('"app.example.com/team/vpc/aws"'), any)).places).toHaveLength(1);
  });

  test.each(['"./vpc"', "var.source", '"github.com/example/vpc"', '"x'])("is silent on %s", async (source) => {
    expect((await observeModule(moduleVersion, call(source), any)).places).toEqual([]);
  });

  test.each([
    ["~> 1.0", 1],
    ["1.0", 1],
    ["1.0.0, 1.0.1", 1],
    ["1.0.0", 0],
    ["= 1.0.0-beta", 0],
  ])("asked for one exact version, %s is told %d times", async (version, count) => {
    const head = call('"a/b/c"', `  version = "${version}"\n`);
    expect((await observeModule(moduleVersion, head, exact)).places).toHaveLength(count);
    expect((await observeModule(moduleVersion, head, any)).places).toEqual([]);
  });
});

describe("required-version", () => {
  test("asks the module once, whatever the number of blocks", async () => {
    expect(
      (await observeModule(requiredVersion, { "a.tf": "terraform {}\n", "b.tf": "terraform {}\n" })).places,
    ).toEqual(["a.tf:1 terraform"]);
    expect((await observeModule(requiredVersion, { "a.tf": "locals {\n  a = 1\n}\n" })).places).toEqual(["a.tf:1 "]);
  });

  test("is silent where any file sets it, in a broken module, and in an empty one", async () => {
    const set = 'terraform {\n  required_version = "~> 1.9"\n}\n';
    expect((await observeModule(requiredVersion, { "a.tf": "terraform {}\n", "override.tf": set })).places).toEqual([]);
    const torn = await observeModule(requiredVersion, { "a.tf": "terraform {}\n", "b.tf": "terraform {" });
    expect(torn).toMatchObject({ places: [], gaps: ["waits until it parses"] });
    expect((await observeModule(requiredVersion, { "a.tf": "" })).places).toEqual([]);
    const moved = "moved {\n  from = a_b.c\n  to   = a_b.d\n}\n";
    expect((await observeModule(requiredVersion, { "v1-v2.tf": moved })).places).toEqual([]);
    expect((await observeModule(requiredVersion, { "shared.tf": 'variable "region" {}\n' })).places).toEqual([]);
  });
});

describe("workspace-remote", () => {
  const output = 'output "x" {\n  value = terraform.workspace\n}\n';
  const remote = (version: string) => `terraform {\n  required_version = "${version}"\n  backend "remote" {}\n}\n`;

  test.each([">= 1.0", "~> 1.0.3", ">= 0.13, < 1.1"])("tells where %s allows Terraform 1.0", async (version) => {
    const head = { "a.tf": remote(version), "b.tf": output };
    expect((await observeModule(workspaceRemote, head)).places).toEqual(["b.tf:2 terraform.workspace"]);
  });

  test.each([">= 1.1", "~> 1.9", "= 1.5.7", "latest"])("is silent where %s does not", async (version) => {
    expect((await observeModule(workspaceRemote, { "a.tf": remote(version), "b.tf": output })).places).toEqual([]);
  });

  test("is silent with another backend", async () => {
    const text = 'terraform {\n  required_version = ">= 1.0"\n  backend "s3" {}\n}\n';
    expect((await observeModule(workspaceRemote, { "a.tf": text, "b.tf": output })).places).toEqual([]);
    expect((await observeModule(workspaceRemote, { "a.tf": 'terraform {\n  backend "remote' })).places).toEqual([]);
  });
});

describe("standard-module-structure", () => {
  test("tells of a missing main.tf and of what stands elsewhere", async () => {
    const head = { "net/a.tf": 'variable "v" {}\noutput "o" {\n  value = 1\n}\n' };
    expect((await observeModule(standardModuleStructure, head)).places).toEqual([
      "net/a.tf:1 ",
      'net/a.tf:1 variable "v"',
      'net/a.tf:2 output "o"',
    ]);
  });

  test("is silent on the standard layout and on JSON alone", async () => {
    const head = { "main.tf": "", "variables.tf": 'variable "v" {}\n', "outputs.tf": 'output "o" {\n  value = 1\n}\n' };
    expect((await observeModule(standardModuleStructure, head)).places).toEqual([]);
    expect((await observeModule(standardModuleStructure, { "x.tf.json": '{"variable": {"v": {}}}' })).places).toEqual(
      [],
    );
    expect((await observeModule(standardModuleStructure, { "main.tf": 'variable "v' })).places).toEqual([]);
  });
});

describe("required-providers", () => {
  const uses = 'provider "aws" {}\n';

  test("asks once for each provider that is used and not listed", async () => {
    const head = {
      "a.tf":
        'resource "aws_vpc" "a" {}\nresource "aws_vpc" "b" {}\ndata "http" "c" {}\nresource "terraform_data" "d" {}\n',
    };
    expect((await observeModule(requiredProviders, head, providing)).places).toEqual([
      'a.tf:1 resource "aws_vpc" "a"',
      'a.tf:3 data "http" "c"',
    ]);
  });

  test("a provider's own function uses it", async () => {
    const head = { "a.tf": 'output "a" {\n  value = provider::time::rfc3339_parse("x")\n}\n' };
    expect((await observeModule(requiredProviders, head, providing)).messages[0]).toContain("`time`");
  });

  test.each([
    ['aws = "~> 5.0"', 'aws = {\n      source  = "hashicorp/aws"\n      version = "~> 5.0"\n    }'],
    [
      'aws = {\n      version = "~> 5.0"\n    }',
      'aws = {\n      source  = "hashicorp/aws"\n      version = "~> 5.0"\n    }',
    ],
    ["aws = {}", 'aws = {\n      source = "hashicorp/aws"\n    }'],
    ['aws = { version = "1" }', 'aws = { source = "hashicorp/aws", version = "1" }'],
  ])("%j becomes %j", async (line, expected) => {
    const text = (inner: string) => `terraform {\n  required_providers {\n    ${inner}\n  }\n}\n${uses}`;
    const observed = await observeModule(requiredProviders, { "a.tf": text(line) }, providing);
    expect(observed.findings[0]?.fix?.safe).toBe(true);
    expect(mended(text(line), observed)).toBe(text(expected));
  });

  test("asks for as much as its options say", async () => {
    const head = {
      "a.tf": `terraform {\n  required_providers {\n    aws = {\n      version = "1"\n    }\n  }\n}\n${uses}`,
    };
    expect(
      (await observeModule(requiredProviders, head, { options: { source: false, version: true } })).places,
    ).toEqual([]);
    expect((await observeModule(requiredProviders, head, providing)).places).toEqual(["a.tf:3 {"]);
  });

  test("tells of a version in a provider block", async () => {
    const head = { "a.tf": 'provider "aws" {\n  version = "~> 5.0"\n}\n' };
    const { messages } = await observeModule(requiredProviders, head, providing);
    expect(messages.some((message) => message.includes("`provider` block"))).toBe(true);
  });

  test("is silent on a module of which a file does not parse", async () => {
    const torn = { "a.tf": uses, "b.tf": "terraform {" };
    expect((await observeModule(requiredProviders, torn, providing)).places).toEqual([]);
  });
});

describe("unused-required-providers", () => {
  const required =
    'terraform {\n  required_providers {\n    random = {\n      source = "hashicorp/random"\n    }\n  }\n}\n';

  test("tells of one that nothing uses", async () => {
    const head = { "a.tf": required, "b.tf": 'resource "aws_vpc" "a" {}\n' };
    expect((await observeModule(unusedRequiredProviders, head)).places).toEqual(["a.tf:3 random = {"]);
  });

  test.each([
    'resource "random_id" "a" {}\n',
    'data "other" "a" {\n  provider = random\n}\n',
    'module "a" {\n  source = "./a"\n  providers = {\n    other = random.alias\n  }\n}\n',
    'provider "random" {}\n',
    "locals {\n  a = provider::random::x()\n}\n",
    'resource "x',
  ])("is silent with %j", async (use) => {
    expect((await observeModule(unusedRequiredProviders, { "a.tf": required, "b.tf": use })).places).toEqual([]);
    const twins = { "a.tf": required, "a.tofu": required, "b.tf": "locals {\n  a = 1\n}\n" };
    expect(new Set((await observeModule(unusedRequiredProviders, twins)).places.map((at) => at.split(":")[0]))).toEqual(
      new Set(["a.tf"]),
    );
  });
});

describe("unused-declarations", () => {
  const sink = 'output "used" {\n  value = [var.a, local.b, data.c_d.e]\n}\n';
  const declared =
    'variable "a" {}\nlocals {\n  b = 1\n  spare = 2\n}\ndata "c_d" "e" {}\ndata "c_d" "spare" {}\nvariable "spare" {}\n';

  test("tells of variables, local values and data sources, in whatever file their uses would be", async () => {
    const observed = await observeModule(unusedDeclarations, { "a.tf": declared, "b.tf": sink });
    expect(observed.places).toEqual(["a.tf:4 spare", 'a.tf:7 data "c_d" "spare"', 'a.tf:8 variable "spare"']);
    expect(observed.findings.map(({ fix }) => fix?.safe)).toEqual([true, false, false]);
    expect(mended(declared, observed)).toBe('variable "a" {}\nlocals {\n  b = 1\n}\ndata "c_d" "e" {}\n');
  });

  test("a validation of the variable itself uses nothing", async () => {
    const text =
      'variable "a" {\n  validation {\n    condition     = var.a != ""\n    error_message = "x"\n  }\n}\nlocals {}\noutput "b" {\n  value = 1\n}\n';
    expect((await observeModule(unusedDeclarations, { "a.tf": text })).places).toEqual(['a.tf:1 variable "a"']);
    const effects = 'data "archive_file" "code" {}\ndata "google_storage_project_service_account" "agent" {}\n';
    expect((await observeModule(unusedDeclarations, { "a.tf": effects })).places).toEqual([]);
    // This one does nothing but hand its inputs on.
    const nothing = 'data "null_data_source" "names" {}\n';
    expect((await observeModule(unusedDeclarations, { "a.tf": nothing })).places).toHaveLength(1);
  });

  test("a provider's alias is used by name", async () => {
    const provider = (alias: string) => `provider "aws" {\n  alias = "${alias}"\n}\n`;
    const use = 'resource "aws_vpc" "a" {\n  provider = aws.west\n}\n';
    const head = { "a.tf": `${provider("west")}${provider("east")}provider "aws" {}\n${use}` };
    expect((await observeModule(unusedDeclarations, head)).places).toEqual(['a.tf:4 provider "aws"']);
  });

  test("speaks of a declaration in an unchanged file whose last use this change removes", async () => {
    const variables = 'variable "region" {}\n';
    const base = { "variables.tf": variables, "main.tf": 'output "a" {\n  value = var.region\n}\n' };
    const head = { "variables.tf": variables, "main.tf": 'output "a" {\n  value = 1\n}\n' };
    const options = { base };
    expect((await observeModule(unusedDeclarations, head, options)).places).toEqual([
      'variables.tf:1 variable "region"',
    ]);
  });

  test("is silent on what was unused before, also where the file moved", async () => {
    const text = 'variable "old" {}\noutput "a" {\n  value = 1\n}\n';
    const base = { "a.tf": text, "b.tf": "" };
    expect((await observeModule(unusedDeclarations, { "a.tf": text, "b.tf": "# more\n" }, { base })).places).toEqual(
      [],
    );
  });

  test("counts uses in JSON, in templates, in for expressions and in override files", async () => {
    const head = {
      "a.tf": 'variable "a" {}\nvariable "b" {}\nvariable "c" {}\nvariable "d" {}\n',
      "b.tf":
        'locals {\n  x = [for v in var.b : "%{ if var.c }${v}%{ endif }"]\n}\noutput "x" {\n  value = local.x\n}\n',
      "c.tf.json": '{"resource": {"x_y": {"z": {"name": "${upper(var.a)}"}}}}',
      "main_override.tf": 'output "x" {\n  value = var.d\n}\n',
    };
    expect((await observeModule(unusedDeclarations, head)).places).toEqual([]);
  });

  test("is silent on a folder of nothing but variables, and on a fragment of a module", async () => {
    expect((await observeModule(unusedDeclarations, { "variables.tf": 'variable "a" {}\n' })).places).toEqual([]);
    const fragment = 'locals {\n  spare = 1\n}\noutput "x" {\n  value = [var.a, var.b, local.c]\n}\n';
    expect((await observeModule(unusedDeclarations, { "main.tf": fragment })).places).toEqual([]);
  });

  test("says a gap where a file does not parse", async () => {
    const torn = await observeModule(unusedDeclarations, { "a.tf": declared, "b.tf": 'output "used" {' });
    expect(torn).toMatchObject({ places: [], gaps: ["waits until it parses"] });
  });
});
