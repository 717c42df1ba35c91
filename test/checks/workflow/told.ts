/** What a check over workflows says of a text, with the files beside it: one line a finding, the text at its place first. */

import type { FileCheck } from "../../../core/check.ts";
import { openDocument } from "../../../core/open-document.ts";
import type { YamlDocument } from "../../../languages/parsed.ts";
import { parseYamlDocument } from "../../../languages/yaml/document.ts";
import { treeOf } from "../tree-of.ts";

export interface Beside {
  readonly path?: string;
  /** Other files of the repository, by path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly options?: object;
}

export async function told(
  check: FileCheck<object, YamlDocument>,
  text: string,
  { path = ".github/workflows/ci.yml", files = {}, options = {} }: Beside = {},
): Promise<readonly string[]> {
  const document = parseYamlDocument(openDocument(path, { kind: "text", text, byteOrderMark: false }));
  const tree = treeOf({ ...files, [path]: text });
  const facts = await check.gather?.([document], { own: tree, base: tree }, { options, schemas: {} });
  const { findings } = await check.look(document, { options, facts: facts?.get(path) });
  return findings.map(({ at, message }) => `${at ? text.slice(...at.range) : ""}: ${message}`);
}
