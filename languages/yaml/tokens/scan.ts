/** From a YAML text to its tokens, by the rules of YAML 1.1: linear, and as many as can be read where the text is broken. */

import { isBreak, isDocumentMark, isSeparator, type Reader, readText } from "./reader.ts";
import { scanBlock, scanPlain, scanQuoted } from "./scan-scalar.ts";
import { type Mark, type Token, TokenError, type TokenStream, type TokenType } from "./token.ts";

/** A key without `?` ends on its line and is no longer than this. */
const longestKey = 1024;
/** Deeper nesting is no text that people wrote. */
const deepest = 1_000;

/** Where a `:` may still turn what began there into a key. */
interface PossibleKey {
  readonly index: number;
  readonly isRequired: boolean;
  readonly mark: Mark;
}

interface Scan {
  readonly reader: Reader;
  readonly tokens: Token[];
  /** By depth of flow collections. */
  readonly keys: Map<number, PossibleKey>;
  readonly outerIndents: number[];
  indent: number;
  depth: number;
  mayBeKey: boolean;
}

export function scanYamlTokens(text: string): TokenStream {
  const reader = readText(text);
  const start = reader.mark();
  const scan: Scan = {
    reader,
    tokens: [{ type: "stream-start", start, end: start, value: "" }],
    keys: new Map(),
    outerIndents: [],
    indent: -1,
    depth: 0,
    mayBeKey: true,
  };
  try {
    while (scanNext(scan));
    return { tokens: scan.tokens };
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    return { tokens: scan.tokens, brokenAt: error.mark };
  }
}

/** `false` at the end. */
function scanNext(scan: Scan): boolean {
  const { reader } = scan;
  skipToToken(scan);
  dropStaleKeys(scan);
  unwind(scan, reader.mark().column);
  const character = reader.peek();
  if (character === "") return endStream(scan);
  if (reader.mark().column === 0 && character === "%") scanDirective(scan);
  else if (isDocumentMark(reader)) scanDocumentMark(scan);
  else if (!scanMark(scan, character)) scanContent(scan, character);
  return true;
}

/** Marks of collections; `false` = something else stands here. */
function scanMark(scan: Scan, character: string): boolean {
  const mayStand = (inFlow: boolean): boolean => (inFlow && scan.depth > 0) || isSeparator(scan.reader.peek(1));
  if (character === "[") openFlow(scan, "flow-sequence-start");
  else if (character === "{") openFlow(scan, "flow-mapping-start");
  else if (character === "]") closeFlow(scan, "flow-sequence-end");
  else if (character === "}") closeFlow(scan, "flow-mapping-end");
  else if (character === ",") scanFlowEntry(scan);
  else if (character === "-" && mayStand(false)) scanBlockEntry(scan);
  else if (character === "?" && mayStand(true)) scanKey(scan);
  else if (character === ":" && mayStand(true)) scanValue(scan);
  else return false;
  return true;
}

function scanContent(scan: Scan, character: string): void {
  if (character === "*") scanName(scan, "alias");
  else if (character === "&") scanName(scan, "anchor");
  else if (character === "!") scanTag(scan);
  else if ((character === "|" || character === ">") && scan.depth === 0) scanBlockScalar(scan);
  else if (character === "'" || character === '"') scanQuotedScalar(scan);
  else if (beginsPlain(scan)) scanPlainScalar(scan);
  else throw new TokenError("No token begins so.", scan.reader.mark());
}

function skipToToken(scan: Scan): void {
  const { reader } = scan;
  for (;;) {
    reader.spaces();
    if (reader.peek() === "#") skipLine(reader);
    if (reader.lineBreak() === "") return;
    if (scan.depth === 0) scan.mayBeKey = true;
  }
}

function skipLine(reader: Reader): void {
  while (reader.peek() !== "" && !isBreak(reader.peek())) reader.forward();
}

function add(scan: Scan, type: TokenType, length: number, value = ""): void {
  const start = scan.reader.mark();
  scan.reader.forward(length);
  scan.tokens.push({ type, start, end: scan.reader.mark(), value });
}

/** Ends the block collections that a column lies left of. */
function unwind(scan: Scan, column: number): void {
  if (scan.depth > 0) return;
  while (scan.indent > column) {
    scan.indent = scan.outerIndents.pop() ?? -1;
    add(scan, "block-end", 0);
  }
}

function opensIndent(scan: Scan, column: number): boolean {
  if (scan.indent >= column) return false;
  scan.outerIndents.push(scan.indent);
  if (scan.outerIndents.length > deepest) throw new TokenError("The nesting is too deep.", scan.reader.mark());
  scan.indent = column;
  return true;
}

function noteKey(scan: Scan): void {
  if (!scan.mayBeKey) return;
  forgetKey(scan);
  const mark = scan.reader.mark();
  const isRequired = scan.depth === 0 && scan.indent === mark.column;
  scan.keys.set(scan.depth, { index: scan.tokens.length, isRequired, mark });
}

function forgetKey(scan: Scan): void {
  const key = scan.keys.get(scan.depth);
  if (key?.isRequired) throw new TokenError("A `:` is missing.", scan.reader.mark());
  scan.keys.delete(scan.depth);
}

function dropStaleKeys(scan: Scan): void {
  const { line, offset } = scan.reader.mark();
  for (const [depth, key] of scan.keys) {
    if (key.mark.line === line && offset - key.mark.offset <= longestKey) continue;
    if (key.isRequired) throw new TokenError("A `:` is missing.", scan.reader.mark());
    scan.keys.delete(depth);
  }
}

function endStream(scan: Scan): false {
  unwind(scan, -1);
  forgetKey(scan);
  add(scan, "stream-end", 0);
  return false;
}

function scanDirective(scan: Scan): void {
  unwind(scan, -1);
  forgetKey(scan);
  scan.mayBeKey = false;
  const { reader } = scan;
  const { offset } = reader.mark();
  const line = /^[^\r\n\u0085\u2028\u2029]*/u.exec(reader.text.slice(offset, offset + 1_000))?.[0] ?? "";
  // What stands behind the version or the prefix is a comment or nothing; of other directives all is theirs.
  const known = /^%YAML +\d+\.\d+|^%TAG +\S+ +\S+/u.exec(line)?.[0] ?? line;
  add(scan, "directive", known.length, known);
  skipLine(reader);
}

function scanDocumentMark(scan: Scan): void {
  unwind(scan, -1);
  forgetKey(scan);
  scan.mayBeKey = false;
  add(scan, scan.reader.peek() === "-" ? "document-start" : "document-end", 3);
}

function openFlow(scan: Scan, type: TokenType): void {
  noteKey(scan);
  scan.depth += 1;
  if (scan.depth > deepest) throw new TokenError("The nesting is too deep.", scan.reader.mark());
  scan.mayBeKey = true;
  add(scan, type, 1);
}

function closeFlow(scan: Scan, type: TokenType): void {
  forgetKey(scan);
  scan.depth = Math.max(0, scan.depth - 1);
  scan.mayBeKey = false;
  add(scan, type, 1);
}

function scanFlowEntry(scan: Scan): void {
  scan.mayBeKey = true;
  forgetKey(scan);
  add(scan, "flow-entry", 1);
}

function scanBlockEntry(scan: Scan): void {
  openBlock(scan, "block-sequence-start");
  scan.mayBeKey = true;
  forgetKey(scan);
  add(scan, "block-entry", 1);
}

function scanKey(scan: Scan): void {
  openBlock(scan, "block-mapping-start");
  scan.mayBeKey = scan.depth === 0;
  forgetKey(scan);
  add(scan, "key", 1);
}

function openBlock(scan: Scan, type: TokenType): void {
  if (scan.depth > 0) return;
  if (!scan.mayBeKey) throw new TokenError("Nothing of this sort may begin here.", scan.reader.mark());
  if (opensIndent(scan, scan.reader.mark().column)) add(scan, type, 0);
}

function scanValue(scan: Scan): void {
  const key = scan.keys.get(scan.depth);
  if (key) {
    scan.keys.delete(scan.depth);
    const { mark, index } = key;
    const opens = scan.depth === 0 && opensIndent(scan, mark.column);
    const types: readonly TokenType[] = opens ? ["block-mapping-start", "key"] : ["key"];
    scan.tokens.splice(index, 0, ...types.map((type) => ({ type, start: mark, end: mark, value: "" })));
    scan.mayBeKey = false;
  } else {
    openBlock(scan, "block-mapping-start");
    scan.mayBeKey = scan.depth === 0;
    forgetKey(scan);
  }
  add(scan, "value", 1);
}

function scanName(scan: Scan, type: "alias" | "anchor"): void {
  noteKey(scan);
  scan.mayBeKey = false;
  const { reader } = scan;
  let length = 1;
  while (/^[\w-]$/u.test(reader.peek(length))) length += 1;
  const next = reader.peek(length);
  if (length === 1 || !(isSeparator(next) || "?:,]}%@`".includes(next))) {
    throw new TokenError("A name of letters, digits, `-` and `_` is missing.", reader.mark());
  }
  const { offset } = reader.mark();
  add(scan, type, length, reader.text.slice(offset + 1, offset + length));
}

function scanTag(scan: Scan): void {
  noteKey(scan);
  scan.mayBeKey = false;
  const { reader } = scan;
  const { offset } = reader.mark();
  const tag = /^!(?:<[\w\-;/?:@&=+$,.!~*'()[\]%]+>|[\w\-;/?:@&=+$,.!~*'()[\]%]*)/u.exec(
    reader.text.slice(offset, offset + longestKey),
  )?.[0];
  const next = reader.peek(tag?.length ?? 0);
  if (tag === undefined || (next !== "" && next !== " " && !isBreak(next))) {
    throw new TokenError("The tag does not end with a blank.", reader.mark());
  }
  add(scan, "tag", tag.length, tag);
}

function scanBlockScalar(scan: Scan): void {
  scan.mayBeKey = true;
  forgetKey(scan);
  scan.tokens.push(scanBlock(scan.reader, scan.indent));
}

function scanQuotedScalar(scan: Scan): void {
  noteKey(scan);
  scan.mayBeKey = false;
  scan.tokens.push(scanQuoted(scan.reader));
}

function beginsPlain({ reader, depth }: Scan): boolean {
  const character = reader.peek();
  if (!isSeparator(character) && !"-?:,[]{}#&*!|>'\"%@`".includes(character)) return true;
  return !isSeparator(reader.peek(1)) && (character === "-" || (depth === 0 && "?:".includes(character)));
}

function scanPlainScalar(scan: Scan): void {
  noteKey(scan);
  const { token, crossedLine } = scanPlain(scan.reader, scan.indent + 1, scan.depth > 0);
  scan.mayBeKey = crossedLine;
  scan.tokens.push(token);
}
