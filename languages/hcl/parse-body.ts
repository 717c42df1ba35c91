/** Parses bodies: arguments and blocks, line by line. A mistake costs the item it stands in, not the ones after it. */

import type { Range } from "../../core/text.ts";
import {
  describe,
  enter,
  fail,
  failAt,
  leave,
  lineOf,
  mostProblems,
  peek,
  report,
  SyntaxFailure,
  take,
  takeIf,
  textOf,
  tokenAt,
  words,
  type Cursor,
} from "./cursor.ts";
import { parseExpression } from "./parse-expression.ts";
import { parseLabels } from "./parse-label.ts";
import { skipItem } from "./recover.ts";
import { endsLine, type Token } from "./token.ts";
import type { HclAttribute, HclBlock, HclBody, HclBodyItem, HclName } from "./tree.ts";

export function parseFileBody(cursor: Cursor): HclBody {
  const items = parseItems(cursor, "end");
  return { type: "HclBody", range: [0, cursor.text.length], items };
}

/** Up to the token that closes the body, which is left to the caller, or to the end of the file. */
function parseItems(cursor: Cursor, closing: "}" | "end"): readonly HclBodyItem[] {
  const items: HclBodyItem[] = [];
  const attributes = new Map<string, HclAttribute>();
  for (let token = peek(cursor); token.kind !== closing && token.kind !== "end"; token = peek(cursor)) {
    if (endsLine(token.kind)) {
      take(cursor);
      continue;
    }
    const first = cursor.index;
    const item = recovering(cursor, first, () => parseItem(cursor, first));
    if (item) items.push(item);
    if (item?.type === "HclAttribute") noteAttribute(cursor, attributes, item);
    if (cursor.problems.length >= mostProblems) cursor.index = cursor.tokens.length - 1;
  }
  return items;
}

/** Runs one step of the parser. Behind a failure it goes on with what follows the item whose index is `first`. */
function recovering<Result>(cursor: Cursor, first: number, read: () => Result): Result | undefined {
  const { depth, newlinesCount } = cursor;
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SyntaxFailure)) throw error;
    cursor.depth = depth;
    cursor.newlinesCount = newlinesCount;
    skipItem(cursor, first);
    return undefined;
  }
}

function noteAttribute(cursor: Cursor, attributes: Map<string, HclAttribute>, attribute: HclAttribute): void {
  const { name, range } = attribute.name;
  const first = attributes.get(name);
  if (!first) {
    attributes.set(name, attribute);
    return;
  }
  report(cursor, range, {
    message: `${words(name)} is already set on line ${lineOf(cursor, first.range[0])}.`,
    advice: "Keep the one that is meant and delete the other.",
  });
}

function parseItem(cursor: Cursor, first: number): HclBodyItem {
  const name = parseName(cursor);
  const next = peek(cursor);
  if (next.kind === "=") return parseAttribute(cursor, name, first);
  if (next.kind === "{" || next.kind === "open-quote" || next.kind === "identifier")
    return parseBlock(cursor, name, first);
  if (endsLine(next.kind)) {
    failAt(cursor, name.range, {
      message: `${words(name.name)} stands alone, neither an argument nor a block.`,
      advice: `Write \`${name.name} = …\` for an argument or \`${name.name} { … }\` for a block.`,
    });
  }
  return fail(cursor, next, {
    message: `After ${words(name.name)} comes ${describe(cursor, next)}, which begins neither an argument nor a block.`,
    advice: "Write `=` and a value, or the labels and body of a block.",
  });
}

function parseName(cursor: Cursor): HclName {
  const token = peek(cursor);
  if (token.kind !== "identifier") failAtItem(cursor, token);
  take(cursor);
  return { type: "HclName", name: textOf(cursor, token), range: [token.start, token.end] };
}

function failAtItem(cursor: Cursor, token: Token): never {
  if (token.kind === "open-quote") {
    const text = textOf(cursor, tokenAt(cursor, cursor.index + 1));
    fail(cursor, token, {
      message: `The name ${words(text)} of an argument stands in quotes.`,
      advice: "Write it without quotes.",
    });
  }
  if (token.kind === "}" || token.kind === "]" || token.kind === ")") {
    fail(cursor, token, {
      message: `This ${words(token.kind)} closes nothing.`,
      advice: "Delete it, or find the bracket above that is closed too early.",
    });
  }
  fail(cursor, token, {
    message: `${capitalized(describe(cursor, token))} begins neither an argument nor a block.`,
    advice: "Begin the line with a name.",
  });
}

function parseAttribute(cursor: Cursor, name: HclName, first: number): HclAttribute {
  const attribute = parseAssignment(cursor, name, first);
  const next = peek(cursor);
  if (endsLine(next.kind) || attribute.expression.type === "HclMissing") return attribute;
  recovering(cursor, first, () =>
    fail(cursor, next, {
      message: `The value of ${words(name.name)} is complete, but ${describe(cursor, next)} follows on its line.`,
      advice: "Begin a new line, or write the operator, comma or quote that is missing.",
    }),
  );
  return attribute;
}

/** `= value`; with a mistake in the value, the argument is still known by its name. */
function parseAssignment(cursor: Cursor, name: HclName, first: number): HclAttribute {
  take(cursor);
  const [start] = name.range;
  const expression = recovering(cursor, first, () => parseExpression(cursor));
  if (expression) return { type: "HclAttribute", range: [start, expression.range[1]], name, expression };
  const end = Math.max(name.range[1], tokenAt(cursor, cursor.index - 1).end);
  return { type: "HclAttribute", range: [start, end], name, expression: { type: "HclMissing", range: [end, end] } };
}

function parseBlock(cursor: Cursor, blockType: HclName, first: number): HclBlock {
  const labels = parseLabels(cursor, blockType);
  const header: Range = [blockType.range[0], labels.at(-1)?.range[1] ?? blockType.range[1]];
  const opening = take(cursor);
  enter(cursor);
  const items = endsLine(peek(cursor).kind) ? parseItems(cursor, "}") : parseSingleLine(cursor);
  leave(cursor);

  const closing = takeIf(cursor, "}");
  if (!closing) reportUnclosed(cursor, header);
  const end = closing?.end ?? tokenAt(cursor, cursor.index).start;
  const body: HclBody = { type: "HclBody", range: [opening.end, closing?.start ?? end], items };
  const block: HclBlock = { type: "HclBlock", range: [header[0], end], header, blockType, labels, body };
  if (closing) recovering(cursor, first, () => expectLineEnd(cursor, block));
  return block;
}

function reportUnclosed(cursor: Cursor, header: Range): void {
  const line = lineOf(cursor, header[0]);
  report(cursor, header, {
    message: `The block ${words(cursor.text.slice(...header))} opened on line ${line} is never closed.`,
    advice: "Write its `}`, or look for a bracket inside it that is not closed.",
  });
}

function expectLineEnd(cursor: Cursor, block: HclBlock): void {
  const next = peek(cursor);
  if (endsLine(next.kind)) return;
  fail(cursor, next, {
    message: `The block ${words(cursor.text.slice(...block.header))} is closed, but ${describe(cursor, next)} follows on its line.`,
    advice: next.kind === "}" ? "Write each closing brace on a line of its own." : "Begin a new line behind the brace.",
  });
}

/** `{ name = value }`, or `{}`: all that a block on one line can hold. */
function parseSingleLine(cursor: Cursor): readonly HclBodyItem[] {
  if (peek(cursor).kind === "}") return [];
  const first = cursor.index;
  const name = parseName(cursor);
  if (peek(cursor).kind !== "=") {
    failAt(cursor, name.range, {
      message: `${words(name.name)} opens no argument, and a block on one line can hold nothing else.`,
      advice: `Write \`${name.name} = …\`, or give the inner block lines of its own.`,
    });
  }
  const attribute = parseAssignment(cursor, name, first);
  const next = peek(cursor);
  if (next.kind === "}" || attribute.expression.type === "HclMissing") return [attribute];
  return fail(cursor, next, {
    message: `A block that begins on one line with ${words(name.name)} must end on it, but ${describe(cursor, next)} follows.`,
    advice: "Write each argument on a line of its own.",
  });
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
