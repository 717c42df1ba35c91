/** Strings of TOML in their four forms; escapes are resolved, and whatever no string may hold is a problem. */

import { type Cursor, fail, lineEnd, named } from "./cursor.ts";
import type { TomlScalar } from "./tree.ts";

/** Which of the four forms: its quote, and whether it may run over lines. */
interface Form {
  readonly quote: '"' | "'";
  readonly isLong: boolean;
}

interface Piece {
  readonly value: string;
  readonly end: number;
}

/** Everything up to a quote, a backslash or a control character. */

const plainRun = { '"': /[^"\\\u0000-\u0008\u000a-\u001f\u007f]+/uy, "'": /[^'\u0000-\u0008\u000a-\u001f\u007f]+/uy };

const escapes: ReadonlyMap<string, string> = new Map([
  ["b", "\b"],
  ["t", "\t"],
  ["n", "\n"],
  ["f", "\f"],
  ["r", "\r"],
  ['"', '"'],
  ["\\", "\\"],
]);

/** Stands at a quote. A key has no form of several lines. */
export function parseString(cursor: Cursor, where: "key" | "value"): TomlScalar | undefined {
  const { text, at: start } = cursor;
  const quote = text[start] === "'" ? "'" : '"';
  const isLong = where === "value" && text.startsWith(quote.repeat(3), start);
  const value = readContent(cursor, { quote, isLong });
  return value === undefined ? undefined : { type: "TomlScalar", range: [start, cursor.at], kind: "string", value };
}

function readContent(cursor: Cursor, form: Form): string | undefined {
  const { text, at: start } = cursor;
  const { quote, isLong } = form;
  let at = start + (isLong ? 3 : 1);
  if (isLong) at += lineBreakAt(text, at);
  const pieces: string[] = [];
  while (at < text.length) {
    if (text[at] === quote) {
      const closing = closingAt(text, at, form);
      if (closing) {
        cursor.at = closing.end;
        return pieces.join("") + closing.value;
      }
    }
    const piece = readPiece(cursor, at, form);
    if (piece === "end of line") break;
    pieces.push(piece.value);
    at = piece.end;
  }
  return unclosed(cursor, start, form);
}

/** One or two quotes before the closing marks belong to the text. */
function closingAt(text: string, at: number, { quote, isLong }: Form): Piece | undefined {
  if (!isLong) return { value: "", end: at + 1 };
  let end = at;
  while (text[end] === quote && end - at < 5) end += 1;
  return end - at < 3 ? undefined : { value: quote.repeat(end - at - 3), end };
}

function readPiece(cursor: Cursor, at: number, { quote, isLong }: Form): Piece | "end of line" {
  const { text } = cursor;
  const run = plainRun[quote];
  run.lastIndex = at;
  const plain = run.exec(text)?.[0];
  if (plain !== undefined) return { value: plain, end: at + plain.length };
  const character = text[at] ?? "";
  if (character === quote) return { value: quote, end: at + 1 };
  if (character === "\\") return readEscape(cursor, at, isLong);
  const lineBreak = lineBreakAt(text, at);
  if (lineBreak > 0) return isLong ? { value: "\n", end: at + lineBreak } : "end of line";
  fail(
    cursor,
    [at, at + 1],
    `A text holds the control character ${named(character)}, which no text of TOML may.`,
    'Delete it, or write it as an escape like `\\u001b` between `"`.',
  );
  return { value: character, end: at + 1 };
}

function lineBreakAt(text: string, at: number): number {
  if (text[at] === "\n") return 1;
  return text[at] === "\r" && text[at + 1] === "\n" ? 2 : 0;
}

/** At a backslash; behind a mistake the text goes on, and its end is still its end. */
function readEscape(cursor: Cursor, at: number, isLong: boolean): Piece {
  const { text, version } = cursor;
  const mark = text[at + 1] ?? "";
  const simple = escapes.get(mark) ?? (mark === "e" && version === "1.1" ? "\u001b" : undefined);
  if (simple !== undefined) return { value: simple, end: at + 2 };
  const digits = digitsOf(mark, version);
  if (digits > 0) return readCode(cursor, at, digits);
  if (isLong) {
    // A backslash at the end of a line takes the line's end and all space behind it away.
    const gap = /^[ \t]*\r?\n(?:[ \t]|\r?\n)*/u.exec(text.slice(at + 1, at + 4_000));
    if (gap) return { value: "", end: at + 1 + gap[0].length };
  }
  const isShown = /^[!-~]$/u.test(mark);
  const end = isShown ? at + 2 : at + 1;
  fail(
    cursor,
    [at, end],
    `\`\\${isShown ? mark : ""}\` is no escape of TOML.`,
    "Write `\\\\` for a backslash, or put the text between `'`, where backslashes mean themselves.",
  );
  return { value: text.slice(at, end), end };
}

function digitsOf(mark: string, version: Cursor["version"]): number {
  if (mark === "u") return 4;
  if (mark === "U") return 8;
  return mark === "x" && version === "1.1" ? 2 : 0;
}

function readCode(cursor: Cursor, at: number, digits: number): Piece {
  const written = cursor.text.slice(at + 2, at + 2 + digits);
  const code = /^[0-9A-Fa-f]+$/u.test(written) && written.length === digits ? Number.parseInt(written, 16) : NaN;
  const isCharacter = code <= 0x10_ffff && !(code >= 0xd800 && code <= 0xdfff);
  if (isCharacter) return { value: String.fromCodePoint(code), end: at + 2 + digits };
  const end = Math.min(at + 2 + digits, lineEnd(cursor.text, at));
  const shown = cursor.text.slice(at, at + 2);
  fail(
    cursor,
    [at, end],
    Number.isNaN(code)
      ? `\`${shown}\` needs ${digits} hexadecimal digits behind it.`
      : `\`${cursor.text.slice(at, end)}\` stands for no character.`,
  );
  return { value: shown, end: at + 2 };
}

function unclosed(cursor: Cursor, start: number, { quote, isLong }: Form): undefined {
  if (isLong) {
    const marks = quote.repeat(3);
    cursor.at = cursor.text.length;
    return fail(
      cursor,
      [start, start + 3],
      `The text that \`${marks}\` opens here has no end, so it takes in the rest of the file.`,
      `Close it with \`${marks}\`.`,
    );
  }
  return fail(
    cursor,
    [start, Math.min(lineEnd(cursor.text, start), start + 60)],
    `The quote \`${quote}\` that opens here is not closed on its line.`,
    `Close it with \`${quote}\`; a text of several lines stands between \`${quote.repeat(3)}\`.`,
  );
}
