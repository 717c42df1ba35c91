/** Reads one token of a Go template, or says what stands there instead. */

import type { ParseProblem } from "../parsed.ts";
import { endOfLine } from "./end-of-line.ts";
import type { Token, TokenKind } from "./token.ts";

const single: ReadonlyMap<string, TokenKind> = new Map([
  ["|", "pipe"],
  ["(", "left"],
  [")", "right"],
  [",", "comma"],
  ["=", "assign"],
]);

const nameStart = /[\p{L}_]/u;
const fieldPattern = /\.[\p{L}\p{Nd}_]*/uy;
const variablePattern = /\$[\p{L}\p{Nd}_]*/uy;
const wordPattern = /[\p{L}_][\p{L}\p{Nd}_]*/uy;
const numberPattern =
  /[+-]?(?:0[xX][\da-fA-F_]+(?:\.[\da-fA-F_]*)?(?:[pP][+-]?[\d_]+)?|0[bB][01_]+|0[oO][0-7_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?[\d_]+)?)i?/uy;
const stringPattern = /"(?:[^"\\\n]|\\[^\n])*"/uy;
const characterPattern = /'(?:[^'\\\n]|\\[^\n])*'/uy;
/** What may follow a name or a field; closing braces may as well. */
const terminator = /[\s.,|:()]/;

export function scanToken(text: string, at: number, isApart: boolean): Token | ParseProblem {
  const first = text.charAt(at);
  const kind = single.get(first);
  if (kind !== undefined) return tokenOf(kind, first);
  if (first === ":") return text[at + 1] === "=" ? tokenOf("declare", ":=") : stray();
  if (first === '"') return quoted("string", stringPattern);
  if (first === "'") return quoted("character", characterPattern);
  if (first === "`") return rawString();
  if (first === ".") return /\d/.test(text.charAt(at + 1)) ? number() : named(...fieldAt());
  if (first === "$") return named("variable", matchAt(variablePattern, text, at) ?? first);
  if (/[\d+-]/.test(first)) return number();
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (nameStart.test(character)) return named("word", matchAt(wordPattern, text, at) ?? character);
  return stray();

  function tokenOf(found: TokenKind, written: string): Token {
    return { kind: found, range: [at, at + written.length], text: written, isApart };
  }

  function fieldAt(): [TokenKind, string] {
    const written = matchAt(fieldPattern, text, at) ?? first;
    return [written === "." ? "dot" : "field", written];
  }

  /** Go wants a blank, a dot or a bracket behind a name: anything else is a name that cannot be written so. */
  function named(found: TokenKind, written: string): Token | ParseProblem {
    const end = at + written.length;
    const next = text.charAt(end);
    if (next === "" || terminator.test(next) || text.startsWith("}}", end)) return tokenOf(found, written);
    return misnamed(text, at, end, found);
  }

  function number(): Token | ParseProblem {
    const written = matchAt(numberPattern, text, at);
    if (written === undefined) return stray();
    const next = text.slice(at + written.length, at + written.length + 1);
    if (!/[\p{L}\p{Nd}_]/u.test(next)) return tokenOf("number", written);
    const whole = `${written}${matchAt(/[\p{L}\p{Nd}_.]+/uy, text, at + written.length) ?? next}`;
    return {
      message: `\`${whole}\` is not a number.`,
      advice: "Put it in quotes if it is meant as a text.",
      range: [at, at + whole.length],
    };
  }

  function quoted(found: "string" | "character", pattern: RegExp): Token | ParseProblem {
    const written = matchAt(pattern, text, at);
    if (written === undefined) {
      const end = endOfLine(text, at);
      return {
        message: `The quote at \`${text.slice(at, Math.min(end, at + 30))}\` is not closed on its line.`,
        advice: "Close it with the same quote, or use backquotes for a text of several lines.",
        range: [at, Math.max(at + 1, Math.min(end, at + 30))],
      };
    }
    const escape = found === "string" ? wrongEscape(written) : undefined;
    if (escape !== undefined) {
      return {
        message: `\`${escape}\` is no escape sequence that Go knows.`,
        advice: "Write the backslash twice, or put the text in backquotes.",
        range: [at, at + written.length],
      };
    }
    if (found === "character" && !/^'(?:[^\\]|\\.+)'$/u.test(written)) {
      return {
        message: `\`${written}\` is in single quotes, which hold one character.`,
        advice: "Use double quotes.",
        range: [at, at + written.length],
      };
    }
    return tokenOf(found, written);
  }

  function rawString(): Token | ParseProblem {
    const end = text.indexOf("`", at + 1);
    if (end !== -1) return tokenOf("raw-string", text.slice(at, end + 1));
    return { message: "The backquote is never closed.", advice: "Close it with a backquote.", range: [at, at + 1] };
  }

  function stray(): ParseProblem {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (character === "}") {
      return {
        message: "One closing brace does not end an action.",
        advice: "Write `}}`.",
        range: [at, at + 1],
      };
    }
    return {
      message: `${nameOf(character)} has no meaning in a template's action.`,
      advice: adviceFor(character),
      range: [at, at + character.length],
    };
  }
}

function misnamed(text: string, at: number, end: number, kind: TokenKind): ParseProblem {
  const whole = `${text.slice(at, end)}${matchAt(/[^\s.,|()}]+/uy, text, end) ?? ""}`;
  const range = [at, at + Math.max(1, whole.length)] as const;
  if (whole.charAt(end - at) === "-" && kind === "field") {
    return {
      message: `\`${whole}\` is read as a subtraction: a key with a dash cannot be reached by a dot.`,
      advice: `Use \`index\` with the key in quotes: \`index … "${whole.slice(1)}"\`.`,
      range,
    };
  }
  if (/[:=]/.test(text.charAt(end))) {
    return {
      message: `\`${text.slice(at, end)}\` runs into \`${text.slice(end, end + 1)}\`.`,
      advice: `Put a blank before \`${text.startsWith(":=", end) ? ":=" : text.charAt(end)}\`.`,
      range: [at, end + 1],
    };
  }
  return { message: `\`${whole}\` is not a name.`, advice: "Put it in quotes if it is meant as a text.", range };
}

function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const isVisible = code > 32 && code !== 127 && !/[\p{Cc}\p{Cf}\p{Zs}]/u.test(character);
  return isVisible && character !== "`"
    ? `\`${character}\``
    : `The character U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

const remedies: ReadonlyMap<string, string> = new Map([
  ["&", "Use the function `and`."],
  ["!", "Use the functions `not` or `ne`."],
  ["<", "Use the functions `lt` or `le`."],
  [">", "Use the functions `gt` or `ge`."],
  ["*", "Use the function `mul`."],
  ["/", "Use the function `div`, or put the text in quotes."],
  ["%", "Use the function `mod`."],
  ["[", "Use the function `index`."],
  ["?", "Use the function `ternary`."],
]);

function adviceFor(character: string): string {
  return remedies.get(character) ?? "Delete it, or put the text in quotes.";
}

/** The first escape that Go's strings do not have. */
function wrongEscape(quoted: string): string | undefined {
  const pattern = /\\(?:([abfnrtv\\"])|([0-7]{3})|(x[\da-fA-F]{2})|(u[\da-fA-F]{4})|(U[\da-fA-F]{8})|([^]))/gu;
  for (let match = pattern.exec(quoted); match !== null; match = pattern.exec(quoted)) {
    if (match[6] !== undefined) return match[0];
  }
  return undefined;
}

/** What a sticky pattern finds at an offset. */
function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
