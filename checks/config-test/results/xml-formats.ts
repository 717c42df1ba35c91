/** Reads results in the formats that are XML: Checkstyle's and JUnit's. Tags and their attributes alone; entities never expand. */

import { countAt, mostResults, type ReadResults, textAt, type ToolResultEntry, withCode } from "./result.ts";

interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const mostTags = 50_000;
const tagPattern = /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<([A-Za-z_][\w.:-]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>/gu;
const attributePattern = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu;

/** Opening tags in their order. */
function tagsOf(text: string): readonly Tag[] {
  const tags: Tag[] = [];
  for (const [, name, inner = ""] of text.matchAll(tagPattern)) {
    if (name === undefined) continue;
    const attributes = Object.create(null) as Record<string, string>;
    for (const [, key = "", double, single] of inner.matchAll(attributePattern)) {
      attributes[key] = plainText(double ?? single ?? "");
    }
    tags.push({ name, attributes });
    if (tags.length >= mostTags) break;
  }
  return tags;
}

const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function plainText(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot|apos));/giu, (_, ten, sixteen, name) => {
    if (typeof name === "string") return named[name.toLowerCase()] ?? "";
    const code = typeof ten === "string" ? Number(ten) : Number.parseInt(String(sixteen), 16);
    return code <= 0x10_ffff ? String.fromCodePoint(code) : "";
  });
}

export const readCheckstyle: ReadResults = (text) => {
  const tags = tagsOf(text);
  if (!tags.some(({ name }) => name === "checkstyle")) return undefined;
  const results: ToolResultEntry[] = [];
  let file: string | undefined;
  for (const { name, attributes } of tags) {
    if (name === "file") file = textAt(attributes, "name");
    if (name !== "error" || /^(?:info|ignore)$/iu.test(attributes["severity"] ?? "")) continue;
    if (results.length >= mostResults) break;
    const message = withCode(attributes["message"] ?? "a finding without words", textAt(attributes, "source"));
    results.push({ file, line: countAt(attributes, "line"), column: countAt(attributes, "column"), message });
  }
  return results;
};

/** A test case that failed; file and line where its tool tells them. */
export const readJunit: ReadResults = (text) => {
  const tags = tagsOf(text);
  if (!tags.some(({ name }) => name === "testsuite" || name === "testsuites")) return undefined;
  const results: ToolResultEntry[] = [];
  let test: Tag["attributes"] = {};
  for (const { name, attributes } of tags) {
    if (name === "testcase") test = attributes;
    if (name !== "failure" && name !== "error") continue;
    if (results.length >= mostResults) break;
    const said = [test["name"] ?? "a test", attributes["message"] ?? "failed"].join(": ");
    results.push({ file: textAt(test, "file"), line: countAt(test, "line"), column: undefined, message: said });
  }
  return results;
};
