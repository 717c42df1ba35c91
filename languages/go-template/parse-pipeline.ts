/** Pipelines of a Go template: commands behind each other, each a function or a value with its arguments. */

import { nearest } from "../../core/nearest.ts";
import { endOfTaken, fail, peek, placeOf, takeIf, type Cursor } from "./cursor.ts";
import { parseChain, parseSimple } from "./parse-operand.ts";
import type { Token } from "./token.ts";
import type {
  GoTemplateCommand,
  GoTemplateOperand,
  GoTemplateParentheses,
  GoTemplatePipeline,
  GoTemplateVariable,
} from "./tree.ts";

/** Deeper than anybody writes, shallow enough for recursion. */
const greatestDepth = 200;

/** `context` is what a message calls it: `if`, `range`, an action. */
export function parsePipeline(cursor: Cursor, context: string): GoTemplatePipeline {
  const start = peek(cursor)?.range[0] ?? cursor.end;
  const { variables, declares } = parseDeclaration(cursor, context);
  const commands: GoTemplateCommand[] = [];
  for (let isOpen = true; isOpen;) {
    commands.push(parseCommand(cursor, context, commands.length > 0));
    // Go lets the last command be followed by a `|` that leads nowhere.
    isOpen = takeIf(cursor, "pipe") !== undefined && !isAtEnd(cursor);
  }
  return { type: "GoTemplatePipeline", range: [start, endOfTaken(cursor)], variables, declares, commands };
}

function isAtEnd(cursor: Cursor): boolean {
  const next = peek(cursor);
  return next === undefined || next.kind === "right";
}

interface Declaration {
  readonly variables: readonly GoTemplateVariable[];
  readonly declares: boolean;
}

const nothing: Declaration = { variables: [], declares: false };

function parseDeclaration(cursor: Cursor, context: string): Declaration {
  const first = peek(cursor);
  if (first?.kind !== "variable") return nothing;
  const next = cursor.tokens[cursor.index + 1];
  if (next?.kind === "declare" || next?.kind === "assign") {
    cursor.index += 2;
    return declared(cursor, [first], next);
  }
  if (next?.kind !== "comma") return nothing;
  const second = cursor.tokens[cursor.index + 2];
  const mark = cursor.tokens[cursor.index + 3];
  if (context !== "range") {
    fail("Two variables at once are set by `range` alone.", next.range, "Set them one after the other.");
  }
  if (second?.kind !== "variable" || (mark?.kind !== "declare" && mark?.kind !== "assign")) {
    fail(
      "`range` sets an index and an item here, and one of them is missing.",
      next.range,
      "Write `$index, $item :=`.",
    );
  }
  cursor.index += 4;
  return declared(cursor, [first, second], mark);
}

function declared(cursor: Cursor, tokens: readonly Token[], mark: Token): Declaration {
  for (const { text } of tokens) cursor.variables.push(text);
  const variables = tokens.map(({ text, range }): GoTemplateVariable => {
    return { type: "GoTemplateVariable", range, name: text, path: [] };
  });
  return { variables, declares: mark.kind === "declare" };
}

function parseCommand(cursor: Cursor, context: string, isStage: boolean): GoTemplateCommand {
  const start = peek(cursor);
  if (start === undefined || start.kind === "pipe" || start.kind === "right") {
    const place = placeOf(cursor, start);
    if (isStage) fail("Two `|` stand behind each other.", place, "Delete one of them, or use the function `or`.");
    if (context === "action") fail("This action is empty.", place, "Delete it, or write what it is to put there.");
    fail(`This \`${context}\` says nothing of what it is about.`, place, "Add the value that it is about.");
  }
  const operands: GoTemplateOperand[] = [];
  for (
    let next: Token | undefined = start;
    next && next.kind !== "pipe" && next.kind !== "right";
    next = peek(cursor)
  ) {
    if (operands.length > 0 && !next.isApart) unexpected(next, "Put a blank before it.");
    operands.push(parseOperand(cursor));
  }
  const [first] = operands;
  if (isStage && first && !isExecutable(first)) {
    fail(
      "What the `|` hands on has to go to a function, and this is none.",
      first.range,
      "Put the function first, or delete the `|`.",
    );
  }
  return { type: "GoTemplateCommand", range: [start.range[0], endOfTaken(cursor)], operands };
}

function isExecutable({ type }: GoTemplateOperand): boolean {
  return type !== "GoTemplateDot" && type !== "GoTemplateString" && type !== "GoTemplateLiteral";
}

function parseOperand(cursor: Cursor): GoTemplateOperand {
  return parseChain(cursor, parseTerm(cursor));
}

function parseTerm(cursor: Cursor): GoTemplateOperand {
  const token = peek(cursor);
  if (token?.kind === "left") return parseParentheses(cursor, token);
  if (token?.kind === "variable" && !cursor.variables.includes(token.text)) undeclared(cursor, token);
  const operand = token && parseSimple(token);
  if (operand === undefined) return unexpected(token, "Delete it, or put it in quotes.", cursor);
  cursor.index += 1;
  return operand;
}

function parseParentheses(cursor: Cursor, left: Token): GoTemplateParentheses {
  cursor.index += 1;
  cursor.depth += 1;
  if (cursor.depth > greatestDepth) {
    fail(`Parentheses are nested deeper than ${greatestDepth} here.`, left.range, "Set variables for parts of it.");
  }
  const pipeline = parsePipeline(cursor, "pair of parentheses");
  if (takeIf(cursor, "right") === undefined) {
    const next = peek(cursor);
    if (next !== undefined) unexpected(next, "Delete it, or put it in quotes.");
    fail("This `(` is never closed.", left.range, "Close it with `)`.");
  }
  cursor.depth -= 1;
  return { type: "GoTemplateParentheses", range: [left.range[0], endOfTaken(cursor)], pipeline };
}

function undeclared({ variables }: Cursor, { text, range }: Token): never {
  const close = nearest(
    text,
    variables.filter((name) => name !== "$"),
  );
  fail(
    `\`${text}\` is not declared where it is used.`,
    range,
    close === undefined
      ? `Declare it before, in the same block or around it: \`${text} := …\`.`
      : `Write \`${close}\` if that is what is meant, or declare \`${text}\` before.`,
  );
}

export function unexpected(token: Token | undefined, advice: string, cursor?: Cursor): never {
  const range = cursor ? placeOf(cursor, token) : (token?.range ?? [0, 0]);
  fail(`\`${token?.text ?? "}}"}\` cannot stand here.`, range, advice);
}
