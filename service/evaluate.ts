/** From a proposal to a report: everything anew, or only what an edit of the text can change. */

import { needsFiles } from "../core/asked-rules.ts";
import { review, reviewText } from "../core/review.ts";
import type { Differential } from "../core/differential.ts";
import type { Gap } from "../core/finding.ts";
import type { Outcome, Report } from "../core/report.ts";
import type { RuleSet } from "../core/rule-set.ts";
import type { Inspect, Toolbox } from "../core/toolbox.ts";
import type { GitHubApi } from "../sources/github.ts";
import type { SubjectKey, Want } from "../store/store.ts";
import type { Proposal } from "./proposal.ts";
import type { LastReview, ReviewState } from "./review-state.ts";
import { rulesInForce } from "./rules-in-force.ts";

export interface Evaluation {
  readonly report: Report;
  readonly differential: Differential;
  readonly ruleSet: RuleSet;
}

export interface EvaluationQuestion {
  readonly key: SubjectKey;
  readonly want: Want;
  readonly state: ReviewState;
  readonly proposal: Proposal;
  readonly toolbox: Toolbox;
  readonly signal: AbortSignal;
}

export async function evaluate(api: GitHubApi, question: EvaluationQuestion): Promise<Evaluation> {
  const { proposal, state, signal } = question;
  const toolbox = { ...question.toolbox, signal, inspect: asParty(question) };
  const last = reusable(question);
  if (last === undefined) return evaluateAll(api, question, toolbox);

  const ruleSet = await rulesOf(api, question);
  if (ruleSet.hash !== last.report.ruleSet.hash || state.headSha !== proposal.headSha) {
    return evaluateAll(api, question, toolbox);
  }
  const differential = await proposal.reread(last.changes);
  if (needsFiles(last.report, differential, ruleSet, toolbox)) return evaluateAll(api, question, toolbox);
  return { differential, ruleSet, report: await reviewText(last.report, differential, ruleSet, toolbox) };
}

/** Installations share the workers evenly: a change of 3,000 files in one makes no other wait for all of it. */
function asParty({ key, toolbox }: EvaluationQuestion): Inspect {
  return (inspections, signal) => toolbox.inspect(inspections, signal, String(key.installation));
}

async function evaluateAll(api: GitHubApi, question: EvaluationQuestion, toolbox: Toolbox): Promise<Evaluation> {
  const [ruleSet, differential] = await Promise.all([rulesOf(api, question), question.proposal.read()]);
  return { differential, ruleSet, report: await review(differential, ruleSet, toolbox) };
}

/** The last review, where an edit of the text can have changed no more than the answers about the text. */
function reusable({ want, state, proposal }: EvaluationQuestion): LastReview | undefined {
  const { last } = state;
  if (want.scope === "full" || state.asked.length > 0 || last === undefined) return undefined;
  if (last.baseBranch !== proposal.baseBranch || last.report.headSha !== proposal.headSha) return undefined;
  const { outcomes, gaps, risk } = last.report;
  const unseen = [...gaps, ...(risk?.unknown ?? [])];
  return outcomes.every(isSettled) && unseen.every(isTheirs) ? last : undefined;
}

function isSettled(outcome: Outcome): boolean {
  return outcome.status !== "broken" && outcome.gaps.every(isTheirs);
}

/** Nothing that we could do better at the next look. */
function isTheirs({ cause }: Gap): boolean {
  return cause !== "ours";
}

function rulesOf(api: GitHubApi, { key, proposal, signal }: EvaluationQuestion): Promise<RuleSet> {
  const { owner, repo } = key;
  const { baseTip, baseBranch } = proposal;
  return rulesInForce(api, { owner, repo, baseTip, baseBranch, signal });
}
