/** Reads JSON and JSONC into a positioned tree and goes on after mistakes, without recursion: no depth overflows the stack. */

import type { Range } from "../../core/text.ts";
import type { ParseProblem } from "../parsed.ts";
import {
  closeInnermost,
  finishBuilding,
  openNode,
  place,
  placeLostValue,
  report,
  startBuilding,
  type Building,
  type OpenObject,
} from "./build.ts";
import { scanToken, type Token } from "./scan.ts";
import type { JsonFile } from "./tree.ts";
import { codePoint, quoted, readString, readWord } from "./values.ts";

export interface JsonOptions {
  /** JSONC: comments and trailing commas belong to the language. */
  readonly comments: boolean;
}

export interface ParsedJson {
  readonly tree: JsonFile;
  readonly problems: readonly ParseProblem[];
}

/** No document that people wrote nests deeper; later steps may recurse safely below this. */
const maximumDepth = 500;
const maximumProblems = 50;

/** Never throws: whatever does not follow the grammar becomes a problem, at most 50 of them. */
export function parseJson(text: string, options: JsonOptions): ParsedJson {
  const building = startBuilding(text, options.comments);
  let token = scanToken(text, 0);
  while (take(building, token) && building.problems.length < maximumProblems) token = scanToken(text, token.range[1]);

  if (token.kind === "end") reportUnfinished(building);
  const tree = finishBuilding(building, token.range[0]);
  return { tree, problems: building.problems };
}

/** Takes one token; `false` ends the reading. */
function take(building: Building, token: Token): boolean {
  if (token.kind === "end") return false;
  if (token.kind === "line-comment" || token.kind === "block-comment") takeComment(building, token);
  else if (building.expected === "nothing") {
    const advice = "Keep one value per file: delete the rest, or wrap all of it in an array.";
    report(building, "The document ends before this.", advice, token.range);
    return false;
  } else if (token.kind === "unknown") {
    report(
      building,
      `${character(building, token)} has no place here.`,
      "Delete it, or put it in a string.",
      token.range,
    );
  } else if (token.kind === "}" || token.kind === "]") takeClosing(building, token);
  else if (token.kind === ",") takeComma(building, token);
  else if (token.kind === ":") takeColon(building, token);
  else if (token.kind === "{" || token.kind === "[") return takeOpening(building, token);
  else takeScalar(building, token);
  return true;
}

function takeComment(building: Building, token: Token): void {
  const { text, tolerant, comments } = building;
  const [start, end] = token.range;
  if (token.unclosed) report(building, "This comment is never closed.", "Close it with `*/`.", [start, start + 2]);
  else if (!tolerant && comments.length === 0) {
    report(
      building,
      "This is a comment, and JSON has none.",
      "Delete it, or say it in a key that readers ignore.",
      token.range,
    );
  }
  const inner = text.slice(start + 2, token.kind === "line-comment" || token.unclosed ? end : end - 2);
  comments.push({ type: "Comment", range: token.range, text: inner.trim() });
}

function takeOpening(building: Building, token: Token): boolean {
  noteMissingMark(building);
  const holder = building.open.at(-1);
  if (holder?.type === "JsonObject" && building.expected !== "value") {
    report(
      building,
      `\`${token.kind}\` stands where a key belongs.`,
      "Write a key and a colon before it.",
      token.range,
    );
    holder.key = { type: "JsonKey", range: [token.range[0], token.range[0]], name: "" };
  }
  if (building.open.length >= maximumDepth) {
    const advice = "Flatten the structure: what lies deeper is not read.";
    report(building, `More than ${maximumDepth} levels are nested here.`, advice, token.range);
    return false;
  }
  openNode(building, token.kind === "{" ? "JsonObject" : "JsonArray", token.range);
  return true;
}

function takeClosing(building: Building, token: Token): void {
  const wanted = token.kind === "}" ? "JsonObject" : "JsonArray";
  if (!building.open.some((node) => node.type === wanted)) {
    report(
      building,
      `\`${token.kind}\` closes nothing that was opened.`,
      "Delete it, or open it where it belongs.",
      token.range,
    );
    return;
  }
  placeLostValue(building);
  if (!building.tolerant && (building.expected === "entry" || building.expected === "value")) {
    const message = `Nothing follows this comma before \`${token.kind}\`, which JSON does not allow.`;
    report(building, message, "Delete the comma.", building.previous);
  }
  for (let top = building.open.at(-1); top && top.type !== wanted; top = building.open.at(-1)) {
    const mate = top.type === "JsonObject" ? "}" : "]";
    report(
      building,
      `\`${token.kind}\` stands where \`${mate}\` is missing.`,
      `Write \`${mate}\` before it.`,
      token.range,
    );
    closeInnermost(building, token.range[0]);
    placeLostValue(building);
  }
  closeInnermost(building, token.range[1]);
}

function takeComma(building: Building, token: Token): void {
  placeLostValue(building);
  if (building.expected === "comma") {
    building.expected = building.open.at(-1)?.type === "JsonObject" ? "entry" : "value";
  } else {
    report(
      building,
      "This comma has nothing before it.",
      "Delete it, or write the value that is missing.",
      token.range,
    );
  }
  building.previous = token.range;
}

function takeColon(building: Building, token: Token): void {
  if (building.expected === "colon") building.expected = "value";
  else
    report(
      building,
      "This colon follows no key.",
      "Write a key in double quotes before it, or delete it.",
      token.range,
    );
  building.previous = token.range;
}

/** A string, number or word: a key where an object waits for one, a value anywhere else. */
function takeScalar(building: Building, token: Token): void {
  noteMissingMark(building);
  const holder = building.open.at(-1);
  if (holder?.type === "JsonObject" && building.expected !== "value") {
    takeKey(building, token, holder);
    return;
  }
  const read = token.kind === "word" ? readWord(building.text, token) : readString(building.text, token);
  if (read.problem) building.problems.push(read.problem);
  place(building, { type: "JsonValue", range: token.range, value: read.value });
}

function takeKey(building: Building, token: Token, holder: OpenObject): void {
  let name = building.text.slice(...token.range);
  if (token.kind === "word") {
    report(building, `The key ${quoted(name)} stands without quotes.`, "Put keys in double quotes.", token.range);
  } else {
    const read = readString(building.text, token);
    if (read.problem) building.problems.push(read.problem);
    name = read.value;
  }
  holder.key = { type: "JsonKey", range: token.range, name };
  building.previous = token.range;
  building.expected = "colon";
}

/** Goes on as if a forgotten comma or colon were there. */
function noteMissingMark(building: Building): void {
  const { expected, previous, open } = building;
  if (expected === "comma") {
    report(building, "A comma is missing after this.", "Put a comma between the two entries.", lastOf(previous));
    building.expected = open.at(-1)?.type === "JsonObject" ? "entry" : "value";
  } else if (expected === "colon") {
    report(
      building,
      "A colon is missing after this key.",
      "Write a colon between a key and its value.",
      lastOf(previous),
    );
    building.expected = "value";
  }
}

function reportUnfinished(building: Building): void {
  const innermost = building.open.at(-1);
  if (innermost) {
    const [mark, mate] = innermost.type === "JsonObject" ? ["{", "}"] : ["[", "]"];
    const range: Range = [innermost.start, innermost.start + 1];
    report(building, `\`${mark}\` is never closed.`, `Write the \`${mate}\` that belongs to it.`, range);
  } else if (building.expected === "value" && building.problems.length === 0 && !building.tolerant) {
    report(
      building,
      "The file holds no value, so it is no JSON.",
      "Write a value, at least `{}`, or delete the file.",
      [0, 0],
    );
  }
}

function character(building: Building, token: Token): string {
  const shown = building.text.slice(...token.range);
  return /^[\x21-\x7e]$/.test(shown) ? `\`${shown}\`` : `The character ${codePoint(shown, 0)}`;
}

function lastOf(range: Range): Range {
  return [Math.max(range[0], range[1] - 1), range[1]];
}
