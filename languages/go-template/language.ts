/** Go templates as an ESLint Language object, for RuleTester and configurations; the review itself hands over a parsed document. */

import { openDocument } from "../../core/open-document.ts";
import { defineLanguage } from "../eslint-language.ts";
import { parseGoTemplateDocument } from "./document.ts";

export const goTemplateLanguage = defineLanguage({
  parse: (text, path) => parseGoTemplateDocument(openDocument(path, { kind: "text", text, byteOrderMark: false })),
});
