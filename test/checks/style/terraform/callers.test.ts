/** A change to a module is judged where it is called, also in folders that the change leaves alone. */

import { describe, expect, test } from "@jest/globals";
import destroyedState from "../../../../checks/style/terraform/destroyed-state.ts";
import moduleArguments from "../../../../checks/style/terraform/module-arguments.ts";
import undefinedReferences from "../../../../checks/style/terraform/undefined-references.ts";
import { findCallers } from "../../../../languages/hcl/module/callers.ts";
import { memoryTree, type Texts } from "../../../core/memory-differential.ts";
import { observeModule } from "./observe.ts";

const root = `module "network" {
  source = "../../network"
  cidr   = "10.0.0.0/16"
}

output "subnets" {
  value = module.network.subnets
}
`;
const cidr = 'variable "cidr" {\n  type = string\n}\n';
const subnets = 'output "subnets" {\n  value = []\n}\n';
const before: Texts = { "network/main.tf": cidr + subnets, "live/prod/main.tf": root };
const changed = (network: string): Texts => ({ ...before, "network/main.tf": network });

describe("callers in folders that a change leaves alone", () => {
  test("pass a variable that is gone", async () => {
    const { places, messages } = await observeModule(moduleArguments, changed(subnets), { base: before });
    expect(places).toEqual(["live/prod/main.tf:3 cidr"]);
    expect(messages[0]).toBe("The module `network` (network) no longer declares the variable `cidr`.");
  });

  test("lack a variable that is new and needed, and pass one of another type", async () => {
    const head = changed(`variable "cidr" {\n  type = list(string)\n}\nvariable "zone" {}\n${subnets}`);
    const { places, messages } = await observeModule(moduleArguments, head, { base: before });
    expect(places).toEqual(["live/prod/main.tf:3 cidr", 'live/prod/main.tf:1 module "network"']);
    expect(messages[1]).toContain("needs `zone`");
  });

  test("read an output that is gone", async () => {
    const { places } = await observeModule(undefinedReferences, changed(cidr), { base: before });
    expect(places).toEqual(["live/prod/main.tf:7 module.network.subnets"]);
  });

  test("call a module whose folder is gone", async () => {
    const { places } = await observeModule(moduleArguments, { "live/prod/main.tf": root }, { base: before });
    expect(places).toEqual(['live/prod/main.tf:2 "../../network"']);
  });

  test("are silent about what was wrong before, and where variables and outputs stay as they are", async () => {
    const wrong = { ...before, "live/prod/main.tf": root.replace("cidr ", "cdir ") };
    const head = { ...wrong, "network/main.tf": `${cidr}${subnets}variable "zone" {\n  default = "a"\n}\n` };
    expect((await observeModule(moduleArguments, head, { base: wrong })).places).toEqual([]);
    const inside = changed(`${cidr}${subnets}locals {\n  a = 1\n}\n`);
    const observed = await observeModule(moduleArguments, inside, { base: before });
    expect([observed.places, observed.gaps]).toEqual([[], []]);
  });

  test("are not judged where they do not parse, and that is told", async () => {
    const broken = { ...before, "live/prod/main.tf": `${root}module {` };
    const head = { ...broken, "network/main.tf": subnets };
    const observed = await observeModule(moduleArguments, head, { base: broken });
    expect([observed.places, observed.gaps]).toEqual([[], ["waits until it parses"]]);
  });

  test("may have said before what becomes of data", async () => {
    const database = 'resource "aws_db_instance" "orders" {}\n';
    const base = { "network/main.tf": database + cidr, "live/prod/main.tf": root };
    const head = { ...base, "network/main.tf": cidr };
    expect((await observeModule(destroyedState, head, { base })).findings).toHaveLength(1);
    const moved =
      "moved {\n  from = module.network.aws_db_instance.orders\n  to   = module.database.aws_db_instance.orders\n}\n";
    const answered = (texts: Texts): Texts => ({ ...texts, "live/prod/main.tf": root + moved });
    expect((await observeModule(destroyedState, answered(head), { base: answered(base) })).findings).toEqual([]);
  });
});

describe("the search for callers", () => {
  test("reads JSON and override files, and no files that hold no calls by convention", async () => {
    const reads: string[][] = [];
    const tree = memoryTree(
      {
        "a/main.tf.json": '{"module": {"n": {"source": "../network"}}}',
        "b/main_override.tf": 'module "n" {\n  source = "..//network/"\n}\n',
        "c/main.tf": 'module "n" {\n  source = "../networks"\n}\n',
        "d/variables.tf": "",
        "d/.terraform/modules/n/main.tf": 'module "n" {\n  source = "../../../../network"\n}\n',
        "e/main.tf": 'module "n" {\n  source = "../../../../network"\n}\n',
        "network/main.tf": "",
        "README.md": "",
      },
      reads,
    );
    expect(await findCallers(tree, ["network"])).toEqual({ folders: ["a", "b"], gaps: [] });
    expect(reads).toEqual([["a/main.tf.json", "b/main_override.tf", "c/main.tf", "e/main.tf"]]);
  });

  test("is bounded, starts close by, and tells what it leaves out", async () => {
    const call = 'module "n" {\n  source = "../network"\n}\n';
    const far = Array.from({ length: 450 }, (_, number) => [`live/root-${number}/main.tf`, "locals {}\n"] as const);
    const tree = memoryTree({ ...Object.fromEntries(far), "modules/peering/main.tf": call });
    const { folders, gaps } = await findCallers(tree, ["modules/network"]);
    expect(folders).toEqual(["modules/peering"]);
    expect(gaps).toEqual([
      { reason: "51 more files that may call the changed modules are not read", cause: "unsupported" },
    ]);
  });

  test("looks once, however many ask", async () => {
    const reads: string[][] = [];
    const tree = memoryTree({ "a/main.tf": 'module "n" {\n  source = "../b"\n}\n' }, reads);
    await Promise.all([findCallers(tree, ["b"]), findCallers(tree, ["b"])]);
    expect(reads).toHaveLength(1);
  });
});
