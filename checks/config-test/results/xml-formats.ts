/** Reads results in the formats that are XML: Checkstyle's and JUnit's. Tags and their attributes alone; entities never expand. */

import { codeAt, countAt, mostResults, type ReadResults, textAt, type ToolResultEntry } from "./result.ts";

interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const mostTags = 50_000;
const tagPattern = /<([A-Za-z_][\w.:-]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>/uy;
const attributePattern = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu;

/** Opening tags in their order. What is not closed ends the reading: nothing is looked for twice. */
function tagsOf(text: string): readonly Tag[] {
  const tags: Tag[] = [];
  for (let at = text.indexOf("<"); at !== -1 && tags.length < mostTags; at = text.indexOf("<", at)) {
    const closing = text.startsWith("<!--", at) ? "-->" : text.startsWith("<![CDATA[", at) ? "]]>" : undefined;
    if (closing !== undefined) {
      const end = text.indexOf(closing, at);
      if (end === -1) break;
      at = end + closing.length;
      continue;
    }
    tagPattern.lastIndex = at;
    const [whole = "<", name, inner = ""] = tagPattern.exec(text) ?? [];
    at += whole.length;
    if (name !== undefined) tags.push({ name, attributes: attributesOf(inner) });
  }
  return tags;
}

function attributesOf(text: string): Tag["attributes"] {
  const attributes = Object.create(null) as Record<string, string>;
  for (const [, key = "", double, single] of text.matchAll(attributePattern)) {
    attributes[key] = plainText(double ?? single ?? "");
  }
  return attributes;
}

const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function plainText(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot|apos));/giu, (_, ten, sixteen, name) => {
    if (typeof name === "string") return named[name.toLowerCase()] ?? "";
    const code = typeof ten === "string" ? Number(ten) : Number.parseInt(String(sixteen), 16);
    return code <= 0x10_ffff ? String.fromCodePoint(code) : "";
  });
}

export const readCheckstyle: ReadResults = (text, most = mostResults) => {
  const tags = tagsOf(text);
  if (!tags.some(({ name }) => name === "checkstyle")) return undefined;
  const results: ToolResultEntry[] = [];
  let file: string | undefined;
  for (const { name, attributes } of tags) {
    if (name === "file") file = textAt(attributes, "name");
    if (name !== "error" || /^(?:info|ignore)$/iu.test(attributes["severity"] ?? "")) continue;
    if (results.length >= most) break;
    const message = attributes["message"] ?? "a finding without words";
    const place = { file, line: countAt(attributes, "line"), column: countAt(attributes, "column") };
    results.push({ ...place, message, ...codeAt(attributes, "source") });
  }
  return results;
};

/** A test case that failed; file and line where its tool tells them. */
export const readJunit: ReadResults = (text, most = mostResults) => {
  const tags = tagsOf(text);
  if (!tags.some(({ name }) => name === "testsuite" || name === "testsuites")) return undefined;
  const results: ToolResultEntry[] = [];
  let test: Tag["attributes"] = {};
  for (const { name, attributes } of tags) {
    if (name === "testcase") test = attributes;
    if (name !== "failure" && name !== "error") continue;
    if (results.length >= most) break;
    const said = [test["name"] ?? "a test", attributes["message"] ?? "failed"].join(": ");
    results.push({ file: textAt(test, "file"), line: countAt(test, "line"), column: undefined, message: said });
  }
  return results;
};
