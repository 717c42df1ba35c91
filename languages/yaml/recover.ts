/**
 * Goes on after a syntax error: says in our words what is wrong, hides that place from the parser and parses again, so
 * that one error does not hide the rest. Hidden places keep their length, so every offset stays that of the text.
 */

import type { Event } from "js-yaml";
import { indexLines } from "../../core/text.ts";
import type { ParseProblem } from "../parsed.ts";
import {
  holdsContent,
  quote,
  sourceLine,
  type Diagnosis,
  type Mask,
  type SourceLine,
  type Stumble,
} from "./diagnosis.ts";
import { diagnoseConflictMark, diagnoseIndentation, diagnoseMissingColon, diagnoseTab } from "./diagnose-structure.ts";
import {
  diagnoseAfterQuote,
  diagnoseBlockHeader,
  diagnoseCharacter,
  diagnoseEscape,
  diagnoseFlow,
  diagnoseReservedStart,
  diagnoseSecondColon,
  diagnoseTemplate,
  diagnoseUnclosed,
} from "./diagnose-value.ts";

/** js-yaml's one error. `reason` is only compared, never shown. */
export interface SyntaxFailure {
  readonly reason: string;
  readonly offset: number;
}

export type ParseAttempt = { readonly events: readonly Event[] } | { readonly failure: SyntaxFailure };

export interface Recovery {
  readonly problems: readonly ParseProblem[];
  /** Text and events of the parse that went through; `undefined` when nothing could be saved. */
  readonly recovered: { readonly text: string; readonly events: readonly Event[] } | undefined;
}

/** Characters that all attempts together may read: bounds the time of a file full of mistakes. */
const readingBudget = 24_000_000;
const maximumAttempts = 60;
const maximumProblems = 20;

/** In this order: the first that recognises its mistake speaks. */
const diagnosers = [
  diagnoseCharacter,
  diagnoseConflictMark,
  diagnoseTab,
  diagnoseTemplate,
  diagnoseEscape,
  diagnoseUnclosed,
  diagnoseAfterQuote,
  diagnoseReservedStart,
  diagnoseFlow,
  diagnoseBlockHeader,
  diagnoseSecondColon,
  diagnoseMissingColon,
  diagnoseIndentation,
];

export function recover(text: string, first: SyntaxFailure, parse: (text: string) => ParseAttempt): Recovery {
  const lines = indexLines(text);
  const problems: ParseProblem[] = [];
  const attempts = Math.min(maximumAttempts, Math.max(2, Math.floor(readingBudget / (text.length + 1))));
  let masked = text;
  let failure = first;
  let lostLine: number | undefined;

  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const line = sourceLine(masked, lines, lines.position(failure.offset).line);
    const stumble = { text: masked, lines, ...failure, line };
    const diagnosis = diagnose(stumble);
    const at = lines.position(diagnosis.problem.range[0]).line;
    if (!diagnosis.structural || !isEcho(stumble, lostLine, at)) problems.push(diagnosis.problem);
    if (diagnosis.structural) lostLine = at;
    if (!diagnosis.mask || problems.length >= maximumProblems) break;
    masked = hide(masked, diagnosis.mask, line);
    const next = parse(masked);
    if ("events" in next) return { problems: sorted(problems), recovered: { text: masked, events: next.events } };
    failure = next.failure;
  }
  return { problems: sorted(problems), recovered: keepHead(masked, failure, parse) };
}

function diagnose(stumble: Stumble): Diagnosis {
  if (stumble.reason.startsWith("nesting exceeded")) return tooDeep(stumble);
  for (const diagnoser of diagnosers) {
    const diagnosis = diagnoser(stumble);
    if (diagnosis) return diagnosis;
  }
  return unrecognised(stumble);
}

function tooDeep({ offset }: Stumble): Diagnosis {
  return {
    problem: {
      message: "Lists and mappings are nested more than 1,000 levels deep here, deeper than any reader follows.",
      advice: "Flatten the structure.",
      range: [offset, offset + 1],
    },
    mask: undefined,
    structural: false,
  };
}

function unrecognised({ line, offset, text }: Stumble): Diagnosis {
  const start = Math.min(Math.max(offset, line.contentStart), line.range[1]);
  const token = /^\S+/u.exec(text.slice(start, Math.min(line.range[1], start + 80)))?.[0] ?? "";
  const where = token === "" ? `The end of line ${line.number}` : `${quote(token)} on line ${line.number}`;
  return {
    problem: {
      message: `${where} does not fit what stands before it.`,
      advice: "Check the indentation, quotes and colons of this line and the one above.",
      range: token === "" ? line.range : [start, start + token.length],
    },
    mask: { range: line.range },
    structural: true,
  };
}

/** Lines right below a line that has lost its place lose theirs with it: one mistake, one problem. */
function isEcho(stumble: Stumble, lostLine: number | undefined, number: number): boolean {
  if (lostLine === undefined || number < lostLine) return false;
  for (let between = lostLine + 1; between < number; between += 1) {
    if (holdsContent(sourceLine(stumble.text, stumble.lines, between))) return false;
  }
  return true;
}

/** Hides the mask's place; the whole line where the mask would change nothing, so that every attempt makes progress. */
function hide(text: string, mask: Mask, line: SourceLine): string {
  const hidden = replace(text, mask);
  if (hidden !== text) return hidden;
  const withoutLine = replace(text, { range: line.range });
  if (withoutLine !== text) return withoutLine;
  return replace(text, { range: [line.range[0], text.length] });
}

function replace(text: string, { range: [start, end], text: replacement }: Mask): string {
  const blanks =
    replacement ?? text.slice(start, end).replace(/[^\r\n]/gu, (character) => " ".repeat(character.length));
  return text.slice(0, start) + blanks + text.slice(end);
}

/** Too many mistakes: keep what stands before the first one that is left. */
function keepHead(text: string, failure: SyntaxFailure, parse: (text: string) => ParseAttempt): Recovery["recovered"] {
  const lineStart = text.lastIndexOf("\n", Math.max(0, failure.offset - 1)) + 1;
  const head = replace(text, { range: [lineStart, text.length] });
  const attempt = parse(head);
  return "events" in attempt ? { text: head, events: attempt.events } : undefined;
}

function sorted(problems: readonly ParseProblem[]): readonly ParseProblem[] {
  return problems.toSorted((left, right) => left.range[0] - right.range[0]);
}
