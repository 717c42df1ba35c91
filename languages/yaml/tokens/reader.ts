/** A place that walks through a text and knows its line and column: what the token scanner reads with. */

import type { Mark } from "./token.ts";

export interface Reader {
  readonly text: string;
  /** The character `ahead` of the place; "" at the end of the text. */
  peek(ahead?: number): string;
  forward(count?: number): void;
  mark(): Mark;
  /** `\r\n` counts as one. Returns what it reads as: a newline, or "" where no line ends here. */
  lineBreak(): string;
  spaces(): string;
}

export function readText(text: string): Reader {
  let offset = 0;
  let line = 1;
  let column = 0;

  function forward(count = 1): void {
    for (let left = count; left > 0 && offset < text.length; left -= 1) {
      const character = text[offset] ?? "";
      offset += 1;
      if (isBreak(character) && !(character === "\r" && text[offset] === "\n")) {
        line += 1;
        column = 0;
      } else {
        column += 1;
      }
    }
  }

  return {
    text,
    forward,
    peek: (ahead = 0) => text[offset + ahead] ?? "",
    mark: () => ({ offset, line, column }),
    lineBreak() {
      const character = text[offset] ?? "";
      if (!isBreak(character)) return "";
      forward(character === "\r" && text[offset + 1] === "\n" ? 2 : 1);
      return character === "\u2028" || character === "\u2029" ? character : "\n";
    },
    spaces() {
      const start = offset;
      while (text[offset] === " ") forward();
      return text.slice(start, offset);
    },
  };
}

export function isBreak(character: string): boolean {
  return (
    character === "\n" ||
    character === "\r" ||
    character === "\u0085" ||
    character === "\u2028" ||
    character === "\u2029"
  );
}

/** Blank, line end or end of text. */
export function isSeparator(character: string): boolean {
  return character === "" || character === " " || character === "\t" || isBreak(character);
}

/** `---` or `...` alone at the start of a line. */
export function isDocumentMark(reader: Reader): boolean {
  if (reader.mark().column !== 0 || !isSeparator(reader.peek(3))) return false;
  const mark = reader.peek() + reader.peek(1) + reader.peek(2);
  return mark === "---" || mark === "...";
}
