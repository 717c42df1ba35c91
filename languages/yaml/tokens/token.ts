/** Tokens of YAML 1.1 as the readers behind most tools see them: what rules on layout are defined by. */

export interface Mark {
  readonly offset: number;
  /** From 1. */
  readonly line: number;
  /** From 0, in UTF-16 units. */
  readonly column: number;
}

export type TokenType =
  | "stream-start"
  | "stream-end"
  | "directive"
  | "document-start"
  | "document-end"
  | "block-sequence-start"
  | "block-mapping-start"
  | "block-end"
  | "flow-sequence-start"
  | "flow-sequence-end"
  | "flow-mapping-start"
  | "flow-mapping-end"
  | "block-entry"
  | "flow-entry"
  | "key"
  | "value"
  | "alias"
  | "anchor"
  | "tag"
  | "scalar";

export type ScalarStyle = "plain" | "single" | "double" | "literal" | "folded";

export interface Token {
  readonly type: TokenType;
  readonly start: Mark;
  readonly end: Mark;
  /** Of a scalar: its text after folding and escapes. Of an alias or anchor: its name. Of a tag: as written. */
  readonly value: string;
  readonly style?: ScalarStyle;
}

export interface TokenStream {
  readonly tokens: readonly Token[];
  /** Where no further token can be read; the tokens end before it. */
  readonly brokenAt?: Mark;
}

/** The text cannot be read on from here. */
export class TokenError extends Error {
  readonly mark: Mark;

  constructor(message: string, mark: Mark) {
    super(message);
    this.mark = mark;
  }
}
