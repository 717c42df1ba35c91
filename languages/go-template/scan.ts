/** Finds the pairs of braces of a Go template and reads the tokens between them. Never throws, always ends. */

import type { Range } from "../../core/text.ts";
import type { ParseProblem } from "../parsed.ts";
import { endOfLine } from "./end-of-line.ts";
import { scanToken } from "./scan-token.ts";
import type { ScannedTag, Token } from "./token.ts";

const blank = /[ \t\r\n]/;

/** Tags in the order of the text; what lies between them is text. */
export function* scanTags(text: string): Generator<ScannedTag> {
  for (let at = text.indexOf("{{"); at !== -1;) {
    const scanned = scanTag(text, at);
    yield scanned;
    at = text.indexOf("{{", scanned.tag.range[1]);
  }
}

function scanTag(text: string, start: number): ScannedTag {
  const trimsBefore = text[start + 2] === "-" && blank.test(text[start + 3] ?? "");
  const inner = start + (trimsBefore ? 3 : 2);
  const first = skipBlanks(text, inner);
  // Go takes a comment only right behind the braces, or behind the blank that the trimming mark needs.
  if (text.startsWith("/*", first)) return scanComment(text, start, first, trimsBefore);
  return scanAction(text, start, inner, trimsBefore);
}

function scanComment(text: string, start: number, first: number, trimsBefore: boolean): ScannedTag {
  const closing = text.indexOf("*/", first + 2);
  if (closing === -1) {
    const end = endOfLine(text, start);
    const problem: ParseProblem = {
      message: "This comment is never closed, so the rest of the file belongs to it.",
      advice: "Close it with `*/}}`.",
      range: [start, end],
    };
    return { tag: { range: [start, text.length], trimsBefore, trimsAfter: false }, tokens: undefined, problem };
  }
  const behind = closing + 2;
  const trimsAfter = /^[ \t\r\n]-\}\}/.test(text.slice(behind, behind + 4));
  if (trimsAfter) return { tag: { range: [start, behind + 4], trimsBefore, trimsAfter }, tokens: undefined };
  const isClosed = text.startsWith("}}", behind);
  const isTight = isClosed && (trimsBefore || first === start + 2);
  if (isTight) return { tag: { range: [start, behind + 2], trimsBefore, trimsAfter: false }, tokens: undefined };

  const next = text.indexOf("}}", behind);
  const end = next === -1 || text.slice(behind, next).trim() !== "" ? behind : next + 2;
  const problem: ParseProblem = {
    message: "A comment fills its braces alone, with no blank between the braces and its marks.",
    advice: "Write `{{/* … */}}`, or `{{- /* … */ -}}` to trim the blanks around it.",
    range: [start, Math.min(end, endOfLine(text, start))],
  };
  return { tag: { range: [start, end], trimsBefore, trimsAfter: false }, tokens: undefined, problem };
}

function scanAction(text: string, start: number, inner: number, trimsBefore: boolean): ScannedTag {
  const tokens: Token[] = [];
  for (let at = inner; ;) {
    const next = skipBlanks(text, at);
    if (text.startsWith("}}", next)) return closed(next + 2, false);
    if (next > at && text.startsWith("-}}", next)) return closed(next + 3, true);
    if (next >= text.length || text.startsWith("{{", next)) {
      const last = tokens.at(-1)?.range[1] ?? inner;
      return broken(last, unclosed(text, [start, last]));
    }
    const token = scanToken(text, next, next > at);
    if ("message" in token) {
      const firstEnd = endOfLine(text, start);
      // A colon or a comment on a line below: that is the text again, and the braces are missing above it.
      const isText = next > firstEnd && /[:#]/.test(text.charAt(next));
      if (isText) return broken(firstEnd, unclosed(text, [start, firstEnd]));
      return broken(recoverAt(text, token.range[1]), token);
    }
    tokens.push(token);
    at = token.range[1];
  }

  function closed(end: number, trimsAfter: boolean): ScannedTag {
    return { tag: { range: [start, end], trimsBefore, trimsAfter }, tokens };
  }

  function broken(end: number, problem: ParseProblem): ScannedTag {
    return { tag: { range: [start, end], trimsBefore, trimsAfter: false }, tokens, problem };
  }
}

function unclosed(text: string, [start, last]: Range): ParseProblem {
  const end = Math.min(last, endOfLine(text, start));
  const written = text.slice(start, Math.min(end, start + 60));
  return {
    message: `\`${written}\` is never closed: its \`}}\` is missing.`,
    advice: "Close it with `}}`.",
    range: [start, end],
  };
}

/** Where reading goes on after a mistake: behind the braces if they are closed on this line, else at its end. */
function recoverAt(text: string, from: number): number {
  const opening = text.indexOf("{{", from);
  const limit = Math.min(endOfLine(text, from), opening === -1 ? text.length : opening);
  const closing = text.slice(from, limit).indexOf("}}");
  return closing === -1 ? Math.max(from, limit) : from + closing + 2;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && blank.test(text.charAt(at))) at += 1;
  return at;
}
