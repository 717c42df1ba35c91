/** An HCL file (Terraform, OpenTofu, Packer …) after its one parse. */

import type { Document } from "../../core/document.ts";
import type { HclDocument } from "../parsed.ts";
import { readEmbeddedWaivers } from "../shell/embedded-waivers.ts";
import { readWaivers } from "../waivers.ts";
import { parseHcl } from "./parse.ts";
import { shellScriptsOf } from "./scripts.ts";
import { readScannerWaivers } from "./scanner-waivers.ts";
import { readTflintWaivers } from "./tflint-waivers.ts";

export function parseHclDocument(document: Document): HclDocument {
  const { text, lines } = document;
  const { tree, problems } = parseHcl(text);
  const waivers = [
    ...readWaivers(tree.comments, text, lines),
    ...readTflintWaivers(tree.comments, text, lines),
    ...readScannerWaivers(tree, text, lines),
    ...readEmbeddedWaivers(() => (problems.length > 0 ? [] : shellScriptsOf(tree, text)), text, lines),
  ];
  return { ...document, language: "hcl", tree, problems, waivers };
}
