/** The half-built tree of a JSON text: what is open, what may come next, what went wrong so far. */

import type { Range } from "../../core/text.ts";
import type { Comment, ParseProblem } from "../parsed.ts";
import type { JsonArray, JsonFile, JsonKey, JsonMember, JsonNode, JsonObject } from "./tree.ts";
import { quoted } from "./values.ts";

/** What may come next. A closing bracket is welcome at `first` and `comma`, after a comma only where JSONC allows it. */
export type Expectation = "first" | "entry" | "colon" | "value" | "comma" | "nothing";

export type OpenNode = OpenObject | OpenArray;

export interface OpenObject {
  readonly type: "JsonObject";
  readonly start: number;
  readonly members: JsonMember[];
  /** Waits for its value. */
  key: JsonKey | undefined;
}

interface OpenArray {
  readonly type: "JsonArray";
  readonly start: number;
  readonly items: JsonNode[];
}

export interface Building {
  readonly text: string;
  /** JSONC: comments and trailing commas belong to the language. */
  readonly tolerant: boolean;
  readonly problems: ParseProblem[];
  readonly comments: Comment[];
  /** Objects and arrays that are open, outermost first. */
  readonly open: OpenNode[];
  content: JsonNode | undefined;
  expected: Expectation;
  /** The last token or value that took its place. */
  previous: Range;
}

export function startBuilding(text: string, tolerant: boolean): Building {
  return {
    text,
    tolerant,
    problems: [],
    comments: [],
    open: [],
    content: undefined,
    expected: "value",
    previous: [0, 0],
  };
}

export function report(building: Building, message: string, advice: string, range: Range): void {
  building.problems.push({ message, advice, range });
}

/** Puts a finished value where it belongs. */
export function place(building: Building, node: JsonNode): void {
  const top = building.open.at(-1);
  building.previous = node.range;
  building.expected = top ? "comma" : "nothing";
  if (!top) building.content = node;
  else if (top.type === "JsonArray") top.items.push(node);
  else if (top.key) {
    top.members.push({ type: "JsonMember", range: [top.key.range[0], node.range[1]], key: top.key, value: node });
    top.key = undefined;
  }
}

/** A key that lost its value still counts as a key: it may be there twice. */
export function placeLostValue(building: Building): void {
  const top = building.open.at(-1);
  if (top?.type !== "JsonObject" || !top.key) return;
  const { name, range } = top.key;
  report(building, `The key ${quoted(name)} has no value.`, "Write a colon and a value after the key.", range);
  place(building, { type: "JsonValue", range: [range[1], range[1]], value: null });
}

export function openNode(building: Building, type: OpenNode["type"], range: Range): void {
  const [start] = range;
  building.open.push(type === "JsonObject" ? { type, start, members: [], key: undefined } : { type, start, items: [] });
  building.previous = range;
  building.expected = "first";
}

export function closeInnermost(building: Building, end: number): void {
  const top = building.open.pop();
  if (top) place(building, closed(top, end));
}

function closed(node: OpenNode, end: number): JsonObject | JsonArray {
  const range: Range = [node.start, end];
  if (node.type === "JsonArray") return { type: node.type, range, items: node.items };
  return { type: node.type, range, members: node.members };
}

/** Closes whatever is still open at `end` and hands out the tree. */
export function finishBuilding(building: Building, end: number): JsonFile {
  while (building.open.length > 0) closeInnermost(building, end);
  const { text, content, comments } = building;
  return { type: "JsonFile", range: [0, text.length], content, comments };
}
