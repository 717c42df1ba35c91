/** Finds expressions in the scalars of a YAML text, with the way back from a place in an expression to one in the file. */

import type { Range } from "../../core/text.ts";
import type { YamlScalar } from "../yaml/tree.ts";
import { parseExpression, type ParsedExpression } from "./parse.ts";

export interface EmbeddedExpression extends ParsedExpression {
  /** Between the marks. */
  readonly source: string;
  /** In the file, with its marks. */
  readonly range: Range;
  /** From a place in `source` to the one in the file. */
  readonly place: (range: Range) => Range;
}

export interface EmbeddedText {
  readonly expressions: readonly EmbeddedExpression[];
  /** Where `${{` opens and nothing closes it, in the file. */
  readonly unclosed?: Range;
  /** The text around the expressions, in order: one more than expressions. */
  readonly around: readonly string[];
}

const known = new WeakMap<YamlScalar, EmbeddedText>();

/** Every `${{ … }}` of a scalar, read once however many rules ask. */
export function expressionsIn(scalar: YamlScalar): EmbeddedText {
  const before = known.get(scalar);
  if (before) return before;
  const found = scalar.raw.includes("${{") ? findIn(unquote(scalar)) : { expressions: [], around: [scalar.value] };
  known.set(scalar, found);
  return found;
}

/** The whole scalar as one expression, as `if` reads it where it has no marks. */
export function wholeExpression(scalar: YamlScalar): EmbeddedExpression {
  const { text, placeOf } = unquote(scalar);
  const place = ([start, end]: Range): Range => [
    placeOf(start),
    placeOf(Math.max(start, end - 1)) + (end > start ? 1 : 0),
  ];
  return { ...parseExpression(text), source: text, range: scalar.range, place };
}

interface Unquoted {
  /** Without quotes and escapes; of a block the lines as they stand, for white space means nothing in an expression. */
  readonly text: string;
  readonly placeOf: (index: number) => number;
}

function findIn({ text, placeOf }: Unquoted): EmbeddedText {
  const expressions: EmbeddedExpression[] = [];
  const around: string[] = [];
  let from = 0;
  for (let open = text.indexOf("${{"); open !== -1; open = text.indexOf("${{", from)) {
    const close = closingOf(text, open + 3);
    around.push(text.slice(from, open));
    if (close === undefined)
      return { expressions, around: [...around, ""], unclosed: [placeOf(open), placeOf(open) + 3] };
    const source = text.slice(open + 3, close);
    const place = ([start, end]: Range): Range => [
      placeOf(open + 3 + start),
      end > start ? placeOf(open + 2 + end) + 1 : placeOf(open + 3 + start),
    ];
    expressions.push({
      ...parseExpression(source),
      source,
      range: [placeOf(open), placeOf(close + 1) + 1],
      place,
    });
    from = close + 2;
  }
  return { expressions, around: [...around, text.slice(from)] };
}

/** Marks in a string of the expression do not close it. */
function closingOf(text: string, from: number): number | undefined {
  let inString = false;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "'") inString = !inString;
    else if (!inString && text.startsWith("}}", at)) return at;
  }
  const close = text.indexOf("}}", from);
  return close === -1 ? undefined : close;
}

function unquote({ style, raw, value, range }: YamlScalar): Unquoted {
  const start = range[0];
  if (style === "plain") return { text: raw, placeOf: (index) => start + index };
  if (style === "literal" || style === "folded") {
    const header = raw.indexOf("\n") + 1;
    return { text: raw.slice(header), placeOf: (index) => start + header + index };
  }
  const inner = raw.slice(1, raw.endsWith(raw.charAt(0)) && raw.length > 1 ? -1 : undefined);
  const escape =
    style === "single" ? /''/gu : /\\(?:x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|U[\dA-Fa-f]{8}|\r\n[ \t]*|\n[ \t]*|[^])/gu;
  if (inner.search(escape) === -1) return { text: inner, placeOf: (index) => start + 1 + index };
  return unescape(inner, escape, start + 1, value);
}

const letters: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["0", "\0"],
]);

function unescape(inner: string, escape: RegExp, start: number, value: string): Unquoted {
  const places: number[] = [];
  let text = "";
  let from = 0;
  const copy = (end: number) => {
    for (let at = from; at < end; at += 1) places.push(start + at);
    text += inner.slice(from, end);
  };
  for (const match of inner.matchAll(escape)) {
    copy(match.index);
    const meant = meaningOf(match[0]);
    for (let unit = 0; unit < meant.length; unit += 1) places.push(start + match.index);
    text += meant;
    from = match.index + match[0].length;
  }
  copy(inner.length);
  const last = places.at(-1) ?? start;
  return { text: text === "" ? value : text, placeOf: (index) => places[index] ?? last + 1 };
}

function meaningOf(escaped: string): string {
  if (escaped === "''") return "'";
  const code = /^\\[xuU]([\dA-Fa-f]+)$/u.exec(escaped)?.[1];
  if (code !== undefined) {
    const point = Number.parseInt(code, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : "\ufffd";
  }
  const letter = escaped.slice(1);
  if (/^\r?\n/u.test(letter)) return "";
  return letters.get(letter) ?? letter;
}
