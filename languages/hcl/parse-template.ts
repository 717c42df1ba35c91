/** Parses templates: quoted strings and heredocs with the interpolations and directives in them. */

import type { Range } from "../../core/text.ts";
import {
  describe,
  enter,
  fail,
  failAt,
  leave,
  peek,
  rangeOf,
  take,
  textOf,
  tokenAt,
  withNewlines,
  words,
  type Cursor,
} from "./cursor.ts";
import { parseExpression } from "./parse-expression.ts";
import { parseForHead, type ForHead } from "./parse-for.ts";
import { commonIndentation, parseText, type TemplateKind } from "./parse-text.ts";
import type { Token } from "./token.ts";
import type { HclInterpolation, HclTemplate, HclTemplatePart } from "./tree.ts";

const quoted: TemplateKind = { text: "quoted-text", indentation: 0 };

export function parseQuoted(cursor: Cursor): HclTemplate {
  const opening = take(cursor);
  const parts = parseParts(cursor, quoted);
  const closing = tokenAt(cursor, cursor.index);
  if (closing.kind !== "close-quote") return failAtOpenString(cursor, opening, closing);
  take(cursor);
  return { type: "HclTemplate", range: [opening.start, closing.end], parts };
}

export function parseHeredoc(cursor: Cursor): HclTemplate {
  const opening = take(cursor);
  const mark = textOf(cursor, opening).trim();
  const flush = mark.startsWith("<<-");
  const delimiter = mark.slice(flush ? 3 : 2);
  const indentation = flush ? commonIndentation(cursor) : 0;
  const parts = parseParts(cursor, { text: "heredoc-text", indentation });
  const closing = tokenAt(cursor, cursor.index);
  if (closing.kind !== "close-heredoc") return failAtOpenHeredoc(cursor, opening, closing, delimiter);
  take(cursor);
  return { type: "HclTemplate", range: [opening.start, closing.end], parts, heredoc: { delimiter, flush } };
}

/** Up to what is no part: the end of the template, or a directive that continues or ends the one around. */
function parseParts(cursor: Cursor, template: TemplateKind): readonly HclTemplatePart[] {
  const parts: HclTemplatePart[] = [];
  for (;;) {
    const { kind } = tokenAt(cursor, cursor.index);
    if (kind === template.text) parts.push(parseText(cursor, template));
    else if (kind === "open-interpolation") parts.push(parseInterpolation(cursor));
    else if (kind === "open-directive" && !isContinuation(wordOfDirective(cursor))) {
      parts.push(parseDirective(cursor, template));
    } else return parts;
  }
}

function parseInterpolation(cursor: Cursor): HclInterpolation {
  return withNewlines(cursor, false, () => {
    const opening = take(cursor);
    const expression = parseExpression(cursor);
    const end = closeSequence(cursor, opening);
    return { type: "HclInterpolation", range: [opening.start, end], expression };
  });
}

function isContinuation(word: string): boolean {
  return word === "else" || word === "endif" || word === "endfor";
}

/** Without moving the cursor; empty where no word opens the directive. */
function wordOfDirective(cursor: Cursor): string {
  const { index } = cursor;
  cursor.index += 1;
  const token = withNewlines(cursor, false, () => peek(cursor));
  cursor.index = index;
  return token.kind === "identifier" ? textOf(cursor, token) : "";
}

/** `%{ word`; the word was looked at before. */
function takeDirective(cursor: Cursor): Token {
  const opening = take(cursor);
  withNewlines(cursor, false, () => take(cursor));
  return opening;
}

function parseDirective(cursor: Cursor, template: TemplateKind): HclTemplatePart {
  const word = wordOfDirective(cursor);
  if (word === "if") return parseTemplateIf(cursor, template);
  if (word === "for") return parseTemplateFor(cursor, template);
  const opening = tokenAt(cursor, cursor.index);
  cursor.index += 1;
  const token = withNewlines(cursor, false, () => peek(cursor));
  return failAt(cursor, [opening.start, token.end], {
    message: `A template directive begins with \`if\` or \`for\`, but ${describe(cursor, token)} follows \`%{\`.`,
    advice: "Write `%{ if … }` or `%{ for … }`; for a literal `%{` write `%%{`.",
  });
}

function parseTemplateIf(cursor: Cursor, template: TemplateKind): HclTemplatePart {
  const opening = takeDirective(cursor);
  const condition = closedBehind(cursor, opening, () => parseExpression(cursor));
  enter(cursor);
  const consequent = parseParts(cursor, template);
  const alternative = wordAhead(cursor) === "else" ? parseElse(cursor, template) : undefined;
  const end = closeDirective(cursor, opening, "if", "endif");
  leave(cursor);
  const range = [opening.start, end] as const;
  return { type: "HclTemplateIf", range, condition, consequent, ...(alternative && { alternative }) };
}

function parseElse(cursor: Cursor, template: TemplateKind): readonly HclTemplatePart[] {
  const opening = takeDirective(cursor);
  closedBehind(cursor, opening, () => undefined);
  return parseParts(cursor, template);
}

function parseTemplateFor(cursor: Cursor, template: TemplateKind): HclTemplatePart {
  const opening = takeDirective(cursor);
  const head: ForHead = closedBehind(cursor, opening, () => parseForHead(cursor));
  enter(cursor);
  const parts = parseParts(cursor, template);
  const end = closeDirective(cursor, opening, "for", "endfor");
  leave(cursor);
  return { type: "HclTemplateFor", range: [opening.start, end], ...head, parts };
}

function wordAhead(cursor: Cursor): string | undefined {
  return tokenAt(cursor, cursor.index).kind === "open-directive" ? wordOfDirective(cursor) : undefined;
}

function closeDirective(cursor: Cursor, opening: Token, word: string, closingWord: string): number {
  const found = wordAhead(cursor);
  const next = tokenAt(cursor, cursor.index);
  if (found === closingWord) {
    takeDirective(cursor);
    return withNewlines(cursor, false, () => closeSequence(cursor, next));
  }
  const complaint = {
    message: `The directive \`%{ ${word}\` is still open where ${found === undefined ? "the template ends" : `\`%{ ${found}\` comes`}.`,
    advice: `Write \`%{ ${closingWord} }\`.`,
  };
  return found === undefined ? fail(cursor, next, complaint) : failAt(cursor, rangeOf(cursor, next), complaint);
}

/** Reads the inside of a sequence and its end. */
function closedBehind<Result>(cursor: Cursor, opening: Token, read: () => Result): Result {
  return withNewlines(cursor, false, () => {
    const result = read();
    closeSequence(cursor, opening);
    return result;
  });
}

function closeSequence(cursor: Cursor, opening: Token): number {
  const next = peek(cursor);
  if (next.kind === "close-sequence") return take(cursor).end;
  const written = words(cursor.text.slice(opening.start, next.start));
  if (next.kind === "end" || next.kind === "open-quote") {
    failAt(cursor, [opening.start, opening.end], {
      message: `The sequence ${written} is never closed.`,
      advice: "Write its `}` before the string ends.",
    });
  }
  return fail(cursor, next, {
    message: `The sequence ${written} is complete, but ${describe(cursor, next)} follows where \`}\` belongs.`,
    advice: "Write the missing `}` or operator.",
  });
}

function failAtOpenString(cursor: Cursor, opening: Token, closing: Token): never {
  if (closing.kind === "open-directive") failAtContinuation(cursor, closing);
  const isOneLine = !cursor.text.slice(opening.start, closing.start).includes("\n");
  const range: Range = isOneLine ? [opening.start, closing.start] : rangeOf(cursor, closing);
  failAt(cursor, range, {
    message: `The string ${words(cursor.text.slice(opening.start, closing.start))} has no closing quote on its line.`,
    advice: 'Write the missing `"`; for a text of several lines use a heredoc.',
  });
}

function failAtOpenHeredoc(cursor: Cursor, opening: Token, closing: Token, delimiter: string): never {
  if (closing.kind === "open-directive") failAtContinuation(cursor, closing);
  // A closing word at the very end of the file closes only with a line ending behind it: there it is to be mended.
  const isAlmostClosed = lineBefore(cursor, closing.start).trim() === delimiter;
  const range: Range = isAlmostClosed
    ? [closing.start - delimiter.length, closing.start]
    : [opening.start, opening.end];
  failAt(cursor, range, {
    message: `The heredoc ${words(textOf(cursor, opening))} is never closed.`,
    advice: `Write \`${delimiter}\` alone on the line after its text, and a line ending behind it.`,
  });
}

function lineBefore({ text }: Cursor, offset: number): string {
  return text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
}

function failAtContinuation(cursor: Cursor, opening: Token): never {
  const word = wordOfDirective(cursor);
  fail(cursor, opening, {
    message: `\`%{ ${word}\` continues no directive that is open here.`,
    advice: `Delete it, or write \`%{ ${word === "endfor" ? "for … in …" : "if …"} }\` before it.`,
  });
}
