/** The comments by which a rule file speaks to pint, and what of them pint does not understand. */

import { nearest } from "../../core/nearest.ts";
import type { Comment, YamlDocument } from "../parsed.ts";
import { itemOfComment } from "../yaml/foreign-waivers.ts";
import type { YamlMapping } from "../yaml/tree.ts";

export interface PintComment {
  readonly comment: Comment;
  /** `rule/owner`, `disable`; any word. */
  readonly verb: string;
  /** What follows, trimmed. */
  readonly value: string;
}

export interface PintCommentProblem {
  readonly message: string;
  readonly advice: string;
}

/** What has to follow each word. */
const forms: ReadonlyMap<string, "nothing" | "text" | "check" | "day and check"> = new Map([
  ["ignore/file", "nothing"],
  ["ignore/line", "nothing"],
  ["ignore/next-line", "nothing"],
  ["ignore/begin", "nothing"],
  ["ignore/end", "nothing"],
  ["file/owner", "text"],
  ["rule/owner", "text"],
  ["rule/set", "text"],
  ["disable", "check"],
  ["file/disable", "check"],
  ["snooze", "day and check"],
  ["file/snooze", "day and check"],
]);

const aboutOneRule: ReadonlySet<string> = new Set(["rule/owner", "rule/set", "disable", "snooze"]);

export function pintCommentsOf({ tree }: YamlDocument): readonly PintComment[] {
  return tree.comments.flatMap((comment) => {
    const [, verb, value = ""] = /^pint\s+(\S+)(?:\s+(\S.*))?$/su.exec(comment.text) ?? [];
    return verb === undefined ? [] : [{ comment, verb, value: value.trim() }];
  });
}

/** The rule that a comment stands in, or touches from above. */
export function ruleOfComment({ comment }: PintComment, document: YamlDocument): YamlMapping | undefined {
  const { tree, text, lines } = document;
  const item = itemOfComment(tree, text, lines, comment.range[0]);
  if (item === undefined || comment.range[0] >= item.range[0]) return item;
  const between = text.slice(comment.range[1], item.range[0]);
  return /\n[ \t]*\r?\n/u.test(between) ? undefined : item;
}

/** What pint cannot make sense of; nothing where it does, and where the comment is prose that mentions pint. */
export function pintCommentProblem(said: PintComment, document: YamlDocument): PintCommentProblem | undefined {
  const { verb, value } = said;
  const form = forms.get(verb);
  if (form === undefined) return unknownVerb(said);
  switch (form) {
    case "nothing":
      if (value === "") break;
      return {
        message: `pint does not take \`${verb}\` with something behind it, so this comment does nothing.`,
        advice: `Take \`${value}\` away, or put it into a comment of its own.`,
      };
    case "text":
    case "check":
      if (value !== "") break;
      return {
        message: `\`${verb}\` says nothing here: ${form === "text" ? "the text" : "the name of a check"} is missing.`,
        advice: `Write ${verb === "rule/set" ? "what to set" : form === "text" ? "who the owner is" : "which check is meant"} behind it.`,
      };
    case "day and check":
      if (isSnooze(value)) break;
      return {
        message: `\`${verb}\` wants a day and the name of a check, so pint does not understand this comment.`,
        advice: `Write it as \`pint ${verb} 2030-01-31 promql/series\`.`,
      };
  }
  if (!aboutOneRule.has(verb) || ruleOfComment(said, document) !== undefined) return undefined;
  return {
    message: `\`${verb}\` stands where no rule is, so pint finds nothing that it could be about.`,
    advice: "Put it into a rule, or on the line right above one.",
  };
}

function isSnooze(value: string): boolean {
  const [day = "", check] = value.split(/\s+/u);
  const isDay = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))?$/u.test(day);
  return isDay && !Number.isNaN(Date.parse(day)) && check !== undefined;
}

/** Only what looks like a command: a comment may well speak about pint. */
function unknownVerb({ verb, value }: PintComment): PintCommentProblem | undefined {
  const looksLikeOne =
    /^(?:ignore|file|rule)\/[\w-]+$/u.test(verb) || /^(?:promql|alerts|rule|labels|yaml)\/\w/u.test(value);
  if (!looksLikeOne) return undefined;
  const meant = nearest(verb, forms.keys());
  return {
    message: `pint knows no comment \`${verb}\`, so this one does nothing.`,
    advice:
      meant === undefined
        ? `Use one of ${[...forms.keys()].map((each) => `\`${each}\``).join(", ")}.`
        : `Write \`${meant}\`.`,
  };
}
