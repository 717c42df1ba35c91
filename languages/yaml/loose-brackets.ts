/**
 * Accepts what stands in brackets or quotes at any indentation. YAML's grammar wants it deeper than the key of the value, yet
 * every reader of the libyaml family (kubectl, Helm, Ansible, Ruby) takes a `}` right below that key, and people write it so.
 */

import { EVENT_ID, SCALAR_STYLE, type Event } from "js-yaml";
import type { ParseAttempt, SyntaxFailure } from "./recover.ts";

/** Characters that all attempts on one text together may read. */
const readingBudget = 12_000_000;
const maximumAttempts = 200;

type Parse = (text: string) => ParseAttempt;

/**
 * A parser for one text and for what is left of it when mistakes are hidden: offsets are the same in all of them. `strict` is
 * asked again with line breaks in brackets and quotes read as blanks, which keeps offsets too.
 */
export function looseParser(strict: Parse): Parse {
  /** Line breaks that stand in brackets for certain: the line below begins with a closing one. */
  const certain: Joint[] = [];
  let attempts = maximumAttempts;
  let unread = readingBudget;

  return (text) => {
    const joints = [...certain];
    let joined = joints.reduce(join, text);
    const first = strict(joined);
    if ("events" in first) return first;
    let failure = first.failure;
    /** Said when nothing helps: the first failure that no certain bracket explains. */
    let told = failure;
    for (; attempts > 0 && unread > text.length; attempts -= 1, unread -= text.length) {
      const joint = lineBreakBefore(joined, failure);
      if (joint === undefined) break;
      if (joint.closes && joints.length === certain.length) certain.push(joint);
      joints.push(joint);
      joined = join(joined, joint);
      const next = strict(joined);
      if ("events" in next) return isForgottenQuote(text, next.events, joints) ? first : next;
      failure = next.failure;
      if (joints.length === certain.length) told = failure;
    }
    return { failure: told };
  };
}

function join(text: string, { start, end }: Joint): string {
  return text.slice(0, start) + " ".repeat(end - start) + text.slice(end);
}

interface Joint {
  /** Of the line break, with a comment before it. */
  readonly start: number;
  readonly end: number;
  /** The line below begins with a closing bracket. */
  readonly closes: boolean;
}

function lineBreakBefore(text: string, { reason, offset }: SyntaxFailure): Joint | undefined {
  if (reason !== "deficient indentation") return undefined;
  const end = text.lastIndexOf("\n", offset - 1) + 1;
  if (end === 0 || !/^ *$/u.test(text.slice(end, offset))) return undefined;
  const lineStart = text.lastIndexOf("\n", end - 2) + 1;
  const comment = /(?:^|[ \t])#/u.exec(withoutQuoted(text.slice(lineStart, end)));
  const start = comment ? lineStart + comment.index : end - (text[end - 2] === "\r" ? 2 : 1);
  return { start, end, closes: text[offset] === "}" || text[offset] === "]" };
}

/** Same length. */
function withoutQuoted(line: string): string {
  return line.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/gu, (quoted) => "x".repeat(quoted.length));
}

/** A quote runs on into a line that looks like the next key or item: nobody meant that, whoever accepts it. */
function isForgottenQuote(text: string, events: readonly Event[], joints: readonly Joint[]): boolean {
  const siblings = joints.filter(({ end }) => looksLikeSibling(text, end));
  return events.some(
    (event) =>
      event.type === EVENT_ID.SCALAR &&
      (event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED) &&
      siblings.some(({ end }) => event.valueStart < end && end <= event.valueEnd),
  );
}

function looksLikeSibling(text: string, lineStart: number): boolean {
  const lineEnd = text.indexOf("\n", lineStart);
  const line = text.slice(lineStart, lineEnd === -1 ? undefined : lineEnd);
  return /^ *(?:- |[^\s"'{}[\],#][^\s"'{}[\],]*\s*:(?:\s|$))/u.test(line);
}
