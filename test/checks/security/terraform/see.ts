/** Runs one security check over the files of one Terraform module, facts included, and tells what it says. */

import type { FileCheck } from "../../../../core/check.ts";
import type { Differential } from "../../../../core/differential.ts";
import { openDocument } from "../../../../core/open-document.ts";
import { parseHclDocument } from "../../../../languages/hcl/document.ts";
import { parseJsonDocument } from "../../../../languages/json/document.ts";
import type { HclDocument, JsonDocument } from "../../../../languages/parsed.ts";
import { treeOf } from "../../tree-of.ts";

export type TerraformCheck = FileCheck<object, HclDocument | JsonDocument>;

/** `line: message` of every finding, file by file; the file is named where there are several. */
export async function see(
  check: TerraformCheck,
  text: string | Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const files = typeof text === "string" ? { "main.tf": text } : text;
  const tree: Differential["head"] = treeOf(files);
  const documents = Object.entries(files).map(([path, content]) => {
    const document = openDocument(path, { kind: "text", text: content, byteOrderMark: false });
    return path.endsWith(".json") ? parseJsonDocument(document) : parseHclDocument(document);
  });
  const context = { options: {}, schemas: {} };
  const facts = await check.gather?.(documents, { own: tree, base: tree }, context);
  const said: string[] = [];
  for (const document of documents) {
    // What a worker is handed has travelled as plain data.
    const own = structuredClone(facts?.get(document.path));
    const { findings } = await check.look(document, { options: {}, facts: own });
    for (const { message, at } of findings) {
      const line = at ? document.lines.position(at.range[0]).line : 0;
      said.push(`${documents.length > 1 ? `${document.path}:` : ""}${line}: ${message}`);
    }
  }
  return said;
}

/** The block with its attributes, each on a line: the first attribute stands on line 2. */
export function resource(type: string, ...lines: readonly string[]): string {
  return `resource "${type}" "it" {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
}
