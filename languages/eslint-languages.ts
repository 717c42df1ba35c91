/** The ESLint Language object of every language we read, for a configuration's `plugins.plumbline.languages`. */

import type { LanguageName } from "../core/document.ts";
import { kindOf } from "../core/kinds.ts";
import { indexLines } from "../core/text.ts";
import { defineLanguage } from "./eslint-language.ts";
import { parseDocument } from "./parse.ts";

/** `parse` needs `loadLanguage` awaited before; `sourceCodeFor` goes around it where a document is parsed already. */
export const eslintLanguages = {
  yaml: languageObject("yaml"),
  json: languageObject("json"),
  jsonc: languageObject("jsonc"),
  markdown: languageObject("markdown"),
  text: languageObject("text"),
} as const satisfies Record<LanguageName, unknown>;

function languageObject(language: LanguageName): ReturnType<typeof defineLanguage> {
  return defineLanguage({
    parse: (text, path) =>
      parseDocument({
        path,
        text,
        byteOrderMark: false,
        language,
        kind: kindOf(path, text, language),
        lines: indexLines(text),
      }),
  });
}
