/** Tags that an organisation asks for. */

import { describe, expect, it } from "@jest/globals";
import requiredTags from "../../../../checks/style/terraform/required-tags.ts";
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
});
