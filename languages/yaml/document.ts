/** A YAML document (one file, any number of YAML documents in it) after its one parse. */

import type { Document } from "../../core/document.ts";
import type { YamlDocument } from "../parsed.ts";
import { readWaivers } from "../waivers.ts";
import { readYamlForeignWaivers } from "./foreign-waivers.ts";
import { parseYaml } from "./parse.ts";

export function parseYamlDocument(document: Document): YamlDocument {
  const { text, lines } = document;
  const { tree, problems } = parseYaml(text);
  const waivers = [...readWaivers(tree.comments, text, lines), ...readYamlForeignWaivers(tree, text, lines)];
  return { ...document, language: "yaml", tree, problems, waivers };
}
