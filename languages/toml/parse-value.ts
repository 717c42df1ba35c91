/** Values of TOML: strings, arrays, inline tables, and whatever stands without quotes; and the keys that they belong to. */

import { type Cursor, deepest, fail, isAtLineEnd, lineEnd, shownAt, skipBlanks, skipSpace } from "./cursor.ts";
import { parseBareValue } from "./parse-scalar.ts";
import { parseString } from "./parse-string.ts";
import type { TomlArray, TomlInlineTable, TomlKey, TomlName, TomlPair, TomlValue } from "./tree.ts";

/** Stands at the first character of a value. */
export function parseValue(cursor: Cursor): TomlValue | undefined {
  const character = cursor.text[cursor.at];
  if (character === '"' || character === "'") return parseString(cursor, "value");
  if (character === "[") return nested(cursor, parseArray);
  if (character === "{") return nested(cursor, parseInlineTable);
  if (!isAtLineEnd(cursor) && character !== "#") return parseBareValue(cursor);
  const { at, text } = cursor;
  return fail(
    cursor,
    [Math.max(0, text.lastIndexOf("=", at)), at],
    "Behind `=` stands no value.",
    'Write the value, or `""` where it is empty.',
  );
}

function nested<Value>(cursor: Cursor, parse: (cursor: Cursor) => Value | undefined): Value | undefined {
  if (cursor.depth >= deepest) {
    cursor.isTooDeep = true;
    return undefined;
  }
  cursor.depth += 1;
  const value = parse(cursor);
  cursor.depth -= 1;
  return value;
}

function parseArray(cursor: Cursor): TomlArray | undefined {
  const { at: start } = cursor;
  cursor.at += 1;
  const items: TomlValue[] = [];
  for (;;) {
    if (!skipSpace(cursor)) return undefined;
    if (takes(cursor, "]")) return { type: "TomlArray", range: [start, cursor.at], items };
    if (opensSomethingElse(cursor)) return unclosedArray(cursor, start);
    const item = parseValue(cursor);
    if (!item) return undefined;
    items.push(item);
    if (!skipSpace(cursor)) return undefined;
    if (takes(cursor, ",")) continue;
    if (takes(cursor, "]")) return { type: "TomlArray", range: [start, cursor.at], items };
    if (opensSomethingElse(cursor)) return unclosedArray(cursor, start);
    const { shown, range } = shownAt(cursor.text, cursor.at);
    return fail(
      cursor,
      range,
      `Between the items of an array stands a comma, and there is none before ${shown}.`,
      "Put a comma between them.",
    );
  }
}

const nextStatement =
  /^(?:[A-Za-z0-9_-]+(?:[ \t]*\.[ \t]*[A-Za-z0-9_-]+)*[ \t]*=|\[\[?[A-Za-z0-9_."' -]+\]\]?[ \t]*(?:#|\r?$))/mu;

/** The end of the text, or a line that reads like the next pair or header: the bracket was forgotten. */
function opensSomethingElse({ text, at }: Cursor): boolean {
  if (at >= text.length) return true;
  const isLineStart = at === 0 || text[at - 1] === "\n";
  return isLineStart && nextStatement.test(text.slice(at, Math.min(lineEnd(text, at), at + 400)));
}

function unclosedArray(cursor: Cursor, start: number): undefined {
  return fail(cursor, [start, start + 1], "The array that opens here is not closed.", "Close it with `]`.");
}

function parseInlineTable(cursor: Cursor): TomlInlineTable | undefined {
  const { at: start } = cursor;
  cursor.at += 1;
  const pairs: TomlPair[] = [];
  for (;;) {
    if (!skipInside(cursor)) return undefined;
    const isTrailing = pairs.length > 0 && cursor.version === "1.0";
    if (cursor.text[cursor.at] === "}" && !isTrailing) break;
    if (endsHere(cursor)) return unclosedTable(cursor, start);
    const pair = parsePair(cursor);
    if (!pair) return undefined;
    pairs.push(pair);
    if (!skipInside(cursor)) return undefined;
    if (takes(cursor, ",")) continue;
    if (cursor.text[cursor.at] === "}") break;
    if (endsHere(cursor)) return unclosedTable(cursor, start);
    const { shown, range } = shownAt(cursor.text, cursor.at);
    return fail(
      cursor,
      range,
      `Between the pairs of an inline table stands a comma, and there is none before ${shown}.`,
      "Put a comma between them.",
    );
  }
  cursor.at += 1;
  return { type: "TomlInlineTable", range: [start, cursor.at], pairs };
}

/** In TOML 1.0 an inline table stays on its line. */
function skipInside(cursor: Cursor): boolean {
  if (cursor.version === "1.1") return skipSpace(cursor);
  skipBlanks(cursor);
  return true;
}

function endsHere(cursor: Cursor): boolean {
  return (
    isAtLineEnd(cursor) ||
    cursor.text[cursor.at] === "#" ||
    (cursor.text[cursor.at - 1] === "\n" && cursor.text[cursor.at] === "[")
  );
}

function unclosedTable(cursor: Cursor, start: number): undefined {
  return fail(cursor, [start, start + 1], "The inline table that opens here is not closed.", "Close it with `}`.");
}

function takes(cursor: Cursor, character: string): boolean {
  if (cursor.text[cursor.at] !== character) return false;
  cursor.at += 1;
  return true;
}

/** Stands at a key. */
export function parsePair(cursor: Cursor): TomlPair | undefined {
  const key = parseKey(cursor);
  if (!key) return undefined;
  if (!takes(cursor, "=")) return missingEquals(cursor, key);
  skipBlanks(cursor);
  const value = parseValue(cursor);
  return value && { type: "TomlPair", range: [key.range[0], value.range[1]], key, value };
}

function missingEquals(cursor: Cursor, key: TomlKey): undefined {
  const written = cursor.text.slice(...key.range);
  const shown = written.length > 40 ? `${written.slice(0, 40)}…` : written;
  if (cursor.text[cursor.at] === ":")
    return fail(cursor, [cursor.at, cursor.at + 1], `Behind \`${shown}\` stands \`:\`, as YAML has it.`, "Write `=`.");
  return fail(
    cursor,
    key.range,
    `\`${shown}\` is neither a pair nor a header: a \`=\` is missing behind it.`,
    "Write `key = value`, or `#` before a comment.",
  );
}

const bareName = /[A-Za-z0-9_-]+/uy;

/** Ends behind the blanks that follow the key. */
export function parseKey(cursor: Cursor): TomlKey | undefined {
  const { at: start } = cursor;
  const names: TomlName[] = [];
  for (;;) {
    const name = parseName(cursor);
    if (!name) return undefined;
    names.push(name);
    skipBlanks(cursor);
    if (!takes(cursor, ".")) return { type: "TomlKey", range: [start, name.range[1]], names };
    skipBlanks(cursor);
  }
}

function parseName(cursor: Cursor): TomlName | undefined {
  const { text, at } = cursor;
  if (text[at] === '"' || text[at] === "'") {
    const quoted = parseString(cursor, "key");
    return quoted && { type: "TomlName", range: quoted.range, name: String(quoted.value) };
  }
  bareName.lastIndex = at;
  const name = bareName.exec(text)?.[0];
  if (name !== undefined) {
    cursor.at = at + name.length;
    return { type: "TomlName", range: [at, cursor.at], name };
  }
  if (isAtLineEnd(cursor)) return fail(cursor, [Math.max(0, at - 1), at], "A key is missing here.");
  const { shown, range } = shownAt(text, at);
  return fail(cursor, range, `A key stands here, and ${shown} can be part of none.`, "Put the key in quotes.");
}
