/** Redirections: where a command reads from and writes to. */

import { complain, type Cursor, peek, rangeOf, skipBlanks, startsWith } from "./cursor.ts";
import { readWord } from "./parse-word.ts";
import type { ShellHereDocument, ShellRedirection } from "./tree.ts";

const operatorPattern = /(?:(\d+|\{[A-Za-z_]\w*\})(?=[<>]))?(&>>|&>|<<<|<<-|<<|<>|<&|>>|>&|>\||<|>)/y;

/** `undefined` where none begins. */
export function readRedirection(cursor: Cursor): ShellRedirection | undefined {
  if (cursor.holes.has(cursor.at)) return undefined;
  operatorPattern.lastIndex = cursor.at;
  const match = operatorPattern.exec(cursor.text);
  if (!match || cursor.at + match[0].length > cursor.end) return undefined;
  const [all, descriptor, operator = ""] = match;
  // `<(…)` is a word.
  const isProcess = (operator === "<" || operator === ">") && cursor.text.charAt(cursor.at + all.length) === "(";
  if (isProcess && descriptor === undefined) return undefined;

  const start = cursor.at;
  cursor.at += all.length;
  skipBlanks(cursor);
  const targetStart = cursor.at;
  const target = readWord(cursor);
  if (!target)
    complain(
      cursor,
      start,
      start + all.length,
      `Nothing follows \`${all}\`.`,
      "Name the file, or delete the redirection.",
    );
  const redirection = {
    type: "ShellRedirection",
    range: rangeOf(cursor, start),
    operator,
    ...(descriptor !== undefined && { descriptor }),
    ...(target && { target }),
  } as const;
  if (!target || !operator.startsWith("<<") || operator === "<<<") return redirection;
  const raw = cursor.text.slice(targetStart, cursor.at);
  const waiting: { hereDocument?: ShellHereDocument } & ShellRedirection = { ...redirection };
  cursor.waiting.push({
    delimiter: raw.replace(/["'\\]/gu, ""),
    isQuoted: /["'\\]/u.test(raw),
    stripsTabs: operator === "<<-",
    operator: [start, cursor.at],
    take: (document) => {
      Object.assign(waiting, { hereDocument: document });
    },
  });
  return waiting;
}

/** All that stand behind a compound command. */
export function readRedirections(cursor: Cursor): readonly ShellRedirection[] {
  const redirections: ShellRedirection[] = [];
  for (;;) {
    const before = cursor.at;
    skipBlanks(cursor);
    if (!"<>&{0123456789".includes(peek(cursor) || " ") || startsWith(cursor, "&&")) {
      cursor.at = before;
      return redirections;
    }
    const redirection = readRedirection(cursor);
    if (!redirection) {
      cursor.at = before;
      return redirections;
    }
    redirections.push(redirection);
  }
}
