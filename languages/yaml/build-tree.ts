/** Builds our positioned tree from the events of js-yaml, in one pass and without recursion. */

import {
  CHOMPING_MODE,
  COLLECTION_STYLE,
  EVENT_ID,
  SCALAR_STYLE,
  getScalarValue,
  type AliasEvent,
  type DocumentEvent,
  type Event,
  type MappingEvent,
  type ScalarEvent,
  type SequenceEvent,
} from "js-yaml";
import { openGaps, type Gaps } from "./gaps.ts";
import type { YamlAnchor, YamlFile, YamlNode, YamlPair, YamlScalar, YamlStreamDocument } from "./tree.ts";

/** Something that is open: its children are still coming. */
type Frame = DocumentFrame | MappingFrame | SequenceFrame;

interface DocumentFrame {
  readonly open: "document";
  content: YamlNode | undefined;
}

interface CollectionFrame {
  readonly start: number;
  /** Where the node begins with its tag and anchor. */
  readonly outerStart: number;
  readonly properties: Properties | undefined;
  readonly style: "block" | "flow";
  /** A flow collection's closing bracket; `undefined` for block collections and for the lone pair in `[a: b]`. */
  readonly closing: "]" | "}" | undefined;
}

interface MappingFrame extends CollectionFrame {
  readonly open: "mapping";
  readonly pairs: YamlPair[];
  key: YamlNode | undefined;
  pairStart: number;
}

interface SequenceFrame extends CollectionFrame {
  readonly open: "sequence";
  readonly items: YamlNode[];
}

interface Properties {
  readonly tag?: string;
  readonly anchor?: YamlAnchor;
}

type PropertiedEvent = ScalarEvent | MappingEvent | SequenceEvent;

interface Builder {
  readonly text: string;
  readonly gaps: Gaps;
  readonly frames: Frame[];
  readonly documents: { start: number; content: YamlNode | undefined }[];
  /** End of the last token. */
  cursor: number;
}

/** `events` are those of `parseEvents(text)`, offsets into the same text. */
export function buildTree(text: string, events: readonly Event[]): YamlFile {
  const builder: Builder = { text, gaps: openGaps(text), frames: [], documents: [], cursor: 0 };
  for (let index = 0; index < events.length; index += 1) {
    const event = events[index];
    if (event) take(builder, event, events[index + 1]);
  }
  builder.gaps.collect(builder.cursor, text.length);
  return {
    type: "YamlFile",
    range: [0, text.length],
    documents: closeDocuments(builder),
    comments: builder.gaps.comments,
  };
}

function take(builder: Builder, event: Event, next: Event | undefined): void {
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return takeScalar(builder, event);
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      return openCollection(builder, event, next);
    case EVENT_ID.POP:
      return closeFrame(builder);
    case EVENT_ID.ALIAS:
      return takeAlias(builder, event);
    case EVENT_ID.DOCUMENT:
      return openDocument(builder, event);
  }
}

function openDocument(builder: Builder, event: DocumentEvent): void {
  const { documents, frames } = builder;
  let start = documents.length === 0 ? 0 : builder.cursor;
  if (event.explicitStart) {
    const mark = findDocumentMark(builder.text, builder.cursor);
    moveTo(builder, mark, mark + 3);
    if (documents.length > 0) start = mark;
  }
  documents.push({ start, content: undefined });
  frames.push({ open: "document", content: undefined });
}

/** The next `---` at the start of a line: nothing but blanks, comments and directives can lie before it. */
function findDocumentMark(text: string, from: number): number {
  let at = text.indexOf("---", from);
  while (at > 0 && text[at - 1] !== "\n" && text[at - 1] !== "\r") at = text.indexOf("---", at + 1);
  return at === -1 ? from : at;
}

function closeDocuments({ text, documents }: Builder): readonly YamlStreamDocument[] {
  return documents.map(({ start, content }, index) => ({
    type: "YamlDocument",
    range: [start, documents[index + 1]?.start ?? text.length],
    content,
  }));
}

function openCollection(builder: Builder, event: MappingEvent | SequenceEvent, next: Event | undefined): void {
  const outerStart = startWithProperties(event, event.start);
  const pairStart = startOfPair(builder, outerStart);
  moveTo(builder, event.start, event.start);
  const properties = readProperties(builder.text, event);
  const style = event.style === COLLECTION_STYLE.FLOW ? "flow" : "block";
  const common = { start: event.start, outerStart: pairStart, properties, style } as const;
  if (event.type === EVENT_ID.SEQUENCE) {
    const closing = style === "flow" ? "]" : undefined;
    if (closing) builder.cursor += 1;
    builder.frames.push({ open: "sequence", ...common, closing, items: [] });
    return;
  }
  const closing = style === "flow" && !isLonePair(builder.text, event, next) ? "}" : undefined;
  if (closing) builder.cursor += 1;
  builder.frames.push({ open: "mapping", ...common, closing, pairs: [], key: undefined, pairStart });
}

/** In `[a: b]` and `[{a: b}: c]` a mapping of one pair has no brackets of its own. */
function isLonePair(text: string, event: MappingEvent, next: Event | undefined): boolean {
  if (text[event.start] !== "{") return true;
  return next !== undefined && "start" in next && next.start === event.start;
}

function closeFrame(builder: Builder): void {
  const frame = builder.frames.pop();
  if (!frame) return;
  if (frame.open === "document") {
    const document = builder.documents.at(-1);
    if (document) document.content = frame.content;
    return;
  }
  if (frame.closing) {
    const bracket = findClosing(builder, frame.closing);
    moveTo(builder, bracket, bracket + 1);
  }
  const range = [frame.start, Math.max(builder.cursor, frame.start)] as const;
  const { style, properties } = frame;
  if (frame.open === "mapping") {
    add(builder, { type: "YamlMapping", range, style, pairs: frame.pairs, ...properties }, frame.outerStart);
  } else {
    add(builder, { type: "YamlSequence", range, style, items: frame.items, ...properties }, frame.outerStart);
  }
}

/** Only commas, colons and question marks of empty entries can lie before it. */
function findClosing(builder: Builder, closing: string): number {
  const { text, gaps } = builder;
  let at = gaps.skipBlank(builder.cursor);
  while (at < text.length && text[at] !== closing) at = gaps.skipBlank(at + 1);
  return Math.min(at, text.length - 1);
}

function takeAlias(builder: Builder, event: AliasEvent): void {
  const start = event.anchorStart - 1;
  const outerStart = startOfPair(builder, start);
  moveTo(builder, start, event.anchorEnd);
  const name = builder.text.slice(event.anchorStart, event.anchorEnd);
  add(builder, { type: "YamlAlias", range: [start, event.anchorEnd], name }, outerStart);
}

const scalarStyles = {
  [SCALAR_STYLE.PLAIN]: "plain",
  [SCALAR_STYLE.SINGLE_QUOTED]: "single",
  [SCALAR_STYLE.DOUBLE_QUOTED]: "double",
  [SCALAR_STYLE.LITERAL_BLOCK]: "literal",
  [SCALAR_STYLE.FOLDED_BLOCK]: "folded",
} as const;

function takeScalar(builder: Builder, event: ScalarEvent): void {
  if (event.valueStart === -1) return takeEmpty(builder, event);
  const { text } = builder;
  const style = scalarStyles[event.style];
  const isBlock = style === "literal" || style === "folded";
  const [start, end] = isBlock ? blockScalarRange(builder, event) : flowScalarRange(event);
  const outerStart = startOfPair(builder, startWithProperties(event, start));
  moveTo(builder, start, start);
  if (isBlock) builder.gaps.collect(start, event.valueStart);
  builder.cursor = end;
  const raw = text.slice(start, end);
  const value = event.fast && style === "plain" ? raw : getScalarValue(text, spread(event, raw));
  const scalar: YamlScalar = { type: "YamlScalar", range: [start, end], style, raw, value };
  const properties = readProperties(text, event);
  add(builder, properties ? { ...scalar, ...properties } : scalar, outerStart);
}

/** The parser may have read a text whose line breaks were blanks; the value is that of the text with them. */
function spread(event: ScalarEvent, raw: string): ScalarEvent {
  return event.fast && raw.includes("\n") ? { ...event, fast: false } : event;
}

/** The parser's offsets lie inside the quotes. */
function flowScalarRange(event: ScalarEvent): readonly [number, number] {
  const quote = event.style === SCALAR_STYLE.PLAIN ? 0 : 1;
  return [event.valueStart - quote, event.valueEnd + quote];
}

/** From the header (`|`, `>`) to the end of the last line of text; the parser's offset is that of the first line of text. */
function blockScalarRange(builder: Builder, event: ScalarEvent): readonly [number, number] {
  const { text, gaps } = builder;
  let start = gaps.skipBlank(Math.max(builder.cursor, event.anchorEnd, event.tagEnd));
  while (start < event.valueStart && text[start] !== "|" && text[start] !== ">") start = gaps.skipBlank(start + 1);
  return [start, Math.max(start + 1, endOfBlockText(text, event))];
}

/** Empty lines below a block belong to it only where the header keeps them (`|+`); blanks beyond its indentation are text. */
function endOfBlockText(text: string, event: ScalarEvent): number {
  const keepsEmptyLines = event.chomping === CHOMPING_MODE.KEEP;
  let end = beforeLineEnding(text, Math.min(event.valueEnd, text.length));
  while (!keepsEmptyLines && end > event.valueStart) {
    let lineStart = end;
    while (lineStart > event.valueStart && isBlank(text.charCodeAt(lineStart - 1))) lineStart -= 1;
    const isEmpty = end - lineStart <= Math.max(event.indent, 0) && isLineStart(text, lineStart);
    if (!isEmpty) break;
    end = beforeLineEnding(text, lineStart);
  }
  return end;
}

function beforeLineEnding(text: string, offset: number): number {
  if (text[offset - 1] === "\n") return text[offset - 2] === "\r" ? offset - 2 : offset - 1;
  return text[offset - 1] === "\r" ? offset - 1 : offset;
}

function isLineStart(text: string, offset: number): boolean {
  return offset > 0 && (text[offset - 1] === "\n" || text[offset - 1] === "\r");
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9;
}

/** Nothing is written: the place is right after the tag or anchor, else the colon or the dash, else the key. */
function takeEmpty(builder: Builder, event: ScalarEvent): void {
  const properties = readProperties(builder.text, event);
  if (properties) {
    const at = Math.max(event.anchorEnd, event.tagEnd);
    const outerStart = startOfPair(builder, startWithProperties(event, at));
    moveTo(builder, at, at);
    return add(builder, { ...emptyScalar(at), ...properties }, outerStart);
  }
  const frame = builder.frames.at(-1);
  if (!frame || frame.open === "document") return;
  const next = builder.gaps.skipBlank(builder.cursor);
  const mark = builder.text[next];
  const isKey = frame.open === "mapping" && frame.key === undefined;
  if (isKey) {
    const at = mark === "?" ? next + 1 : next;
    moveTo(builder, next, at);
    return add(builder, emptyScalar(at), next);
  }
  const wanted = frame.open === "mapping" ? ":" : "-";
  if (mark === wanted && endsIndicator(builder.text[next + 1], frame.style)) moveTo(builder, next, next + 1);
  add(builder, emptyScalar(builder.cursor), builder.cursor);
}

/** Behind `? key` alone, `:next` is the key of the next pair, not a colon with its value. */
function endsIndicator(unit: string | undefined, style: "block" | "flow"): boolean {
  return unit === undefined || /\s/u.test(unit) || (style === "flow" && ",[]{}".includes(unit));
}

function emptyScalar(at: number): YamlScalar {
  return { type: "YamlScalar", range: [at, at], style: "plain", raw: "", value: "" };
}

function add(builder: Builder, node: YamlNode, outerStart: number): void {
  const frame = builder.frames.at(-1);
  if (!frame) return;
  if (frame.open === "document") frame.content = node;
  else if (frame.open === "sequence") frame.items.push(node);
  else if (frame.key === undefined) {
    frame.key = node;
    frame.pairStart = outerStart;
  } else {
    const end = Math.max(node.range[1], frame.key.range[1]);
    frame.pairs.push({ type: "YamlPair", range: [frame.pairStart, end], key: frame.key, value: node });
    frame.key = undefined;
  }
}

/** A pair begins with its key, with the key's tag and anchor, or with the `?` of an explicit key. */
function startOfPair(builder: Builder, tokenStart: number): number {
  const frame = builder.frames.at(-1);
  if (frame?.open !== "mapping" || frame.key !== undefined) return tokenStart;
  if (!builder.gaps.holdsQuestionMark(builder.cursor, tokenStart)) return tokenStart;
  let at = builder.gaps.skipBlank(builder.cursor);
  while (at < tokenStart && builder.text[at] !== "?") at = builder.gaps.skipBlank(at + 1);
  return Math.min(at, tokenStart);
}

function moveTo(builder: Builder, start: number, end: number): void {
  builder.gaps.collect(builder.cursor, start);
  builder.cursor = end;
}

function startWithProperties(event: PropertiedEvent, start: number): number {
  let first = start;
  if (event.anchorStart !== -1) first = Math.min(first, event.anchorStart - 1);
  if (event.tagStart !== -1) first = Math.min(first, event.tagStart);
  return first;
}

function readProperties(text: string, event: PropertiedEvent): Properties | undefined {
  if (event.tagStart === -1 && event.anchorStart === -1) return undefined;
  const { anchorStart, anchorEnd } = event;
  return {
    ...(event.tagStart !== -1 && { tag: text.slice(event.tagStart, event.tagEnd) }),
    ...(anchorStart !== -1 && {
      anchor: { name: text.slice(anchorStart, anchorEnd), range: [anchorStart - 1, anchorEnd] },
    }),
  };
}
