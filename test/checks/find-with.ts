/** Runs a file check, by its name, on one text; tells the first line of what each finding covers. */

import type { FileCheck } from "../../core/check.ts";
import type { Finding } from "../../core/finding.ts";
import { openDocument } from "../../core/open-document.ts";
import { catalogue } from "../../checks/generated/catalogue.ts";
import { loadCheck } from "../../engine/load-check.ts";
import { loadLanguage, parseDocument } from "../../languages/parse.ts";
import type { ParsedDocument } from "../../languages/parsed.ts";

type AnyFileCheck = FileCheck<Readonly<Record<string, unknown>>, ParsedDocument>;

export async function findWith(
  name: string,
  path: string,
  text: string,
  options: Readonly<Record<string, unknown>> = {},
): Promise<readonly string[]> {
  const findings = await findingsWith(name, path, text, options);
  return findings.map(({ at, message }) => {
    if (!at) return message;
    const [start, end] = at.range;
    if (start < 0 || end > text.length || start > end) throw new Error(`${name} points outside the text`);
    return text.slice(start, end).split("\n", 1)[0] ?? "";
  });
}

/** As above, whole findings. */
export async function findingsWith(
  name: string,
  path: string,
  text: string,
  options: Readonly<Record<string, unknown>> = {},
): Promise<readonly Finding[]> {
  const check = await loadCheck(name);
  if (!isFileCheck(check)) throw new Error(`${name} is no file check`);
  const opened = openDocument(path, { kind: "text", text, byteOrderMark: false });
  await loadLanguage(opened.language);
  const defaults = catalogue.get(name)?.defaults ?? {};
  const context = { options: { ...defaults, ...options }, facts: undefined };
  return (await check.look(parseDocument(opened), context)).findings;
}

function isFileCheck(check: object): check is AnyFileCheck {
  return "look" in check && "scope" in check && check.scope === "file";
}
