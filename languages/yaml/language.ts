/** YAML as an ESLint Language object, for RuleTester and configurations; the review itself hands over a parsed document. */

import { openDocument } from "../../core/open-document.ts";
import { defineLanguage } from "../eslint-language.ts";
import { parseYamlDocument } from "./document.ts";

export const yamlLanguage = defineLanguage({
  parse: (text, path) => parseYamlDocument(openDocument(path, { kind: "text", text, byteOrderMark: false })),
});
