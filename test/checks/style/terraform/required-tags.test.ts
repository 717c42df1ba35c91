/** Tags that an organisation asks for. */

import { describe, expect, it } from "@jest/globals";
import requiredTags from "../../../../checks/style/terraform/required-tags.ts";
import { openDocument } from "../../../../core/open-document.ts";
import { parseHclDocument } from "../../../../languages/hcl/document.ts";
import { memoryTree, type Texts } from "../../../core/memory-differential.ts";
import { observeFile } from "./observe.ts";

const database = (name: string, ...lines: string[]) =>
  `resource "aws_db_instance" "${name}" {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;

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

  describe("in a module that others call", () => {
    const options = { tags: ["owner"], types: ["aws_db_instance"] };
    const call = 'module "orders" {\n  source = "../modules/orders"\n}\n';
    const provider = (tags: string) => `provider "aws" {\n  default_tags {\n    tags = ${tags}\n  }\n}\n`;
    const owned = provider('{ owner = "edge" }') + call;

    async function judge(callers: Texts) {
      const path = "modules/orders/main.tf";
      const head = { ...callers, [path]: database("orders") };
      const tree = memoryTree(head);
      const document = parseHclDocument(openDocument(path, { kind: "text", text: head[path], byteOrderMark: false }));
      const context = { options, schemas: {} };
      const facts = await requiredTags.gather?.([document], { own: tree, base: tree }, context);
      return (await requiredTags.look(document, { options, facts: facts?.get(path) })).findings;
    }

    it.each<readonly [string, Texts, number]>([
      ["nobody calls it", {}, 1],
      ["its only caller sets the tag", { "live/main.tf": owned }, 0],
      ["one of two callers sets it", { "live/main.tf": owned, "test/main.tf": call }, 1],
      ["a caller's tags are unknown", { "live/main.tf": provider("var.tags") + call }, 0],
      ["a caller does not parse", { "live/main.tf": `${call}resource {` }, 0],
      [
        "its caller's caller sets it",
        {
          "modules/shop/main.tf": call.replace("../modules", ".."),
          "live/main.tf": owned.replace("orders", "shop").replace("/orders", "/shop"),
        },
        0,
      ],
    ])("%s", async (_, callers, count) => {
      expect(await judge(callers)).toHaveLength(count);
    });
  });
});
