/** Reads `$NAME` and `${NAME:-default}` in a value of a Compose file, as Compose does before it looks at anything else. */

import type { Range } from "../../core/text.ts";

export interface ComposeReference {
  readonly name: string;
  /** From the dollar sign on. */
  readonly range: Range;
  /** What holds where it is not set: a default, another text, or a message with which Compose stops. */
  readonly operator?: ":-" | "-" | ":+" | "+" | ":?" | "?";
}

export interface InterpolationProblem {
  readonly kind: "unclosed" | "nameless" | "operator";
  readonly range: Range;
}

export interface Interpolation {
  /** Also those within defaults. */
  readonly references: readonly ComposeReference[];
  readonly problems: readonly InterpolationProblem[];
}

/** Of a value with more, the rest is not read. */
const most = 1_000;
const deepest = 20;
const name = /[A-Za-z_][A-Za-z0-9_]*/y;
const operators = /:[-+?]|[-+?]/y;

export function readInterpolation(text: string): Interpolation {
  const references: ComposeReference[] = [];
  const problems: InterpolationProblem[] = [];
  /** Up to the brace that closes what is open, or to the end; where it was over. */
  const read = (from: number, depth: number): number => {
    let at = from;
    while (at < text.length && references.length + problems.length < most) {
      const character = text[at];
      if (depth > 0 && character === "}") return at;
      if (character !== "$") at += 1;
      else if (text[at + 1] === "$") at += 2;
      else at = readReference(at, depth);
    }
    return at;
  };
  const readReference = (start: number, depth: number): number => {
    const isBraced = text[start + 1] === "{";
    const at = start + (isBraced ? 2 : 1);
    const word = wordAt(name, text, at);
    if (word === "") {
      const end = isBraced ? endOfBraces(text, at) : Math.min(text.length, start + 2);
      problems.push({
        kind: isBraced && end > text.length ? "unclosed" : "nameless",
        range: [start, Math.min(end, text.length)],
      });
      return Math.min(Math.max(end, at), text.length);
    }
    const after = at + word.length;
    if (!isBraced) {
      references.push({ name: word, range: [start, after] });
      return after;
    }
    return readBraced(start, word, after, depth);
  };
  const readBraced = (start: number, word: string, after: number, depth: number): number => {
    if (text[after] === "}") {
      references.push({ name: word, range: [start, after + 1] });
      return after + 1;
    }
    const operator = operatorOf(wordAt(operators, text, after));
    if (operator === undefined || depth >= deepest) {
      const end = endOfBraces(text, after);
      problems.push({ kind: end > text.length ? "unclosed" : "operator", range: [start, Math.min(end, text.length)] });
      return Math.min(end, text.length);
    }
    const end = read(after + operator.length, depth + 1);
    if (text[end] !== "}") problems.push({ kind: "unclosed", range: [start, text.length] });
    else references.push({ name: word, range: [start, end + 1], operator });
    return Math.min(end + 1, text.length);
  };
  read(0, 0);
  return { references, problems };
}

function wordAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

function operatorOf(word: string): ComposeReference["operator"] {
  return ([":-", "-", ":+", "+", ":?", "?"] as const).find((each) => each === word);
}

/** Behind the closing brace; beyond the text where there is none. */
function endOfBraces(text: string, from: number): number {
  const end = text.indexOf("}", from);
  return end === -1 ? text.length + 1 : end + 1;
}
