/** What owners are told about the rules in force, in every report. */

import type { ConfigurationProblem } from "../../checks/schema/plumbline-rules/problem.ts";
import { ruleSetPath } from "../../checks/schema/plumbline-rules/read.ts";
import type { FileContent } from "../../core/differential.ts";
import type { Refusal } from "./tune.ts";

export function unreadableFile(path: string, content: FileContent): ConfigurationProblem {
  const message = `The rule set cannot be read: it is ${contentWords(content)}.`;
  return { path, line: 1, column: 1, range: [0, 0], message };
}

function contentWords(content: FileContent): string {
  switch (content.kind) {
    case "too-large":
      return `too large (${content.bytes.toLocaleString("en")} bytes)`;
    case "undecodable":
      return content.reason;
    case "binary":
      return "binary";
    default:
      return `a ${content.kind}`;
  }
}

export function brokenNote(path: string, problems: readonly ConfigurationProblem[], inForce: string): string {
  const [first] = problems;
  const where = first ? ` (${first.line}:${first.column}: ${first.message.replace(/\.$/u, "")})` : "";
  return `\`${path}\` does not validate${where}, so ${inForce}.`;
}

export function misnamedNote(path: string): string {
  return `\`${path}\` is not read: a rule set lies in \`${ruleSetPath}\`.`;
}

const refusalsTold = 5;

/** One line per entry that says something in vain. */
export function refusalNotes(refusals: readonly Refusal[]): readonly string[] {
  const told = refusals.slice(0, refusalsTold).map(({ path, line, rule, keys, enforcedBy }) => {
    const place = line === undefined ? path : `${path}:${line}`;
    const said = keys.map((key) => `\`${key}\``).join(", ");
    return `\`${place}\` cannot weaken ${said} of \`${rule}\`: \`${enforcedBy}\` enforces the rule.`;
  });
  const more = refusals.length - told.length;
  return more > 0 ? [...told, `${more} more entries would weaken rules that are enforced.`] : told;
}

export function tooManyNote(whole: string): string {
  return `\`${whole}\` is tuned under too many paths that overlap: what the last of them say of it is left out.`;
}
