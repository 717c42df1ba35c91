/** Runs one check over a rule file and tells `line: message` of what it found. */

import type { FileCheck, Facts } from "../../../../core/check.ts";
import type { Document, DocumentKind } from "../../../../core/document.ts";
import { indexLines } from "../../../../core/text.ts";
import type { YamlDocument } from "../../../../languages/parsed.ts";
import { parseYamlDocument } from "../../../../languages/yaml/document.ts";

export function yamlDocument(
  text: string,
  kind: DocumentKind = "prometheus-rules",
  path = "prometheus/api.rules.yml",
): YamlDocument {
  const document: Document = {
    path,
    text,
    byteOrderMark: false,
    language: "yaml",
    kind,
    lines: indexLines(text),
  };
  return parseYamlDocument(document);
}

export interface Judging<Options> {
  readonly options?: Options;
  readonly kind?: DocumentKind;
  readonly facts?: Facts;
  readonly path?: string;
}

export async function judged<Options>(
  check: FileCheck<Options, YamlDocument>,
  text: string,
  { options, kind = "prometheus-rules", facts, path }: Judging<Options> = {},
): Promise<string[]> {
  const document = yamlDocument(text, kind, path);
  // A check without options is handed an empty object, as the engine does.
  const { findings } = await check.look(document, { options: options ?? ({} as Options), facts });
  return findings.map(({ at, message }) => `${at ? document.lines.position(at.range[0]).line : 0}: ${message}`);
}

/** A rule file with one group around rules that are written flush left. */
export function group(rules: string): string {
  const indented = rules
    .trimEnd()
    .split("\n")
    .map((line) => (line === "" ? line : `      ${line}`))
    .join("\n");
  return `groups:\n  - name: api\n    rules:\n${indented}\n`;
}

export function alert(expr: string, more = ""): string {
  return group(`- alert: ApiFails\n  expr: ${expr}\n${more}`);
}
