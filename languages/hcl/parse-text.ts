/** The literal text of templates: unescaped, without what a strip mark or a flush heredoc takes away. */

import { textOf, tokenAt, type Cursor } from "./cursor.ts";
import { unescapeHeredoc, unescapeQuoted } from "./escape.ts";
import type { Token } from "./token.ts";
import type { HclText } from "./tree.ts";

export interface TemplateKind {
  /** The kind of the tokens that hold its text. */
  readonly text: "quoted-text" | "heredoc-text";
  /** Blanks that every line of a flush heredoc loses; else 0. */
  readonly indentation: number;
}

/** All text up to the next sequence or the end of the template. */
export function parseText(cursor: Cursor, { text: kind, indentation }: TemplateKind): HclText {
  const first = tokenAt(cursor, cursor.index);
  const stripsStart = isStripping(cursor, tokenAt(cursor, cursor.index - 1));
  const lines: string[] = [];
  let last = first;
  for (let token = first; token.kind === kind; token = tokenAt(cursor, cursor.index)) {
    lines.push(kind === "quoted-text" ? unescapeQuoted(cursor, token) : lineOfHeredoc(cursor, token, indentation));
    last = token;
    cursor.index += 1;
  }
  // A strip mark reaches to the end of its line and takes the line ending along, not the next line's indentation.
  if (stripsStart) lines[0] = lines[0]?.trimStart() ?? "";
  if (isStripping(cursor, tokenAt(cursor, cursor.index))) lines.push(lines.pop()?.trimEnd() ?? "");
  const raw = cursor.text.slice(first.start, last.end);
  return { type: "HclText", range: [first.start, last.end], raw, value: lines.join("") };
}

function isStripping(cursor: Cursor, token: Token): boolean {
  const { kind } = token;
  if (kind !== "open-interpolation" && kind !== "open-directive" && kind !== "close-sequence") return false;
  return textOf(cursor, token).includes("~");
}

function lineOfHeredoc(cursor: Cursor, token: Token, indentation: number): string {
  const line = textOf(cursor, token);
  const value = unescapeHeredoc(line);
  return indentation === 0 || !isLineStart(cursor, token) || isBlankLine(line) ? value : value.slice(indentation);
}

/** Of the heredoc whose text begins at the cursor: what its lines have in common. Blank lines have no say. */
export function commonIndentation(cursor: Cursor): number {
  let least = Number.POSITIVE_INFINITY;
  let inner = 0;
  for (let index = cursor.index; inner >= 0; index += 1) {
    const token = tokenAt(cursor, index);
    if (token.kind === "end") break;
    if (token.kind === "open-heredoc") inner += 1;
    else if (token.kind === "close-heredoc") inner -= 1;
    else if (inner === 0 && isLineStart(cursor, token)) {
      least = Math.min(least, indentationAt(cursor, token, index));
    }
  }
  return Number.isFinite(least) ? least : 0;
}

/** Of the line that begins with the token. A sequence at its very beginning, or one that strips what is before, has none. */
function indentationAt(cursor: Cursor, token: Token, index: number): number {
  if (token.kind === "open-interpolation" || token.kind === "open-directive") return 0;
  if (token.kind !== "heredoc-text") return Number.POSITIVE_INFINITY;
  const line = textOf(cursor, token);
  if (isBlankLine(line)) return Number.POSITIVE_INFINITY;
  return line.trim() === "" && isStripping(cursor, tokenAt(cursor, index + 1)) ? 0 : blanksBefore(line);
}

function isBlankLine(line: string): boolean {
  return line.endsWith("\n") && line.trim() === "";
}

function isLineStart({ text }: Cursor, { start }: Token): boolean {
  return text.charCodeAt(start - 1) === 10;
}

function blanksBefore(line: string): number {
  let at = 0;
  while (line.charCodeAt(at) === 32 || line.charCodeAt(at) === 9) at += 1;
  return at;
}
