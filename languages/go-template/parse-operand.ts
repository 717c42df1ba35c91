/** Operands of a Go template: names, fields and constants, and fields of these. */

import { fail, peek, type Cursor } from "./cursor.ts";
import { textOfString } from "./string-text.ts";
import type { Token } from "./token.ts";
import type { GoTemplateOperand, GoTemplateString } from "./tree.ts";

export const keywords: ReadonlySet<string> = new Set([
  "block",
  "break",
  "continue",
  "define",
  "else",
  "end",
  "if",
  "range",
  "template",
  "with",
]);

/** One token that is an operand by itself; `undefined` for any other. */
export function parseSimple(token: Token): GoTemplateOperand | undefined {
  const { kind, text, range } = token;
  switch (kind) {
    case "dot":
      return { type: "GoTemplateDot", range };
    case "field":
      return { type: "GoTemplateField", range, path: [text.slice(1)] };
    case "variable":
      return { type: "GoTemplateVariable", range, name: text, path: [] };
    case "string":
    case "raw-string":
      return stringOf(token);
    case "number":
    case "character":
      return { type: "GoTemplateLiteral", range, raw: text };
    case "word":
      if (keywords.has(text)) return undefined;
      return text === "true" || text === "false" || text === "nil"
        ? { type: "GoTemplateLiteral", range, raw: text }
        : { type: "GoTemplateFunction", range, name: text };
    default:
      return undefined;
  }
}

export function stringOf({ text, range }: Token): GoTemplateString {
  return { type: "GoTemplateString", range, value: textOfString(text) };
}

/** Takes the fields that stand right behind an operand. */
export function parseChain(cursor: Cursor, operand: GoTemplateOperand): GoTemplateOperand {
  const path: string[] = [];
  let end = operand.range[1];
  for (let next = peek(cursor); next?.kind === "field" && !next.isApart; next = peek(cursor)) {
    path.push(next.text.slice(1));
    end = next.range[1];
    cursor.index += 1;
  }
  if (path.length === 0) return operand;
  const range = [operand.range[0], end] as const;
  switch (operand.type) {
    case "GoTemplateField":
    case "GoTemplateVariable":
      return { ...operand, range, path: [...operand.path, ...path] };
    case "GoTemplateDot":
    case "GoTemplateString":
    case "GoTemplateLiteral":
      return fail(
        "A field cannot follow this directly.",
        [operand.range[1], end],
        "Delete one of the dots, or put a blank between them.",
      );
    default:
      return { type: "GoTemplateChain", range, source: operand, path };
  }
}
