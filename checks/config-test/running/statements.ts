/** Splits configuration into statements and words as services do: quotes, escapes and comments hide no directive. */

export interface Word {
  /** Without quotes and escapes. */
  readonly text: string;
  readonly range: readonly [number, number];
}

export interface Dialect {
  /** What ends a statement: `;{}`, or a line's end. */
  readonly ends: "blocks" | "lines";
  /** `#` counts as a comment only where a line begins (Apache). */
  readonly commentsAtLineStart?: boolean;
  /** Beside `#`: double slash and slash-star, as in C. */
  readonly slashComments?: boolean;
  /** A backslash before a line's end joins two lines. */
  readonly joinsLines?: boolean;
  /** Characters that stand between words beside white space. */
  readonly separators?: string;
}

export type Statement = readonly Word[];

const mostStatements = 100_000;

export function statementsOf(text: string, dialect: Dialect): readonly Statement[] {
  const all: Statement[] = [];
  let words: Word[] = [];
  let at = 0;
  const end = (): void => {
    if (words.length > 0) all.push(words);
    words = [];
  };
  while (at < text.length && all.length < mostStatements) {
    const after = skip(text, at, dialect);
    if (after > at) {
      if (dialect.ends === "lines" && text.slice(at, after).includes("\n") && !isJoined(text, at, dialect)) end();
      at = after;
    } else if (dialect.ends === "blocks" && ";{}".includes(text[at] ?? "")) {
      end();
      at += 1;
    } else {
      const word = readWord(text, at, dialect);
      words.push(word);
      at = Math.max(word.range[1], at + 1);
    }
  }
  end();
  return all;
}

/** Past one run of white space, one separator, one comment or one joined line's end. */
function skip(text: string, at: number, dialect: Dialect): number {
  const char = text[at] ?? "";
  if (char === "\n") return at + 1;
  if (/\s/u.test(char) || (dialect.separators ?? "").includes(char)) return at + 1;
  if (isJoined(text, at, dialect)) return text[at + 1] === "\r" ? at + 3 : at + 2;
  if (char === "#" && (dialect.commentsAtLineStart !== true || isLineStart(text, at))) return lineEnd(text, at);
  if (dialect.slashComments === true && text.startsWith("//", at)) return lineEnd(text, at);
  if (dialect.slashComments === true && text.startsWith("/*", at)) {
    const close = text.indexOf("*/", at + 2);
    return close === -1 ? text.length : close + 2;
  }
  return at;
}

function isJoined(text: string, at: number, { joinsLines = false }: Dialect): boolean {
  return joinsLines && text[at] === "\\" && (text[at + 1] === "\n" || text.startsWith("\r\n", at + 1));
}

function isLineStart(text: string, at: number): boolean {
  return /^[ \t]*$/u.test(text.slice(text.lastIndexOf("\n", at - 1) + 1, at));
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
}

function readWord(text: string, start: number, dialect: Dialect): Word {
  let said = "";
  let at = start;
  let quote = "";
  for (; at < text.length; at += 1) {
    const char = text[at] ?? "";
    if (isJoined(text, at, dialect)) at += text[at + 1] === "\r" ? 2 : 1;
    else if (char === "\\" && quote !== "'") {
      said += text[at + 1] ?? "";
      at += 1;
    } else if (quote !== "") {
      if (char === quote) quote = "";
      else said += char;
    } else if (char === '"' || char === "'") quote = char;
    else if (/\s/u.test(char) || (dialect.separators ?? "").includes(char)) break;
    else if (dialect.ends === "blocks" && ";{}".includes(char)) break;
    else said += char;
  }
  return { text: said, range: [start, Math.min(at, text.length)] };
}

/** The text with other words in the places of some; line breaks stay where they are. */
export function withWords(text: string, changes: readonly (readonly [Word, string])[]): string {
  let changed = "";
  let at = 0;
  for (const [{ range }, word] of changes.toSorted(([one], [other]) => one.range[0] - other.range[0])) {
    if (range[0] < at) continue;
    const breaks =
      text
        .slice(...range)
        .match(/\n/gu)
        ?.join("") ?? "";
    changed += text.slice(at, range[0]) + word + breaks;
    at = range[1];
  }
  return changed + text.slice(at);
}
