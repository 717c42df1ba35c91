/** What the check run shows of commands: answers that need words, the list of commands, the rules in force. */

import type { Rule, RuleSet } from "../../core/rule-set.ts";
import { commandTable } from "../../github/command-table.ts";
import { clipLines } from "../../reporters/bytes.ts";
import { codeSpan, sentence } from "../../reporters/markdown.ts";
import type { CommandAnswer } from "./answer.ts";

/** The newest answers that the check run keeps. */
const answersKept = 5;

/** Answers of this head; whoever asks again is answered once. */
export function keptAnswers(
  before: readonly CommandAnswer[],
  arriving: readonly CommandAnswer[],
): readonly CommandAnswer[] {
  const renewed = new Set(arriving.map(({ id }) => id));
  return [...before.filter(({ id }) => !renewed.has(id)), ...arriving].slice(-answersKept);
}

/** Lines of finished Markdown. */
export function answerLines(answers: readonly CommandAnswer[]): readonly string[] {
  return answers.flatMap(({ said }) => (said === undefined ? [] : [`- ${sentence(said)}`]));
}

/** Folded sections of finished Markdown, one for each thing that somebody asked to see. */
export function shownSections(answers: readonly CommandAnswer[], ruleSet: RuleSet): readonly string[] {
  const asked = new Set(answers.map(({ verb }) => verb));
  return [
    ...(asked.has("config") ? [folded("Rules in force", ruleLines(ruleSet))] : []),
    ...(asked.has("help") ? [folded("Commands", commandTable().split("\n"))] : []),
  ];
}

function folded(heading: string, lines: readonly string[]): string {
  return `<details><summary>${heading}</summary>\n\n${lines.join("\n")}\n\n</details>`;
}

/** Bytes: what was found needs its room too. */
const rowBudget = 20_000;

function ruleLines({ rules, origin }: RuleSet): readonly string[] {
  const active = rules.filter(({ severity }) => severity !== "off");
  const off = rules.length - active.length;
  return [
    `From ${codeSpan(origin)}; ${off} more are off.`,
    "",
    "| rule | severity | |",
    "|---|---|---|",
    ...clipLines(active.map(ruleRow), rowBudget, (count) => `| and ${count} more | | |`),
  ];
}

function ruleRow(rule: Rule): string {
  const remarks = [
    ...(rule.check === rule.name ? [] : [`check ${code(rule.check)}`]),
    ...(rule.mode === undefined ? [] : [`mode ${rule.mode}`]),
    ...(rule.paths.length === 0 ? [] : [rule.paths.slice(0, 3).map(code).join(", ")]),
    ...(rule.waivable ? [] : ["cannot be waived"]),
    ...(rule.enforced === true ? ["enforced"] : []),
  ];
  return `| ${code(rule.name)} | ${rule.severity} | ${remarks.join("; ")} |`;
}

/** GitHub's tables split at every bare bar, also inside code. */
function code(text: string): string {
  return codeSpan(text.slice(0, 100)).replaceAll("|", "\\|");
}
