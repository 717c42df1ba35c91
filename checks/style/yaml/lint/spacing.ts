/** Blanks around marks: braces, brackets, colons, commas and hyphens. -1 lets any number be. */

import type { Token, TokenType } from "../../../../languages/yaml/tokens/token.ts";
import { isExplicitKey, type LintRule, type Placed, placedTokens, problemOf, type Said } from "./lint-rule.ts";
import type { LintText, Problem } from "./lint-text.ts";

interface Bounds {
  readonly least: number;
  readonly most: number;
}

export const braces: LintRule = insideOf("flow-mapping-start", "flow-mapping-end", "brace", "mapping");
export const brackets: LintRule = insideOf("flow-sequence-start", "flow-sequence-end", "bracket", "sequence");

function insideOf(opening: TokenType, closing: TokenType, mark: string, what: string): LintRule {
  return (text, settings) => {
    const bounds = { least: settings.number("min-spaces-inside", 0), most: settings.number("max-spaces-inside", 0) };
    const leastEmpty = settings.number("min-spaces-inside-empty", -1);
    const mostEmpty = settings.number("max-spaces-inside-empty", -1);
    const empty = {
      least: leastEmpty === -1 ? bounds.least : leastEmpty,
      most: mostEmpty === -1 ? bounds.most : mostEmpty,
    };
    const forbid = settings.choice("forbid", "false");
    return [...placedTokens(text)].flatMap((placed) => {
      const { token, before, after } = placed;
      if (token.type === closing && before?.type !== opening)
        return blanksBefore(text, placed, bounds, `the closing ${mark}`);
      if (token.type !== opening) return [];
      const isEmpty = after?.type === closing;
      if (forbid === "true" || (forbid === "non-empty" && !isEmpty)) {
        const said = {
          message: `This file keeps to block style, and here a flow ${what} begins.`,
          advice: `Write the ${what} as a block.`,
        };
        return [problemOf(token, token.start.line, token.end.column + 1, said)];
      }
      return blanksAfter(placed, isEmpty ? empty : bounds, `the opening ${mark}`);
    });
  };
}

export const colons: LintRule = (text, settings) => {
  const before = { least: -1, most: settings.number("max-spaces-before", 0) };
  const after = { least: -1, most: settings.number("max-spaces-after", 1) };
  return [...placedTokens(text)].flatMap((placed) => {
    const { token } = placed;
    if (token.type === "key" && isExplicitKey(text, token)) return blanksAfter(placed, after, "the `?`");
    if (token.type !== "value") return [];
    // Behind an alias the blank is needed, or the colon would be part of its name.
    const isAlias = placed.before?.type === "alias" && token.start.offset - placed.before.end.offset === 1;
    return [
      ...(isAlias ? [] : blanksBefore(text, placed, before, "the colon")),
      ...blanksAfter(placed, after, "the colon"),
    ];
  });
};

export const commas: LintRule = (text, settings) => {
  const before = { least: -1, most: settings.number("max-spaces-before", 0) };
  const after = { least: settings.number("min-spaces-after", 1), most: settings.number("max-spaces-after", 1) };
  return [...placedTokens(text)].flatMap((placed) => {
    const { token } = placed;
    if (token.type !== "flow-entry") return [];
    const isLineStart = placed.before !== undefined && before.most !== -1 && placed.before.end.line < token.start.line;
    const early = isLineStart
      ? [
          problemOf(
            token,
            token.start.line,
            Math.max(1, token.start.column),
            tooMany("before", "the comma", before.most),
          ),
        ]
      : blanksBefore(text, placed, before, "the comma");
    return [...early, ...blanksAfter(placed, after, "the comma")];
  });
};

export const hyphens: LintRule = (text, settings) => {
  const bounds = { least: -1, most: settings.number("max-spaces-after", 1) };
  return [...placedTokens(text)].flatMap((placed) =>
    placed.token.type === "block-entry" ? blanksAfter(placed, bounds, "the hyphen") : [],
  );
};

function blanksAfter({ token, after }: Placed, { least, most }: Bounds, mark: string): readonly Problem[] {
  if (after === undefined || after.start.line !== token.end.line) return [];
  const count = after.start.offset - token.end.offset;
  if (most !== -1 && count > most) return [at(token, after.start.column, tooMany("after", mark, most))];
  return least !== -1 && count < least ? [at(token, after.start.column + 1, tooFew("after", mark, least))] : [];
}

function blanksBefore({ text }: LintText, { token, before }: Placed, bounds: Bounds, mark: string): readonly Problem[] {
  if (before === undefined || before.end.line !== token.start.line) return [];
  if (before.end.offset > 0 && text[before.end.offset - 1] === "\n") return [];
  const { least, most } = bounds;
  const count = token.start.offset - before.end.offset;
  if (most !== -1 && count > most) return [at(token, token.start.column, tooMany("before", mark, most))];
  return least !== -1 && count < least ? [at(token, token.start.column + 1, tooFew("before", mark, least))] : [];
}

function at(token: Token, column: number, said: Said): Problem {
  return problemOf(token, token.start.line, column, said);
}

function tooMany(side: string, mark: string, most: number): Said {
  return {
    message: `More blanks stand ${side} ${mark} than the ${asked(most)}.`,
    advice: most === 0 ? "Delete the blanks." : `Leave ${most === 1 ? "one blank" : `at most ${most} blanks`}.`,
  };
}

function tooFew(side: string, mark: string, least: number): Said {
  return {
    message: `Fewer blanks stand ${side} ${mark} than the ${asked(least)}.`,
    advice: `Put ${least === 1 ? "a blank" : `${least} blanks`} there.`,
  };
}

function asked(count: number): string {
  return `${count} that ${count === 1 ? "is" : "are"} asked for`;
}
