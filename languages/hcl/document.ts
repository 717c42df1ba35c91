/** An HCL file (Terraform, OpenTofu, Packer …) after its one parse. */

import type { Document } from "../../core/document.ts";
import type { HclDocument } from "../parsed.ts";
import { readWaivers } from "../waivers.ts";
import { parseHcl } from "./parse.ts";

export function parseHclDocument(document: Document): HclDocument {
  const { text, lines } = document;
  const { tree, problems } = parseHcl(text);
  return { ...document, language: "hcl", tree, problems, waivers: readWaivers(tree.comments, text, lines) };
}
