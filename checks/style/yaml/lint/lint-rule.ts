/** One rule of yamllint: its name, and what it sees in a text under its options. */

import type { Token } from "../../../../languages/yaml/tokens/token.ts";
import type { LintText, Problem } from "./lint-text.ts";

export type LintRule = (text: LintText, settings: Settings) => readonly Problem[];

/** Options as a configuration gives them; what is of another type than asked counts as not given. */
export interface Settings {
  number(name: string, usual: number): number;
  flag(name: string, usual: boolean): boolean;
  /** A word, a number or a boolean, as text. */
  choice(name: string, usual: string): string;
  list(name: string): readonly string[] | undefined;
}

export function settingsFrom(given: ReadonlyMap<string, unknown>): Settings {
  return {
    number(name, usual) {
      const value = given.get(name);
      return typeof value === "number" && Number.isInteger(value) ? value : usual;
    },
    flag(name, usual) {
      const value = given.get(name);
      return typeof value === "boolean" ? value : usual;
    },
    choice(name, usual) {
      const value = given.get(name);
      return typeof value === "string" || typeof value === "boolean" || typeof value === "number"
        ? String(value)
        : usual;
    },
    list(name) {
      const value = given.get(name);
      return Array.isArray(value) ? value.map(String) : undefined;
    },
  };
}

export interface Said {
  readonly message: string;
  readonly advice: string;
}

/** A problem that a token shows; the column is from 1. */
export function problemOf(token: Token, line: number, column: number, { message, advice }: Said): Problem {
  return { line, column, seenAt: token.start.line, message, advice };
}

/** Where a token begins. */
export function problemAt(token: Token, said: Said): Problem {
  return problemOf(token, token.start.line, token.start.column + 1, said);
}

/** A token between its neighbours. */
export interface Placed {
  readonly token: Token;
  readonly before: Token | undefined;
  readonly after: Token | undefined;
}

export function* placedTokens({ tokens }: LintText): Iterable<Placed> {
  for (const [index, token] of tokens.entries()) {
    yield { token, before: tokens[index - 1], after: tokens[index + 1] };
  }
}

/** Whether it is a `?`, not a key that only its `:` shows. */
export function isExplicitKey({ text }: LintText, token: Token): boolean {
  return token.start.offset < token.end.offset && text[token.start.offset] === "?";
}
