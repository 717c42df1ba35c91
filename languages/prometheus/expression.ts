/** The expression of a rule: parsed, or why it cannot be judged. */

import type { Range } from "../../core/text.ts";
import { parsePromql } from "../promql/parse.ts";
import type { PromqlNode, PromqlProblem } from "../promql/tree.ts";
import { typeProblems, usesForeignFunction } from "../promql/types.ts";
import type { PlacedText } from "./placed-text.ts";

export interface Expression {
  readonly text: PlacedText;
  /** Missing where the text is no PromQL. */
  readonly tree?: PromqlNode;
  /** Of syntax (one), or of types (any number). */
  readonly problems: readonly PromqlProblem[];
  /** It is something else, and why it is not judged: a template, LogQL, MetricsQL. */
  readonly unread?: string;
  /** In the file. */
  at(node: { readonly range: Range }): Range;
}

const logql = "it is LogQL, which is not read";
const templateMarks = /\{\{|\{%|<%|\$\{|\$\(|%\(|\$[A-Za-z_]/u;

/** `mayBeLogql`: what is no PromQL here is more likely LogQL than a mistake. */
export function readExpression(text: PlacedText, mayBeLogql = false): Expression {
  const at = ({ range }: { readonly range: Range }): Range => text.within(range);
  const parsed = parsePromql(text.value);
  if ("problem" in parsed) {
    const unread = otherLanguage(text.value) ?? (mayBeLogql ? logql : undefined);
    return {
      text,
      at,
      problems: unread === undefined ? [parsed.problem] : [],
      ...(unread !== undefined && { unread }),
    };
  }
  if (usesForeignFunction(parsed.tree)) {
    return { text, at, problems: [], unread: "it uses a function of MetricsQL or LogQL, which are not read" };
  }
  const problems = typeProblems(parsed.tree);
  if (problems.length > 0 && mayBeLogql) return { text, at, problems: [], unread: logql };
  return { text, at, tree: parsed.tree, problems };
}

/** What does not parse may be written for another reader, or be filled in later. */
function otherLanguage(text: string): string | undefined {
  const unquoted = text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/gu, "''");
  if (templateMarks.test(unquoted)) return "it holds a template";
  if (/\||\bunwrap\b/u.test(unquoted)) return logql;
  if (/\b(?:WITH\s*\(|keep_metric_names\b|default\s|ifnot\b|if\s|limit\s+\d)/iu.test(unquoted)) {
    return "it is MetricsQL, which is not read";
  }
  return undefined;
}
