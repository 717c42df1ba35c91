/** Runs one check on one text and tells what it found as `what it covers: message`. */

import type { FileCheck, Observation } from "../../core/check.ts";
import type { Document, DocumentKind, LanguageName } from "../../core/document.ts";
import { indexLines } from "../../core/text.ts";
import { lint, type StyleTask } from "../../engine/lint.ts";
import { loadLanguage, parseDocument } from "../../languages/parse.ts";
import type { ParsedDocument } from "../../languages/parsed.ts";

export async function documentOf(
  language: LanguageName,
  text: string,
  kind: DocumentKind = "plain",
  path = `some/${language}.file`,
): Promise<ParsedDocument> {
  await loadLanguage(language);
  return parseDocument({
    path,
    text,
    byteOrderMark: false,
    language,
    kind,
    lines: indexLines(text),
  });
}

export async function observe<Options extends object, D extends Document>(
  check: FileCheck<Options, D>,
  language: LanguageName,
  text: string,
  options: Options,
  path?: string,
): Promise<Observation> {
  const document = await documentOf(language, text, "plain", path);
  return check.look(document as Document as D, { options, facts: undefined });
}

/** What a file check without options finds. */
export async function lookAt<D extends Document>(
  check: FileCheck<object, D>,
  language: LanguageName,
  text: string,
): Promise<string[]> {
  return told(await observe(check, language, text, {}), text);
}

const names = new Map<StyleTask["code"], string>();

/** What a style check finds, through the engine's own Linter pass. */
export async function lintWith(
  code: StyleTask["code"],
  language: LanguageName,
  text: string,
  options: StyleTask["options"] = {},
): Promise<string[]> {
  const document = await documentOf(language, text);
  // The engine knows a check again by its name.
  const check = names.get(code) ?? `check-${names.size}`;
  names.set(code, check);
  const task: StyleTask = { rule: "rule", check, options, code };
  const observation = lint(document, [task], { now: () => 0, ruleBudget: 1_000, fileBudget: 1_000 }).get("rule");
  if (!observation || observation.gaps) throw new Error(`the check failed: ${JSON.stringify(observation?.gaps)}`);
  return told(observation, text);
}

function told({ findings }: Observation, text: string): string[] {
  return findings.map(({ at, message }) => `${at ? text.slice(...at.range) : ""}: ${message}`);
}
