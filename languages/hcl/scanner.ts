/** What the parts of the scanner share: the text, the tokens so far and where in it they stand. */

import type { Token, TokenKind } from "./token.ts";

export interface Scanner {
  readonly text: string;
  /** Where the last block comment can end; beyond it none is looked for. */
  readonly lastCommentEnd: number;
  readonly tokens: Token[];
  /** Empty in code outside of any string or heredoc. */
  readonly modes: Mode[];
  at: number;
  /** Braces that are open now. */
  braces: number;
}

export type Mode = QuotedMode | HeredocMode | SequenceMode;

interface QuotedMode {
  readonly in: "quoted";
}

export interface HeredocMode {
  readonly in: "heredoc";
  readonly delimiter: string;
  /** Only a line that starts as text can close a heredoc. */
  atLineStart: boolean;
  /** End of the line that was looked at last, with its line ending: a line of a million sequences is searched once. */
  lineEnd: number;
}

/** Code inside `${ … }` or `%{ … }`. */
export interface SequenceMode {
  readonly in: "sequence";
  /** Braces that were open outside of it. */
  readonly braces: number;
}

/** Adds the token from where the scanner stands to `end`, and goes there. */
export function push(scanner: Scanner, kind: TokenKind, end: number): void {
  scanner.tokens.push({ kind, start: scanner.at, end });
  scanner.at = end;
}
