/** Asks a check about the files of one change and tells what it found as `what it covers: message`. */

import type { FileCheck, TreeCheck } from "../../../../core/check.ts";
import type { Finding } from "../../../../core/finding.ts";
import { openDocument } from "../../../../core/open-document.ts";
import { loadLanguage, parseDocument } from "../../../../languages/parse.ts";
import type { HclDocument, JsonDocument } from "../../../../languages/parsed.ts";
import { memoryDifferential, type Texts } from "../../../core/memory-differential.ts";

/** Of one file, `main.tf` unless its path says otherwise. */
export async function judgeFile<Options>(
  check: FileCheck<Options, HclDocument | JsonDocument>,
  options: Options,
  text: string,
  path = "network/main.tf",
): Promise<readonly string[]> {
  const opened = openDocument(path, { kind: "text", text, byteOrderMark: false });
  await loadLanguage(opened.language);
  const document = parseDocument(opened);
  if (document.language !== "hcl" && document.language !== "json") throw new Error(`${path} is no Terraform`);
  const { findings } = await check.look(document, { options, facts: undefined });
  return told(findings, { [path]: text });
}

/** Of a change from `base` to `head`. */
export async function judgeChange<Options>(
  check: TreeCheck<Options>,
  options: Options,
  base: Texts,
  head: Texts,
): Promise<readonly string[]> {
  const { findings } = await check.look(memoryDifferential(base, head), { options, schemas: {} });
  return told(findings, head);
}

function told(findings: readonly Finding[], texts: Texts): readonly string[] {
  return findings.map(({ at, message }) => `${at ? (texts[at.path] ?? "").slice(...at.range) : ""}: ${message}`);
}
