/** HCL as an ESLint Language object, for RuleTester and configurations; the review itself hands over a parsed document. */

import { openDocument } from "../../core/open-document.ts";
import { defineLanguage } from "../eslint-language.ts";
import { parseHclDocument } from "./document.ts";

export const hclLanguage = defineLanguage({
  parse: (text, path) => parseHclDocument(openDocument(path, { kind: "text", text, byteOrderMark: false })),
});
