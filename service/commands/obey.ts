/** Carries out the commands that a review is to answer: what they decide is noted first, and told with the verdict. */

import { applyDecisions } from "../../core/decision.ts";
import type { Decision } from "../../core/decision.ts";
import type { Report } from "../../core/report.ts";
import { acknowledge } from "../../github/reactions.ts";
import { commandId } from "../../store/merge-wants.ts";
import type { GivenCommand, SubjectKey } from "../../store/store.ts";
import type { Evaluation } from "../evaluate.ts";
import { messageOf } from "../message.ts";
import type { Work } from "../publish.ts";
import { pullNumberOf } from "../review-state.ts";
import { failed } from "./answer.ts";
import type { CommandAnswer, Verdict } from "./answer.ts";
import { override } from "./override.ts";
import { waive } from "./waive.ts";

export interface Obeyed {
  /** As everything that was decided leaves it now. */
  readonly report: Report;
  readonly answers: readonly CommandAnswer[];
}

export async function obey(
  work: Work,
  commands: readonly GivenCommand[],
  evaluation: Evaluation,
  group: { readonly branch?: string } | undefined,
): Promise<Obeyed> {
  const { context, key } = work;
  const now = context.clock.now();
  const known = await decisionsFor(work, evaluation.report, group);
  const decisions = [...known];
  const answers: CommandAnswer[] = [];
  for (const command of commands) {
    const report = applyDecisions(evaluation.report, decisions, now);
    const verdict = await judge(command, { ...evaluation, report }, decisions, now);
    if ("decision" in verdict && !decisions.includes(verdict.decision)) {
      await context.store.decide(key, verdict.decision);
      context.log.info({ subject: key.subject, kind: verdict.decision.kind, by: command.by }, "a decision was noted");
      decisions.push(verdict.decision);
    }
    answers.push(answerTo(command, verdict));
  }
  return { report: applyDecisions(evaluation.report, decisions, now), answers };
}

async function judge(
  command: GivenCommand,
  { report, ruleSet, differential }: Evaluation,
  decisions: readonly Decision[],
  now: number,
): Promise<Verdict> {
  // Carried out by a run that could not finish: asking twice decides once.
  const earlier = decisions.find(({ id }) => id === commandId(command));
  if (earlier !== undefined) return { decision: earlier };
  const wrote = differential.commits.some(({ author, isMerge }) => !isMerge && author?.login === command.by);
  const isOwn = command.isAuthor || wrote;
  switch (command.verb) {
    case "waive":
      return waive(command, { report, isOwn, now });
    case "override":
      return override(command, { report, ruleSet, people: differential.people, isOwn, now });
    case "help":
      return { outcome: "done" };
    case "config":
      return { outcome: "done", ...pathIn(command.words) };
    default:
      return failed(`\`${command.verb}\` is a command of another version of Plumbline.`);
  }
}

/** The file that a command asks about, from the root of the tree. */
function pathIn(words: string): { readonly about?: string } {
  const [path = ""] = words
    .replaceAll("`", "")
    .replace(/^\.?\//u, "")
    .split(/\s+/u);
  return path === "" ? {} : { about: path };
}

function answerTo(command: GivenCommand, verdict: Verdict): CommandAnswer {
  const { by, verb, comment } = command;
  const given = { id: commandId(command), comment, by, verb };
  return "decision" in verdict ? { ...given, outcome: "done" } : { ...given, ...verdict };
}

/** A merge group is held to what was decided about its pull request, as long as that is still at the same commit. */
async function decisionsFor(
  { context, key }: Work,
  { headSha }: Report,
  group: { readonly branch?: string } | undefined,
): Promise<readonly Decision[]> {
  if (pullNumberOf(key) !== undefined) return context.store.decisions(key);
  const number = /\/pr-(\d+)-[0-9a-f]+$/u.exec(group?.branch ?? "")?.[1];
  if (number === undefined || headSha === undefined) return [];
  const pull: SubjectKey = { ...key, subject: `pull/${number}` };
  const head = await context.store.newestHead(pull);
  const decisions = await context.store.decisions(pull);
  return decisions.map((decision) =>
    decision.kind === "override" && decision.headSha === head?.sha ? { ...decision, headSha } : decision,
  );
}

const acknowledgements = { done: "done", refused: "refused", failed: "failed" } as const;

/** A reaction that cannot be given is no reason to review again. */
export async function acknowledgeAnswers(
  { api, context, key }: Work,
  answers: readonly CommandAnswer[],
): Promise<void> {
  for (const { comment, outcome } of answers) {
    if (outcome === "refused") context.meter.count("commands_refused_total");
    try {
      await acknowledge(api, key, comment, acknowledgements[outcome]);
    } catch (error) {
      context.log.warn({ subject: key.subject, reason: messageOf(error) }, "a comment could not be acknowledged");
    }
  }
}
