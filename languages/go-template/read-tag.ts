/** What one pair of braces does: writes something, or opens, divides or closes a block. */

import { fail, peek, TemplateFailure, type Cursor } from "./cursor.ts";
import { emptyPipeline, isDefinition, nodeOf, type Branch, type Frame } from "./frame.ts";
import { currentItems, type Reading } from "./parse.ts";
import { keywords, stringOf } from "./parse-operand.ts";
import { parsePipeline, unexpected } from "./parse-pipeline.ts";
import type { Token } from "./token.ts";
import type { GoTemplatePipeline, GoTemplateString, GoTemplateTag } from "./tree.ts";

export interface Tag {
  readonly tag: GoTemplateTag;
  readonly tokens: readonly Token[];
  /** Something in it was told already; only what it opens or closes counts. */
  readonly isBroken: boolean;
}

const deepest = 200;

export function readTag(reading: Reading, tag: Tag): void {
  const [first] = tag.tokens;
  const keyword = first?.kind === "word" && keywords.has(first.text) ? first.text : undefined;
  switch (keyword) {
    case "if":
    case "with":
    case "range":
      return openBlock(reading, tag, keyword);
    case "define":
    case "block":
      return openDefinition(reading, tag, keyword);
    case "else":
      return openBranch(reading, tag);
    case "end":
      return close(reading, tag);
    case "template":
      return addInvocation(reading, tag);
    case "break":
    case "continue":
      return addJump(reading, tag, keyword);
    default:
      return addAction(reading, tag);
  }
}

/** Reads the tokens from `index` on; what fails is told, and the block is opened or closed all the same. */
function attempt<Result>(
  { problems, variables }: Reading,
  { tag, tokens, isBroken }: Tag,
  index: number,
  read: (cursor: Cursor) => Result,
): Result | undefined {
  if (isBroken) return undefined;
  const end = Math.max(tag.range[0], tag.range[1] - (tag.trimsAfter ? 3 : 2));
  const cursor: Cursor = { tokens, end, variables, index, depth: 0 };
  try {
    const result = read(cursor);
    const left = peek(cursor);
    if (left) unexpected(left, "Delete it, or put it in quotes.");
    return result;
  } catch (error) {
    if (!(error instanceof TemplateFailure)) throw error;
    const { range } = error.problem;
    problems.push(range[1] > range[0] ? error.problem : { ...error.problem, range: tag.range });
    return undefined;
  }
}

function addAction(reading: Reading, tag: Tag): void {
  const pipeline = attempt(reading, tag, 0, (cursor) => parsePipeline(cursor, "action"));
  currentItems(reading).push({
    type: "GoTemplateAction",
    range: tag.tag.range,
    tag: tag.tag,
    pipeline: pipeline ?? emptyPipeline(tag.tag),
  });
}

function openBlock(reading: Reading, tag: Tag, keyword: "if" | "with" | "range"): void {
  const variables = [...reading.variables];
  const pipeline = attempt(reading, tag, 1, (cursor) => parsePipeline(cursor, keyword));
  open(reading, {
    keyword,
    tag: tag.tag,
    pipeline: pipeline ?? emptyPipeline(tag.tag),
    items: [],
    branches: [],
    variables,
  });
}

interface Definition {
  readonly name: GoTemplateString;
  readonly pipeline?: GoTemplatePipeline;
}

function openDefinition(reading: Reading, tag: Tag, keyword: "define" | "block"): void {
  const variables = [...reading.variables];
  const definition = attempt(reading, tag, 1, (cursor): Definition => {
    const name = takeName(cursor, keyword);
    return keyword === "block" ? { name, pipeline: parsePipeline(cursor, keyword) } : { name };
  });
  const frame: Frame = { keyword, tag: tag.tag, ...definition, items: [], branches: [], variables };
  const [around] = reading.frames;
  const within = reading.frames.at(-1);
  if (keyword === "define" && around && within) reading.misplaced.push({ tag: tag.tag, around, within });
  open(reading, frame);
  // A definition sees nothing of what is around it.
  reading.variables = ["$"];
}

function takeName(cursor: Cursor, keyword: string): GoTemplateString {
  const token = peek(cursor);
  if (token?.kind !== "string" && token?.kind !== "raw-string") {
    fail(
      `\`${keyword}\` needs the name of a template, in quotes.`,
      token?.range ?? [cursor.end, cursor.end],
      keyword === "template"
        ? "Write the name in quotes; where it is put together, use `include`."
        : "Write the name in quotes.",
    );
  }
  cursor.index += 1;
  return stringOf(token);
}

function open(reading: Reading, frame: Frame): void {
  if (reading.frames.length === deepest) {
    reading.problems.push({
      message: `Blocks are nested deeper than ${deepest} here.`,
      advice: "Divide the template by `define`.",
      range: frame.tag.range,
    });
  }
  if (reading.frames.length >= deepest) return;
  reading.frames.push(frame);
}

function openBranch(reading: Reading, tag: Tag): void {
  const frame = reading.frames.at(-1);
  const branch = attempt(reading, tag, 1, (cursor): Partial<Branch> => {
    const word = peek(cursor)?.text;
    if (word !== "if" && word !== "with") return {};
    if (frame && !isDefinition(frame) && frame.keyword !== word) {
      const place = peek(cursor)?.range ?? tag.tag.range;
      fail(
        `\`else ${word}\` cannot follow \`${frame.keyword}\`.`,
        place,
        `Put an \`${word}\` of its own into the \`else\`.`,
      );
    }
    cursor.index += 1;
    return { keyword: word, pipeline: parsePipeline(cursor, `else ${word}`) };
  });
  if (!frame || isDefinition(frame)) return stray(reading, tag, "else");
  const last = frame.branches.at(-1);
  if (last && last.keyword === undefined && branch) {
    reading.problems.push({
      message: `This \`${frame.keyword}\` had its \`else\` already.`,
      advice: "Join the two, or write `else if` in the first.",
      range: tag.tag.range,
    });
  }
  frame.branches.push({ tag: tag.tag, ...branch, items: [] });
}

function close(reading: Reading, tag: Tag): void {
  attempt(reading, tag, 1, () => undefined);
  const frame = reading.frames.pop();
  if (!frame) return stray(reading, tag, "end");
  reading.variables = [...frame.variables];
  if (!reading.suspect && marginOf(reading.text, tag.tag) < marginOf(reading.text, frame.tag)) reading.suspect = frame;
  currentItems(reading).push(nodeOf(frame, tag.tag));
}

function stray({ problems }: Reading, { tag, isBroken }: Tag, keyword: string): void {
  if (isBroken) return;
  problems.push({
    message: `This \`${keyword}\` belongs to no block: every block above it is closed.`,
    advice: "Delete it, or add the `if`, `with` or `range` that it belongs to.",
    range: tag.range,
  });
}

/** Blanks before a tag that begins its line; else further right than any. */
function marginOf(text: string, { range }: GoTemplateTag): number {
  const lineStart = text.lastIndexOf("\n", range[0] - 1) + 1;
  return /^[ \t]{0,200}$/.test(text.slice(lineStart, range[0])) ? range[0] - lineStart : Number.NaN;
}

function addInvocation(reading: Reading, tag: Tag): void {
  const invocation = attempt(reading, tag, 1, (cursor): Definition => {
    const name = takeName(cursor, "template");
    return peek(cursor) ? { name, pipeline: parsePipeline(cursor, "template") } : { name };
  });
  currentItems(reading).push({
    type: "GoTemplateInvocation",
    range: tag.tag.range,
    tag: tag.tag,
    name: invocation?.name,
    ...(invocation?.pipeline && { pipeline: invocation.pipeline }),
  });
}

function addJump(reading: Reading, tag: Tag, keyword: "break" | "continue"): void {
  const read = attempt(reading, tag, 1, () => true);
  const inner = reading.frames.findLast((frame) => frame.keyword === "range" || isDefinition(frame));
  if (read && inner?.keyword !== "range") {
    reading.problems.push({
      message: `\`${keyword}\` stands outside of every \`range\`.`,
      advice: "Delete it, or use `if` around what is to be left out.",
      range: tag.tag.range,
    });
  }
  currentItems(reading).push({ type: "GoTemplateJump", keyword, range: tag.tag.range, tag: tag.tag });
}
