/** Indentation inside texts of several lines, where a configuration asks for that too. */

import type { Token } from "../../../../languages/yaml/tokens/token.ts";
import type { IndentWalk } from "./indentation.ts";
import { problemOf } from "./lint-rule.ts";
import type { Problem } from "./lint-text.ts";

export function* textIndentation(walk: IndentWalk, token: Token): Iterable<Problem> {
  if (token.start.line === token.end.line) return;
  const { text } = walk.text;
  let { line } = token.start;
  let expected: number | undefined;
  for (let at = text.indexOf("\n", token.start.offset); at !== -1 && at < token.end.offset - 1;) {
    const start = at + 1;
    let end = start;
    while (text[end] === " ") end += 1;
    line += 1;
    at = text.indexOf("\n", start);
    if (text[end] === "\n") continue;
    const found = end - start;
    expected ??= expectedIndent(walk, token, found);
    if (found === expected) continue;
    yield problemOf(token, line, found + 1, {
      message: `The line of text is indented by ${found}, where ${expected} is expected.`,
      advice: `Indent it by ${expected}.`,
    });
  }
}

function expectedIndent(walk: IndentWalk, token: Token, found: number): number {
  const { column } = token.start;
  if (token.style === "plain") return column;
  if (token.style === "single" || token.style === "double") return column + 1;
  const level = walk.levels.at(-1);
  const outer = walk.levels.at(-2);
  let base = level?.indent ?? 0;
  if (level?.type === "entry" || level?.type === "key") base = column;
  else if (level?.type === "value" && token.start.line <= walk.line)
    base = outer?.isExplicit ? column : (outer?.indent ?? 0);
  walk.step ??= found - base;
  return base + walk.step;
}
