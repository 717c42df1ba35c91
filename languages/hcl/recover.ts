/** Where to go on behind a mistake: at the next item of the body in which it was made. */

import { tokenAt, type Cursor } from "./cursor.ts";
import { endsLine, type Token, type TokenKind } from "./token.ts";

/**
 * Moves the cursor behind the item that began with the token `first`: to the line end at which its brackets are
 * balanced, or to the brace that closes the block around it. Since it may be a bracket that is wrong, a line that is not
 * indented deeper and opens an item ends it too.
 */
export function skipItem(cursor: Cursor, first: number): void {
  const failed = cursor.index;
  const column = columnOf(cursor, tokenAt(cursor, first));
  const open = noneOpen();
  for (let index = first; ; index += 1) {
    const token = tokenAt(cursor, index);
    // What failed may itself begin the next item: then the line end before it is the place.
    const isPast = index >= failed - 1;
    const closesBlock = token.kind === "}" && open.count["{"] === 0 && cursor.depth > 0;
    const endsItem = endsLine(token.kind) && (open.families.length === 0 || opensItem(cursor, index + 1, column));
    if (token.kind === "end" || (isPast && (endsItem || (closesBlock && index > first)))) {
      cursor.index = Math.min(index, cursor.tokens.length - 1);
      return;
    }
    const change = bracketChange(token);
    if (change > 0) openBracket(open, familyOf(token.kind));
    else if (change < 0) closeBracket(open, familyOf(token.kind));
  }
}

type Family = "{" | "[" | "(" | "sequence";

interface OpenBrackets {
  readonly families: Family[];
  /** How many of each are open, so that a bracket that closes nothing is known without a search. */
  readonly count: Record<Family, number>;
}

function noneOpen(): OpenBrackets {
  return { families: [], count: { "{": 0, "[": 0, "(": 0, sequence: 0 } };
}

function familyOf(kind: TokenKind): Family {
  if (kind === "{" || kind === "}") return "{";
  if (kind === "[" || kind === "]") return "[";
  return kind === "(" || kind === ")" ? "(" : "sequence";
}

function openBracket({ families, count }: OpenBrackets, family: Family): void {
  families.push(family);
  count[family] += 1;
}

/** Closes the bracket and all that were left open inside of it; one that nothing opened closes nothing. */
function closeBracket({ families, count }: OpenBrackets, family: Family): void {
  if (count[family] === 0) return;
  for (let last = families.pop(); last !== undefined; last = families.pop()) {
    count[last] -= 1;
    if (last === family) return;
  }
}

/** How many brackets a token opens (positive) or closes (negative). */
export function bracketChange({ kind }: Token): -1 | 0 | 1 {
  switch (kind) {
    case "{":
    case "[":
    case "(":
    case "open-interpolation":
    case "open-directive":
      return 1;
    case "}":
    case "]":
    case ")":
    case "close-sequence":
      return -1;
    default:
      return 0;
  }
}

function opensItem(cursor: Cursor, index: number, column: number): boolean {
  const token = tokenAt(cursor, index);
  if (token.kind !== "identifier" || columnOf(cursor, token) > column) return false;
  const { kind } = tokenAt(cursor, index + 1);
  return kind === "=" || kind === "{" || kind === "open-quote" || kind === "identifier";
}

function columnOf({ text }: Cursor, { start }: Token): number {
  return start === 0 ? 0 : start - (text.lastIndexOf("\n", start - 1) + 1);
}
