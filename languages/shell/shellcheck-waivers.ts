/** `# shellcheck disable=SC2086`: for the command behind it, or for the script where it stands before the first one. */

import type { LineIndex } from "../../core/text.ts";
import type { Waiver } from "../../core/waiver.ts";
import { counterpartsOf } from "../foreign/counterparts.ts";
import type { Comment } from "../parsed.ts";
import { surveyShell } from "./survey.ts";
import type { ShellFile, ShellNode } from "./tree.ts";

export function readShellcheckWaivers(tree: ShellFile, lines: LineIndex): readonly Waiver[] {
  return tree.comments.flatMap((comment) => waiverOf(comment, tree, lines));
}

function waiverOf(comment: Comment, tree: ShellFile, lines: LineIndex): readonly Waiver[] {
  const ids = shellcheckIds(comment.text);
  if (ids.length === 0) return [];
  const known = counterpartsOf("shellcheck");
  const rules = [...new Set(ids.flatMap((id) => known.get(id) ?? []))];
  if (rules.length === 0) return [];
  const isFirst = comment.range[1] <= (tree.body.items[0]?.range[0] ?? Number.POSITIVE_INFINITY);
  if (isFirst) {
    const [start, end] = tree.range;
    const covers = [lines.position(start).line, lines.position(Math.max(start, end - 1)).line] as const;
    return [{ rules, range: comment.range, origin: "shellcheck", covers, form: "file" }];
  }
  const target = commandBehind(comment, tree);
  if (!target) return [];
  const covers = [lines.position(target.range[0]).line, lines.position(Math.max(...target.range) - 1).line] as const;
  return [{ rules, range: comment.range, origin: "shellcheck", covers, form: "block" }];
}

/** Ids in lower case; a range (`SC2000-SC2100`) is opened. */
export function shellcheckIds(text: string): readonly string[] {
  const list = /^shellcheck\s(?:.*\s)?disable=([\w,-]+)/u.exec(text)?.[1];
  if (list === undefined) return [];
  return list.split(",").flatMap((id) => {
    const [, first, last] = /^(?:SC)?(\d{4})(?:-(?:SC)?(\d{4}))?$/iu.exec(id) ?? [];
    if (id.toLowerCase() === "all") return [...counterpartsOf("shellcheck").keys()];
    if (first === undefined) return [];
    if (last === undefined) return [`sc${first}`];
    return [...counterpartsOf("shellcheck").keys()].filter((each) => `sc${first}` <= each && each <= `sc${last}`);
  });
}

const targets = ["ShellAndOr", "ShellBranch", "ShellCaseItem"] as const;

function commandBehind(comment: Comment, tree: ShellFile): ShellNode | undefined {
  const survey = surveyShell(tree);
  let nearest: ShellNode | undefined;
  for (const type of targets) {
    for (const node of survey.all(type)) {
      if (node.range[0] < comment.range[1]) continue;
      if (!nearest || node.range[0] < nearest.range[0]) nearest = node;
      break;
    }
  }
  return nearest;
}
