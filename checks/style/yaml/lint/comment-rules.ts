/** Comments: the blank behind their mark, their distance from what they stand behind, their indentation. */

import type { Token } from "../../../../languages/yaml/tokens/token.ts";
import type { LintRule, Settings } from "./lint-rule.ts";
import type { LintComment, LintText, Problem } from "./lint-text.ts";

export const comments: LintRule = (text, settings) =>
  text.comments.flatMap((comment) => [...tooNear(comment, settings), ...withoutBlank(comment, settings)]);

function tooNear(comment: LintComment, settings: Settings): readonly Problem[] {
  const least = settings.number("min-spaces-from-content", 2);
  if (least === -1 || !comment.isInline || comment.offset - comment.before.end.offset >= least) return [];
  return [
    {
      line: comment.line,
      column: comment.column,
      seenAt: comment.line,
      message: `The comment stands nearer to what is before it than ${least} blanks.`,
      advice: `Put ${least} blanks before the \`#\`.`,
    },
  ];
}

function withoutBlank(comment: LintComment, settings: Settings): readonly Problem[] {
  if (!settings.flag("require-starting-space", true)) return [];
  const marks = /^#+/u.exec(comment.text)?.[0].length ?? 0;
  const next = comment.text[marks] ?? "";
  const isFirst = comment.line === 1 && comment.column === 1;
  if (isFirst && next === "!" && settings.flag("ignore-shebangs", true)) return [];
  if (next === "" || next === " ") return [];
  return [
    {
      line: comment.line,
      column: comment.column + marks,
      seenAt: comment.line,
      message: "The comment begins right behind its `#`.",
      advice: "Put a blank behind the `#`.",
    },
  ];
}

export const commentsIndentation: LintRule = (text) =>
  text.comments.flatMap((comment) => {
    const { before, line, column } = comment;
    if (before.type !== "stream-start" && before.end.line === line) return [];
    const allowed = allowedIndents(text, comment);
    if (allowed.includes(column - 1)) return [];
    const message = `The comment is indented like nothing around it: ${column - 1} where ${allowed.join(" or ")} would be.`;
    return [{ line, column, seenAt: line, message, advice: "Indent it like the line that it is about." }];
  });

/** Like what follows or, where that is less deep, like what came before, until a comment has gone back. */
function allowedIndents(text: LintText, { before, after, previous }: LintComment): readonly number[] {
  const next = after === undefined || after.type === "stream-end" ? 0 : after.start.column;
  if (previous && !previous.isInline) return [...new Set([next, previous.column - 1])];
  const above = before.type === "stream-start" ? 0 : lineIndent(text, before);
  return [...new Set([next, Math.max(above, next)])];
}

function lineIndent({ text }: LintText, token: Token): number {
  const start = token.start.offset === 0 ? 0 : text.lastIndexOf("\n", token.start.offset - 1) + 1;
  let end = start;
  while (text[end] === " ") end += 1;
  return end - start;
}
