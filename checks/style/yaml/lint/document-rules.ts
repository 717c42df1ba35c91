/** Marks of documents: `---` where one begins, `...` where one ends. */

import type { TokenType } from "../../../../languages/yaml/tokens/token.ts";
import { type LintRule, placedTokens, problemAt, problemOf } from "./lint-rule.ts";

const isBefore = (type: TokenType | undefined, ...types: readonly TokenType[]): boolean =>
  type !== undefined && types.includes(type);

export const documentStart: LintRule = (text, settings) => {
  const isAsked = settings.flag("present", true);
  return [...placedTokens(text)].flatMap(({ token, before }) => {
    if (!isAsked) {
      if (token.type !== "document-start") return [];
      return [
        problemAt(token, {
          message: "A `---` begins this document, and here none is asked for.",
          advice: "Delete the `---`.",
        }),
      ];
    }
    const begins = isBefore(before?.type, "stream-start", "document-end", "directive");
    if (!begins || isBefore(token.type, "document-start", "directive", "stream-end")) return [];
    const said = { message: "The document begins without `---`.", advice: "Put `---` on a line before it." };
    return [problemOf(token, token.start.line, 1, said)];
  });
};

export const documentEnd: LintRule = (text, settings) => {
  const isAsked = settings.flag("present", true);
  const missing = { message: "The document ends without `...`.", advice: "Put `...` on a line behind it." };
  return [...placedTokens(text)].flatMap(({ token, before }) => {
    if (!isAsked) {
      if (token.type !== "document-end") return [];
      return [
        problemAt(token, {
          message: "A `...` ends this document, and here none is asked for.",
          advice: "Delete the `...`.",
        }),
      ];
    }
    if (isBefore(before?.type, "document-end", "stream-start")) return [];
    if (token.type === "stream-end") return [problemOf(token, Math.max(1, token.start.line - 1), 1, missing)];
    if (token.type !== "document-start" || before?.type === "directive") return [];
    return [problemOf(token, token.start.line, 1, missing)];
  });
};
