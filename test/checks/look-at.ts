/** Runs one check on one text and tells what it found as `what it covers: message`. */

import { Linter, type Rule, type SourceCode } from "eslint";
import type { FileCheck, Observation } from "../../core/check.ts";
import type { Document, DocumentKind, LanguageName } from "../../core/document.ts";
import { indexLines } from "../../core/text.ts";
import { eslintLanguages } from "../../languages/eslint-languages.ts";
import { sourceCodeFor } from "../../languages/eslint-language.ts";
import { loadLanguage, parseDocument } from "../../languages/parse.ts";
import type { ParsedDocument } from "../../languages/parsed.ts";

const linter = new Linter();

export async function documentOf(
  language: LanguageName,
  text: string,
  kind: DocumentKind = "plain",
): Promise<ParsedDocument> {
  await loadLanguage(language);
  return parseDocument({
    path: `some/${language}.file`,
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
): Promise<Observation> {
  const document = await documentOf(language, text);
  return check.look(document as Document as D, { options, facts: undefined });
}

/** What a file check without options finds. */
export async function lookAt<D extends Document>(
  check: FileCheck<object, D>,
  language: LanguageName,
  text: string,
): Promise<string[]> {
  const { findings } = await observe(check, language, text, {});
  return findings.map(({ at, message }) => `${at ? text.slice(...at.range) : ""}: ${message}`);
}

/** What a style check finds: its messages without advice. */
export async function lintWith(
  check: object,
  language: LanguageName,
  text: string,
  options?: object,
): Promise<string[]> {
  const document = await documentOf(language, text);
  // ESLint's own types know only its JavaScript source code; its Linter takes any language's.
  const source = sourceCodeFor(document) as unknown as SourceCode;
  const plugin = { languages: eslintLanguages, rules: { check: check as Rule.RuleModule } };
  const messages = linter.verify(
    source,
    [
      {
        files: ["**/?*"],
        language: `plumbline/${language}`,
        plugins: { plumbline: plugin },
        rules: { "plumbline/check": options ? ["error", options] : "error" },
      },
    ] as Linter.Config[],
    document.path,
  );
  return messages.map(({ line, column, endLine, endColumn, message }) => {
    const start = document.lines.offset({ line, column });
    const end = document.lines.offset({ line: endLine ?? line, column: endColumn ?? column });
    return `${text.slice(start, end)}: ${message.split("\n")[0] ?? ""}`;
  });
}
