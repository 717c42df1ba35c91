/** What a JSON token means: strings unescaped, numbers and words read, and in our own words what is wrong with them. */

import type { ParseProblem } from "../parsed.ts";
import type { Token } from "./scan.ts";

export interface ReadValue {
  readonly value: string | number | boolean | null;
  readonly problem?: ParseProblem;
}

const keywords = new Map<string, boolean | null>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const numberLike = /^[+-]?\.?\d/;
const badEscape = /\\(?:u(?![0-9a-fA-F]{4})|[^"\\/bfnrtu])/y;
const excerptLength = 40;

export function readString(text: string, token: Token): ReadValue & { readonly value: string } {
  const [start, end] = token.range;
  if (token.unclosed) {
    return {
      value: text.slice(start + 1, end),
      problem: {
        message: "This string has no closing quote on its line.",
        advice: 'Close it with `"`; write a line break inside a string as `\\n`.',
        range: token.range,
      },
    };
  }
  const inner = text.slice(start + 1, end - 1);
  if (token.kind === "single-quoted") {
    return {
      value: inner,
      problem: {
        message: `${quoted(text.slice(start, end))} stands in single quotes, which JSON does not know.`,
        advice: "Use double quotes.",
        range: token.range,
      },
    };
  }
  if (!needsUnescaping(inner)) return { value: inner };
  return unescape(inner, token);
}

function unescape(inner: string, token: Token): ReadValue & { readonly value: string } {
  try {
    return { value: String(JSON.parse(`"${inner}"`)) };
  } catch {
    return { value: inner, problem: stringProblem(inner, token) };
  }
}

function stringProblem(inner: string, token: Token): ParseProblem {
  const offset = token.range[0] + 1;
  const control = firstControl(inner);
  const escape = firstBadEscape(inner);
  if (escape !== undefined && (control === undefined || escape < control)) {
    return {
      message: `\`${inner.slice(escape, escape + 2)}\` is no escape sequence of JSON.`,
      advice: "Write a backslash as `\\\\`, any other character by itself or as `\\u` with four hexadecimal digits.",
      range: [offset + escape, offset + escape + 2],
    };
  }
  const at = control ?? 0;
  return {
    message: `This string holds the raw control character ${codePoint(inner, at)}.`,
    advice:
      "Write it as an escape sequence: `\\t` for a tab, `\\n` for a line break, else `\\u` with four hexadecimal digits.",
    range: [offset + at, offset + at + 1],
  };
}

function firstBadEscape(inner: string): number | undefined {
  for (let at = inner.indexOf("\\"); at !== -1; at = inner.indexOf("\\", at + 2)) {
    badEscape.lastIndex = at;
    if (badEscape.test(inner)) return at;
  }
  return undefined;
}

export function readWord(text: string, token: Token): ReadValue {
  const word = text.slice(...token.range);
  const keyword = keywords.get(word);
  if (keyword !== undefined) return { value: keyword };
  if (number.test(word)) return { value: Number(word) };
  return { value: word, problem: { ...wordProblem(word), range: token.range } };
}

function wordProblem(word: string): { readonly message: string; readonly advice: string } {
  const shown = quoted(word);
  if (numberLike.test(word)) {
    return {
      message: `${shown} is no number of JSON.`,
      advice: "Write numbers in decimal without leading zeros, plus sign or separators, or quote them as strings.",
    };
  }
  const lower = word.toLowerCase();
  if (keywords.has(lower)) {
    return { message: `${shown} is no word of JSON, which spells it in small letters.`, advice: `Write \`${lower}\`.` };
  }
  if (["none", "nil", "undefined", "nan"].includes(lower)) {
    return { message: `${shown} is no value of JSON.`, advice: "Write `null`, or leave the key out." };
  }
  return { message: `${shown} stands without quotes.`, advice: "Put strings and keys in double quotes." };
}

/** A name for an odd character that people can search for: `U+00A0`. */
export function codePoint(text: string, offset: number): string {
  const code = text.codePointAt(offset) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Their own words in backticks, on one line and never long. */
export function quoted(words: string): string {
  const line = words.replace(/\s+/g, " ");
  return `\`${line.length > excerptLength ? `${line.slice(0, excerptLength)}…` : line}\``;
}

function needsUnescaping(inner: string): boolean {
  return inner.includes("\\") || firstControl(inner) !== undefined;
}

function firstControl(inner: string): number | undefined {
  for (let at = 0; at < inner.length; at += 1) if (inner.charCodeAt(at) < 0x20) return at;
  return undefined;
}
