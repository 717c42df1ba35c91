/** Tokens between two pairs of braces, and what reading them may run into. */

import type { Range } from "../../core/text.ts";
import type { ParseProblem } from "../parsed.ts";
import type { GoTemplateTag } from "./tree.ts";

export type TokenKind =
  | "assign"
  | "character"
  | "comma"
  | "declare"
  | "dot"
  | "field"
  | "left"
  | "number"
  | "other"
  | "pipe"
  | "raw-string"
  | "right"
  | "string"
  | "variable"
  | "word";

export interface Token {
  readonly kind: TokenKind;
  readonly range: Range;
  readonly text: string;
  /** Whether blanks stand before it: `.a.b` is one operand, `.a .b` are two. */
  readonly isApart: boolean;
}

/** A pair of braces after its reading. */
export interface ScannedTag {
  readonly tag: GoTemplateTag;
  /** `undefined` for a comment. */
  readonly tokens: readonly Token[] | undefined;
  /** At most one: what follows a mistake is its echo. */
  readonly problem?: ParseProblem;
}
