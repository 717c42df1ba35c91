/** Reads waivers out of comments: who is silenced, where, and why. Applying them is the core's work. */

import type { LineIndex, Range } from "../core/text.ts";
import { readEnding } from "../core/until.ts";
import type { Waiver } from "../core/waiver.ts";
import type { Comment } from "./parsed.ts";

/** One `plumbline-…` word group; a comment may hold several. */
interface Directive {
  readonly verb: string;
  readonly rules: readonly string[];
  readonly reason: string | undefined;
  readonly date: string | undefined;
  readonly range: Range;
  /** Lines of the comment, from 1. */
  readonly first: number;
  readonly last: number;
}

interface OpenBlock {
  readonly directive: Directive;
  readonly rules: readonly string[];
}

const mention = "plumbline-";
/** A second directive in one comment stands behind a mark of its own or on a line of its own. */
const separator = /(?:[ \t](?:#+|\/\/+|;+)[ \t]*|\n[\s*]*)(?=plumbline-)/;
const leadingStars = /^\*+\s*/;
/** Other words may begin with our name (`plumbline-check runs here`); these mean to switch something. */
const directivePattern = /^plumbline-((?:disable|enable|ignore|skip)[\w-]*)[ \t]*:?([\s\S]*)$/;
const reasonMark = /(?:^|\s)(?:--+|—|–)(?:\s|$)/;

/**
 * Forms: `plumbline-disable-next-line`, `-disable-line`, `-disable-file`, `-disable` … `-enable`, each followed by
 * `RULE[, RULE…] -- reason [until DATE]`. A mistyped verb comes back as a waiver that names no rule, so that somebody hears of it.
 */
export function readWaivers(comments: readonly Comment[], text: string, lines: LineIndex): readonly Waiver[] {
  const directives = comments
    .filter((comment) => comment.text.includes(mention))
    .flatMap((comment) => readComment(comment, lines));
  if (directives.length === 0) return [];

  const aloneOn = linesHeldAlone(directives, text, lines);
  const waivers: Waiver[] = [];
  let open: OpenBlock[] = [];
  for (const directive of directives) {
    if (directive.verb === "disable" && directive.rules.length > 0) open.push({ directive, rules: directive.rules });
    else if (directive.verb === "enable") {
      const { closed, left } = closeBlocks(open, directive);
      waivers.push(...(closed.length > 0 ? closed : [nameless(directive)]));
      open = left;
    } else waivers.push(single(directive, aloneOn, lines));
  }
  const lastLine = Math.max(1, lines.count);
  waivers.push(...open.map(({ directive, rules }) => blockWaiver(directive, rules, lastLine)));
  return waivers.sort((left, right) => left.range[0] - right.range[0]);
}

function readComment(comment: Comment, lines: LineIndex): readonly Directive[] {
  const first = lines.position(comment.range[0]).line;
  const last = lines.position(Math.max(comment.range[0], comment.range[1] - 1)).line;
  return comment.text
    .replace(leadingStars, "")
    .split(separator)
    .flatMap((part) => {
      const match = directivePattern.exec(part.trim());
      if (!match) return [];
      const [, verb = "", words = ""] = match;
      const mark = reasonMark.exec(words);
      const names = mark ? words.slice(0, mark.index) : words;
      const { words: reason, date } = readEnding(mark ? words.slice(mark.index + mark[0].length) : "");
      const rules = names.split(/[\s,]+/).filter((name) => name !== "");
      return [{ verb, rules, reason: reason === "" ? undefined : reason, date, range: comment.range, first, last }];
    });
}

function single(directive: Directive, aloneOn: ReadonlySet<number>, lines: LineIndex): Waiver {
  const { first, last } = directive;
  switch (directive.verb) {
    case "disable-next-line": {
      let next = last + 1;
      while (aloneOn.has(next)) next += 1;
      return waiver(directive, directive.rules, "next-line", [next, next]);
    }
    case "disable-line":
      return waiver(directive, directive.rules, "line", [first, last]);
    case "disable-file":
      return waiver(directive, directive.rules, "file", [1, Math.max(1, lines.count)]);
    case "disable":
      return waiver(directive, [], "block", [first, last]);
    default:
      return nameless(directive);
  }
}

/** An `enable` without names ends every open block; one with names ends these, and the rest of their blocks goes on. */
function closeBlocks(open: readonly OpenBlock[], enable: Directive): { closed: Waiver[]; left: OpenBlock[] } {
  const ends = (rule: string) => enable.rules.length === 0 || enable.rules.includes(rule);
  const closed: Waiver[] = [];
  const left: OpenBlock[] = [];
  for (const { directive, rules } of open) {
    const ended = rules.filter(ends);
    const going = rules.filter((rule) => !ends(rule));
    if (ended.length > 0) closed.push(blockWaiver(directive, ended, enable.last));
    if (going.length > 0) left.push({ directive, rules: going });
  }
  return { closed, left };
}

function blockWaiver(directive: Directive, rules: readonly string[], lastLine: number): Waiver {
  return waiver(directive, rules, "block", [directive.first, lastLine]);
}

/** Waives nothing and is reported as such. */
function nameless(directive: Directive): Waiver {
  return waiver(directive, [], "line", [directive.first, directive.last]);
}

function waiver(
  directive: Directive,
  rules: readonly string[],
  form: Waiver["form"],
  covers: Waiver["covers"],
): Waiver {
  const { reason, date, range } = directive;
  return {
    rules,
    ...(reason !== undefined && { reason }),
    ...(date !== undefined && { date }),
    range,
    covers,
    form,
  };
}

/** Lines that hold a directive and nothing else: several `-disable-next-line` above each other mean the same line below. */
function linesHeldAlone(directives: readonly Directive[], text: string, lines: LineIndex): ReadonlySet<number> {
  const held = new Set<number>();
  for (const { range, first, last } of directives) {
    const before = text.slice(lines.line(first)[0], range[0]);
    const after = text.slice(range[1], lines.line(last)[1]);
    if (before.trim() !== "" || after.trim() !== "") continue;
    for (let line = first; line <= last; line += 1) held.add(line);
  }
  return held;
}
