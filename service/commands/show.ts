/** What the check run shows of commands: answers that need words, the list of commands, the rules in force. */

import type { EffectiveRuleSet } from "../../engine/rule-set/effective.ts";
import { commandTable } from "../../github/command-table.ts";
import { sentence } from "../../reporters/markdown.ts";
import type { RuleStatistic } from "../../store/store.ts";
import type { CommandAnswer } from "./answer.ts";
import { folded, rulesSection } from "./rules-section.ts";

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

/** Folded sections of finished Markdown, one for each thing that somebody asked to see; of files, the last one. */
export async function shownSections(
  answers: readonly CommandAnswer[],
  inForce: EffectiveRuleSet,
  statistics: () => Promise<readonly RuleStatistic[]>,
): Promise<readonly string[]> {
  const config = answers.findLast(({ verb }) => verb === "config");
  const isHelpAsked = answers.some(({ verb }) => verb === "help");
  return [
    ...(config === undefined
      ? []
      : [await rulesSection(inForce, { path: config.about, statistics: await statistics() })]),
    ...(isHelpAsked ? [folded("Commands", commandTable().split("\n"))] : []),
  ];
}
