/** Asks one check about a chart in memory, and tells what it found as `path: message`. */

import type { FileCheck, TreeCheck } from "../../../../core/check.ts";
import type { ChangedFile, Differential } from "../../../../core/differential.ts";
import { openDocument } from "../../../../core/open-document.ts";
import { loadLanguage, parseDocument } from "../../../../languages/parse.ts";
import { treeOf } from "../../tree-of.ts";

export type Files = Readonly<Record<string, string>>;

export const chartYaml = "apiVersion: v2\nname: shop\nversion: 1.0.0\n";

function changeOf(base: Files, head: Files): Differential {
  const paths = [...new Set([...Object.keys(base), ...Object.keys(head)])].filter((path) => base[path] !== head[path]);
  const files = paths.map((path): ChangedFile => {
    const status = head[path] === undefined ? "removed" : base[path] === undefined ? "added" : "modified";
    return { path, status, kind: "file", additions: 1, deletions: 1 };
  });
  return { repository: "shop", base: treeOf(base), head: treeOf(head), files, commits: [] };
}

export async function judge<Options>(
  check: TreeCheck<Options>,
  head: Files,
  options: Options,
  base: Files = {},
): Promise<readonly string[]> {
  const { findings } = await check.look(changeOf(base, head), { options, schemas: {} });
  return findings.map(({ at, message }) => `${at?.path ?? ""}: ${message}`);
}

/** Every document of the chart that the check is about. */
export async function lookAtFiles<Document>(
  check: FileCheck<object, Document & Parameters<FileCheck<object>["look"]>[0]>,
  files: Files,
): Promise<readonly string[]> {
  const own = treeOf(files);
  const found: string[] = [];
  for (const [path, text] of Object.entries(files)) {
    const opened = openDocument(path, { kind: "text", text, byteOrderMark: false });
    if (check.languages?.includes(opened.language) !== true || check.kinds?.includes(opened.kind) !== true) continue;
    await loadLanguage(opened.language);
    const facts = await check.gather?.([opened], { own, base: own }, { options: {}, schemas: {} });
    const document = parseDocument(opened) as unknown as Document & Parameters<typeof check.look>[0];
    const seen = await check.look(document, { options: {}, facts: facts?.get(path) });
    found.push(...seen.findings.map(({ message }) => `${path}: ${message}`));
    found.push(...(seen.gaps ?? []).map(({ reason }) => `${path}: gap: ${reason}`));
    if (seen.skipped !== undefined) found.push(`${path}: skipped: ${seen.skipped}`);
  }
  return found;
}
