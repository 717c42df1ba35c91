/** What a TOML text defines twice: keys, tables, and tables that were closed when they were written inline. */

import type { Range } from "../../core/text.ts";
import type { ParseProblem } from "../parsed.ts";
import { mostProblems } from "./cursor.ts";
import type { TomlFile, TomlInlineTable, TomlKey, TomlName, TomlPair, TomlTable, TomlValue } from "./tree.ts";

/**
 * How a table came to be. `implied`: a header names one below it, so its own header may still come. `dotted`: keys with
 * dots made it; they may go on, a header may not. `closed`: written inline, nothing can be added.
 */
interface Defined {
  origin: "implied" | "header" | "dotted" | "closed" | "value" | "array";
  readonly place: Range;
  readonly children: Map<string, Defined>;
  /** Of an array of tables: its newest element. */
  element?: Defined;
}

interface Search {
  readonly text: string;
  readonly problems: ParseProblem[];
}

export function findRedefinitions(file: TomlFile, text: string): readonly ParseProblem[] {
  const search: Search = { text, problems: [] };
  const root = defined("header", file.range);
  for (const table of file.tables) {
    const target = table.key ? openTable(root, table, table.key, search) : root;
    if (target) definePairs(target, table.pairs, search);
    else for (const { value } of table.pairs) visitValue(value, search);
  }
  return search.problems;
}

function defined(origin: Defined["origin"], place: Range): Defined {
  return { origin, place, children: new Map() };
}

/** The table that a header opens; nothing where it may not be opened. */
function openTable(root: Defined, table: TomlTable, key: TomlKey, search: Search): Defined | undefined {
  const last = key.names.at(-1);
  const parent = key.names
    .slice(0, -1)
    .reduce<Defined | undefined>((at, name) => at && stepInto(at, name, key, search), root);
  if (!parent || !last) return undefined;
  const known = parent.children.get(last.name);
  return table.kind === "array"
    ? openElement(parent, known, key, last, search)
    : openPlain(parent, known, key, last, search);
}

function stepInto(at: Defined, name: TomlName, key: TomlKey, search: Search): Defined | undefined {
  const known = at.children.get(name.name);
  if (!known) {
    const implied = defined("implied", key.range);
    at.children.set(name.name, implied);
    return implied;
  }
  if (known.origin === "array") return known.element;
  if (known.origin === "value" || known.origin === "closed") return clash(search, name.range, known);
  return known;
}

function openElement(
  parent: Defined,
  known: Defined | undefined,
  key: TomlKey,
  last: TomlName,
  search: Search,
): Defined | undefined {
  if (known && known.origin !== "array") return clash(search, key.range, known, "an array of tables");
  const array = known ?? defined("array", key.range);
  const element = defined("header", key.range);
  array.element = element;
  parent.children.set(last.name, array);
  return element;
}

function openPlain(
  parent: Defined,
  known: Defined | undefined,
  key: TomlKey,
  last: TomlName,
  search: Search,
): Defined | undefined {
  if (known && known.origin !== "implied") return clash(search, key.range, known, "a table");
  const table = known ?? defined("header", key.range);
  table.origin = "header";
  parent.children.set(last.name, table);
  return table;
}

function definePairs(table: Defined, pairs: readonly TomlPair[], search: Search): void {
  /** Made by dotted keys of this table, which may go on. */
  const own = new Set<Defined>();
  for (const { key, value } of pairs) {
    visitValue(value, search);
    const last = key.names.at(-1);
    const parent = key.names
      .slice(0, -1)
      .reduce<Defined | undefined>((at, name) => at && stepAlong(at, name, own, search), table);
    if (!parent || !last) continue;
    const known = parent.children.get(last.name);
    if (known) clash(search, key.range, known);
    else parent.children.set(last.name, defined(originOf(value), key.range));
  }
}

function stepAlong(at: Defined, name: TomlName, own: Set<Defined>, search: Search): Defined | undefined {
  const known = at.children.get(name.name);
  if (!known) {
    const dotted = defined("dotted", name.range);
    own.add(dotted);
    at.children.set(name.name, dotted);
    return dotted;
  }
  if (known.origin === "implied") {
    known.origin = "dotted";
    own.add(known);
  }
  return own.has(known) ? known : clash(search, name.range, known);
}

function originOf(value: TomlValue): Defined["origin"] {
  return value.type === "TomlInlineTable" ? "closed" : "value";
}

/** Tables written inline have keys of their own; no tree is deeper than the parser lets it be. */
function visitValue(value: TomlValue, search: Search): void {
  if (value.type === "TomlArray") for (const item of value.items) visitValue(item, search);
  if (value.type === "TomlInlineTable") visitTable(value, search);
}

function visitTable({ range, pairs }: TomlInlineTable, search: Search): void {
  definePairs(defined("header", range), pairs, search);
}

function clash({ problems, text }: Search, range: Range, known: Defined, wanted?: string): undefined {
  if (problems.length >= mostProblems) return undefined;
  const line = text.slice(0, known.place[0]).split("\n").length;
  const written = text.slice(...range);
  const shown = written.length > 60 ? `${written.slice(0, 60)}…` : written;
  problems.push({ range, ...wordsFor(shown, line, known, wanted) });
}

function wordsFor(
  shown: string,
  line: number,
  { origin }: Defined,
  wanted?: string,
): { message: string; advice: string } {
  switch (origin) {
    case "closed":
      return {
        message: `\`${shown}\` is written as a whole on line ${line}: nothing can be added to an inline table.`,
        advice: "Put everything in one place.",
      };
    case "array":
      return {
        message: `\`${shown}\` is an array of tables since line ${line}.`,
        advice:
          wanted === undefined
            ? "Give this another name."
            : "Write `[[…]]` for one more element, or give this another name.",
      };
    case "value":
      return {
        message: `\`${shown}\` has a value already, on line ${line}: a file with two is refused.`,
        advice: "Keep the one that is meant and delete the other.",
      };
    default:
      return {
        message: `The table \`${shown}\` is defined already, on line ${line}: a file that defines it twice is refused.`,
        advice:
          wanted === "an array of tables"
            ? "Write both as `[[…]]`, or give one another name."
            : "Move these keys there, or give one of the tables another name.",
      };
  }
}
