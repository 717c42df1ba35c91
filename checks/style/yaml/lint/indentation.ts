/** Indentation: each line's first token stands where its collection says. */

import type { Token, TokenType } from "../../../../languages/yaml/tokens/token.ts";
import { enter, leave, type Level } from "./indentation-levels.ts";
import { isExplicitKey, type LintRule, type Placed, problemOf } from "./lint-rule.ts";
import type { LintText, Problem } from "./lint-text.ts";
import { textIndentation } from "./text-indentation.ts";

/** How deep the walk stands, and what it has learnt of the file's habits. */
export interface IndentWalk {
  readonly text: LintText;
  readonly levels: Level[];
  /** Last line that a token has reached. */
  line: number;
  /** Indentation of that line. */
  lineIndent: number;
  /** One step; `undefined` until the first that is seen sets it. */
  step: number | undefined;
  /** Of entries below their key: `true`, `false`, `whatever`, or `consistent` until the first sets it. */
  entries: string;
}

export const indentation: LintRule = (text, settings) => {
  const spaces = settings.choice("spaces", "consistent");
  const walk: IndentWalk = {
    text,
    levels: [{ type: "root", indent: 0 }],
    line: -1,
    lineIndent: 0,
    step: spaces === "consistent" ? undefined : Number(spaces),
    entries: settings.choice("indent-sequences", "true"),
  };
  const readsTexts = settings.flag("check-multi-line-strings", false);
  return text.tokens.flatMap((token, index) => {
    const placed = { token, before: text.tokens[index - 1], after: text.tokens[index + 1] };
    return [...lookAt(walk, placed, text.tokens[index + 2], readsTexts)];
  });
};

function* lookAt(walk: IndentWalk, placed: Placed, second: Token | undefined, readsTexts: boolean): Iterable<Problem> {
  const { token } = placed;
  const isVisible = isSeen(token);
  const beginsLine = isVisible && token.start.line > walk.line;
  if (beginsLine) yield* misplaced(walk, token);
  if (readsTexts && token.type === "scalar") yield* textIndentation(walk, token);
  if (isVisible) walk.line = lastLine(walk.text, token);
  if (beginsLine) walk.lineIndent = token.start.column;
  enter(walk, placed, second, isExplicitKey(walk.text, token));
  leave(walk, placed);
}

const unseen: readonly TokenType[] = ["stream-start", "stream-end", "block-end"];

function isSeen(token: Token): boolean {
  return !unseen.includes(token.type) && !(token.type === "scalar" && token.value === "");
}

function* misplaced(walk: IndentWalk, token: Token): Iterable<Problem> {
  const level = walk.levels.at(-1);
  const found = token.start.column;
  let expected = level?.indent ?? 0;
  if (token.type === "flow-mapping-end" || token.type === "flow-sequence-end") expected = level?.lineIndent ?? 0;
  else if (level?.isExplicit && token.type !== "value") expected = stepFrom(walk, expected, token);
  if (found === expected) return;
  const wanted = expected < 0 ? `at least ${found + 1}` : String(expected);
  yield problemOf(token, token.start.line, found + 1, {
    message: `The line is indented by ${found}, where its collection asks for ${wanted}.`,
    advice: `Indent it by ${wanted}.`,
  });
}

/** One step deeper than `base`; the first step of a file that keeps to its own habit is taken as it is. */
export function stepFrom(walk: IndentWalk, base: number, next: Token): number {
  walk.step ??= next.start.column - base;
  return base + walk.step;
}

/** A scalar may end in blank lines, which are not its own. */
function lastLine({ text }: LintText, token: Token): number {
  let { line } = token.end;
  if (token.type !== "scalar") return line;
  for (let at = token.end.offset - 1; at >= token.start.offset && /\s/u.test(text[at] ?? ""); at -= 1) {
    if (text[at] === "\n") line -= 1;
  }
  return line;
}
