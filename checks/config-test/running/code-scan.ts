/** Finds directives by which configuration makes a tool load code: word by word, as the tool reads it, never by lines. */

import type { CodeFound, CodeScan, TestFile } from "./recipe.ts";
import { type Dialect, type Statement, statementsOf } from "./statements.ts";

/** `loads` says of a statement which of its words is the directive; 0 is its first. */
export function scanFor(dialect: Dialect, loads: (statement: Statement) => number | undefined): CodeScan {
  return ({ path, text }: TestFile) =>
    statementsOf(text, dialect).flatMap((statement): readonly CodeFound[] => {
      const word = statement[loads(statement) ?? -1];
      return word === undefined ? [] : [{ path, range: word.range, word: word.text.slice(0, 60) }];
    });
}

/** A statement whose first word is such a directive. */
export function startsWith(pattern: RegExp): (statement: Statement) => number | undefined {
  return ([first]) => (first !== undefined && pattern.test(first.text) ? 0 : undefined);
}
