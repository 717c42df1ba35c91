/** Levels of indentation: what a token opens, and what has ended with it. */

import type { Token, TokenType } from "../../../../languages/yaml/tokens/token.ts";
import { type IndentWalk, stepFrom } from "./indentation.ts";
import type { Placed } from "./lint-rule.ts";

export interface Level {
  readonly type:
    "root" | "block-mapping" | "flow-mapping" | "block-sequence" | "flow-sequence" | "entry" | "key" | "value";
  /** Where its lines begin; -1 = somewhere deeper, nobody knows where yet. */
  readonly indent: number;
  /** Indentation of the line that opened a flow collection: where its end belongs. */
  readonly lineIndent?: number;
  /** A key with `?`. */
  readonly isExplicit?: boolean;
  /** A sequence as deep as its key, for which there are no tokens of its own. */
  readonly isImplicit?: boolean;
}

export function enter(walk: IndentWalk, placed: Placed, second: Token | undefined, isExplicit: boolean): void {
  const { token, after } = placed;
  const { levels } = walk;
  const indent = levels.at(-1)?.indent ?? 0;
  if (token.type === "block-mapping-start") levels.push({ type: "block-mapping", indent: token.start.column });
  else if (token.type === "block-sequence-start") levels.push({ type: "block-sequence", indent: token.start.column });
  else if (token.type === "flow-mapping-start") levels.push(flowLevel(walk, "flow-mapping", token, after));
  else if (token.type === "flow-sequence-start") levels.push(flowLevel(walk, "flow-sequence", token, after));
  else if (token.type === "block-entry") enterEntry(walk, token, after);
  else if (token.type === "key") levels.push({ type: "key", indent, isExplicit });
  else if (token.type === "value") enterValue(walk, placed, second);
}

function flowLevel(walk: IndentWalk, type: Level["type"], token: Token, after: Token | undefined): Level {
  const { lineIndent } = walk;
  if (after === undefined) return { type, indent: lineIndent, lineIndent };
  const isOneLine = after.start.line === token.start.line;
  return { type, indent: isOneLine ? after.start.column : stepFrom(walk, lineIndent, after), lineIndent };
}

function enterEntry(walk: IndentWalk, token: Token, after: Token | undefined): void {
  if (after === undefined || isOneOf(after, "block-entry", "block-end")) return;
  const { levels } = walk;
  const { column } = token.start;
  if (levels.at(-1)?.type !== "block-sequence")
    levels.push({ type: "block-sequence", indent: column, isImplicit: true });
  const isBeside = after.start.line === token.end.line || after.start.column === column;
  levels.push({ type: "entry", indent: isBeside ? after.start.column : stepFrom(walk, column, after) });
}

function enterValue(walk: IndentWalk, { before, after }: Placed, second: Token | undefined): void {
  const key = walk.levels.at(-1);
  if (key?.type !== "key" || before === undefined || after === undefined) return;
  let next = after;
  // An anchor or a tag may stand alone behind its key, with the value below.
  const isProperty = isOneOf(next, "anchor", "tag") && next.start.line === before.start.line;
  if (isProperty && second && next.start.line < second.start.line) next = second;
  if (isOneOf(next, "block-end", "flow-mapping-end", "flow-sequence-end", "key")) return;
  walk.levels.push({ type: "value", indent: valueIndent(walk, key, before, next) });
}

function valueIndent(walk: IndentWalk, key: Level, before: Token, next: Token): number {
  if (key.isExplicit) return stepFrom(walk, key.indent, next);
  if (next.start.line === before.start.line) return next.start.column;
  if (!isOneOf(next, "block-sequence-start", "block-entry")) return stepFrom(walk, key.indent, next);
  const isFlush = next.start.column === key.indent;
  if (walk.entries === "consistent") walk.entries = String(!isFlush);
  else if (walk.entries === "whatever") return isFlush ? key.indent : stepFrom(walk, key.indent, next);
  if (walk.entries === "false") return key.indent;
  return walk.step === undefined && isFlush ? -1 : stepFrom(walk, key.indent, next);
}

export function leave(walk: IndentWalk, placed: Placed): void {
  let isUsed = false;
  for (;;) {
    const ended = endedBy(walk, placed, isUsed);
    if (ended === undefined) return;
    walk.levels.splice(-ended.count);
    isUsed ||= ended.usesToken;
  }
}

interface Ended {
  readonly count: number;
  /** A closing token closes one collection only. */
  readonly usesToken: boolean;
}

function endedBy({ levels }: IndentWalk, { token, after }: Placed, isUsed: boolean): Ended | undefined {
  const level = levels.at(-1);
  const outer = levels.at(-2);
  if (level === undefined) return undefined;
  if (!isUsed && closes(token, level)) return { count: 1, usesToken: true };
  const isProperty = isOneOf(token, "anchor", "tag");
  if (level.type === "entry") {
    const isOver = token.type !== "block-entry" && outer?.isImplicit && !isProperty && after?.type !== "block-entry";
    if (isOver) return { count: 2, usesToken: false };
    return isOneOf(after, "block-entry", "block-end") ? { count: 1, usesToken: false } : undefined;
  }
  if (level.type === "value") {
    return token.type === "value" || isProperty ? undefined : { count: 2, usesToken: false };
  }
  const isBareKey = level.type === "key" && isOneOf(after, "block-end", "flow-mapping-end", "flow-sequence-end", "key");
  return isBareKey ? { count: 1, usesToken: false } : undefined;
}

function closes(token: Token, { type, isImplicit }: Level): boolean {
  if (token.type === "flow-sequence-end") return type === "flow-sequence";
  if (token.type === "flow-mapping-end") return type === "flow-mapping";
  if (token.type !== "block-end") return false;
  return type === "block-mapping" || (type === "block-sequence" && isImplicit !== true);
}

function isOneOf(token: Token | undefined, ...types: readonly TokenType[]): boolean {
  return token !== undefined && types.includes(token.type);
}
