/** Sound texts with their white space shaken: other blanks, indentation, blank lines, line endings, comments, wide characters. */

import { scanHcl } from "../../../languages/hcl/scan.ts";
import type { Token } from "../../../languages/hcl/token.ts";
import type { Random } from "../random.ts";

const blanks = ["", " ", " ", "  ", "   ", "\t", "      "] as const;
const wide = ["🚀", "日本語", "é", "e\u0301", "👩‍👩‍👧", "\u200d"] as const;
const names = ["größe", "名前", "naïve", "क्षि"] as const;

/** Means the same, but for names, values and comments that may have grown. */
export function mangle(text: string, random: Random): string {
  const crlf = random.chance(0.2);
  let result = "";
  let before: Token | undefined;
  let isValue = false;
  for (const token of scanHcl(text)) {
    const gap = before ? text.slice(before.end, token.start) : "";
    result += before && !isFree(text, before, token) ? gap : random.pick(blanks);
    const piece = grown(text.slice(token.start, token.end), token, isValue, random);
    result += crlf ? piece.replaceAll("\n", "\r\n") : piece;
    before = token;
    if (token.kind === "=") isValue = true;
    else if (token.kind === "newline") isValue = false;
  }
  return result;
}

/** Whether blanks between the two have no meaning, and none are needed to keep them apart. */
function isFree(text: string, left: Token, right: Token): boolean {
  if (isTemplate(left, "open-quote", "open-heredoc") || isTemplate(right, "close-quote", "close-heredoc")) return false;
  if (left.kind === "close-sequence" || right.kind === "open-interpolation" || right.kind === "open-directive")
    return false;
  if (left.kind === "." || right.kind === "." || left.kind === "::" || right.kind === "::") return false;
  const seam = text.slice(left.end - 1, left.end) + text.slice(right.start, right.start + 1);
  return !/^(?:[\p{ID_Continue}-]{2}|[^\p{ID_Continue}\s()[\]{}"]{2})$/u.test(seam);
}

function isTemplate({ kind }: Token, edge: Token["kind"], otherEdge: Token["kind"]): boolean {
  return kind === "quoted-text" || kind === "heredoc-text" || kind === edge || kind === otherEdge;
}

function grown(piece: string, { kind }: Token, isValue: boolean, random: Random): string {
  switch (kind) {
    case "identifier":
      return random.chance(0.01) ? random.pick(names) : piece;
    case "quoted-text":
      return isValue && random.chance(0.1) ? piece + random.pick(wide) : piece;
    case "line-comment":
    case "newline": {
      const blankLine = random.chance(0.08) ? `${random.pick(blanks)}\n` : "";
      if (kind === "line-comment") return piece + blankLine;
      if (random.chance(0.1)) return ` # note ${random.pick(wide)}\n${blankLine}`;
      return random.chance(0.03) ? ` /* block */ \n${blankLine}` : piece + blankLine;
    }
    default:
      return piece;
  }
}
