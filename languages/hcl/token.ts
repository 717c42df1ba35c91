/** The tokens of HCL: names, literals, marks, and the pieces of templates. Between two tokens stand only spaces and tabs. */

export interface Token {
  readonly kind: TokenKind;
  /** UTF-16 offsets, `[start, end)`. */
  readonly start: number;
  readonly end: number;
}

export type TokenKind = Mark | Word | TemplatePiece | LineEnd;

/** Operators and punctuation, by their text. */
export type Mark =
  | ("{" | "}" | "[" | "]" | "(" | ")")
  | ("." | "," | "..." | ":" | "::" | "?" | "=>" | "=")
  | ("==" | "!=" | "<" | "<=" | ">" | ">=" | "&&" | "||" | "!" | "+" | "-" | "*" | "/" | "%");

type Word = "identifier" | "number" | "block-comment" | "invalid";

type TemplatePiece =
  | ("open-quote" | "close-quote" | "quoted-text")
  /** The opening owns its line ending; the closing is its whole line without the line ending. Text comes line by line. */
  | ("open-heredoc" | "close-heredoc" | "heredoc-text")
  /** `${`, `%{` and the `}` that closes either, each with its strip mark. */
  | ("open-interpolation" | "open-directive" | "close-sequence");

/** A line comment owns its line ending. */
export type LineEnd = "newline" | "line-comment" | "end";

export function endsLine(kind: TokenKind): kind is LineEnd {
  return kind === "newline" || kind === "line-comment" || kind === "end";
}
