/** From a proposal to a report: everything anew, or only what an edit of the text can change. */

import { needsFiles } from "../core/asked-rules.ts";
import { withReportRules } from "../core/report-rules.ts";
import { review, reviewText } from "../core/review.ts";
import type { ChangedFile, Differential } from "../core/differential.ts";
import type { Gap } from "../core/finding.ts";
import type { Outcome, Report } from "../core/report.ts";
import type { RuleSet } from "../core/rule-set.ts";
import type { ToolReport } from "../core/tool-report.ts";
import type { Inspect, Toolbox } from "../core/toolbox.ts";
import { type EffectiveRuleSet, ruleSetPath } from "../engine/rule-set/effective.ts";
import { withPreview } from "../engine/rule-set/preview.ts";
import type { GitHubApi } from "../sources/github.ts";
import type { SubjectKey, Want } from "../store/store.ts";
import type { Proposal } from "./proposal.ts";
import type { LastReview, ReviewState } from "./review-state.ts";
import { judgeExtends, rulesInForce, sourceOf } from "./rules-in-force.ts";
import type { BaseOfRules } from "./rules-in-force.ts";

export interface Evaluation {
  readonly report: Report;
  readonly differential: Differential;
  readonly ruleSet: RuleSet;
  /** The same, with the file and line that set each key. */
  readonly inForce: EffectiveRuleSet;
}

export interface EvaluationQuestion {
  readonly key: SubjectKey;
  readonly want: Want;
  readonly state: ReviewState;
  readonly proposal: Proposal;
  readonly toolbox: Toolbox;
  /** Whose rule sets may be extended beside the owner's. */
  readonly extendable?: readonly string[] | undefined;
  /** What tools of the repository's own CI said of head. */
  readonly reports: readonly ToolReport[];
  /** Many files of the repository can be read at once. */
  readonly hasClone: boolean;
  readonly signal: AbortSignal;
}

export async function evaluate(api: GitHubApi, question: EvaluationQuestion): Promise<Evaluation> {
  const { proposal, state, signal } = question;
  const toolbox = { ...question.toolbox, signal, inspect: asParty(question), reports: question.reports };
  const last = reusable(question);
  if (last === undefined) return evaluateAll(api, question, toolbox);

  const inForce = await rulesOf(api, question, Promise.resolve(last.changes.files));
  const ruleSet = withReportRules(inForce.ruleSet, question.reports);
  if (ruleSet.hash !== last.report.ruleSet.hash || state.headSha !== proposal.headSha) {
    return evaluateAll(api, question, toolbox);
  }
  const differential = await proposal.reread(last.changes);
  if (needsFiles(last.report, differential, ruleSet, toolbox)) return evaluateAll(api, question, toolbox);
  return { differential, ruleSet, inForce, report: await reviewText(last.report, differential, ruleSet, toolbox) };
}

/** Installations share the workers evenly: a change of 3,000 files in one makes no other wait for all of it. */
function asParty({ key, toolbox }: EvaluationQuestion): Inspect {
  return (inspections, signal) => toolbox.inspect(inspections, signal, String(key.installation));
}

async function evaluateAll(api: GitHubApi, question: EvaluationQuestion, toolbox: Toolbox): Promise<Evaluation> {
  const read = question.proposal.read();
  const files = read.then((differential) => differential.files);
  // Whoever asks for them hears of a failure; where the rules fail first nobody asks, and that must not end the process.
  files.catch(() => undefined);
  const [inForce, differential] = await Promise.all([rulesOf(api, question, files), read]);
  const judged = differential.files.some(({ path }) => path === ruleSetPath)
    ? await judgeExtends(api, baseOf(question), inForce.ruleSet, differential.head)
    : inForce.ruleSet;
  const ruleSet = withReportRules(judged, question.reports);
  const report = await review(differential, ruleSet, toolbox);
  const source = sourceOf(api, { ...baseOf(question), files });
  const limits = { files: question.hasClone ? treeFromClone : treeThroughApi, milliseconds: previewTime };
  const previewed = await withPreview({ differential, report, source, toolbox, limits });
  return { differential, ruleSet, inForce, report: previewed };
}

/** Files of the whole tree that a preview of changed rules may read. */
const treeFromClone = 2_000;
const treeThroughApi = 300;
const previewTime = 10_000;

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

function rulesOf(
  api: GitHubApi,
  question: EvaluationQuestion,
  files: Promise<readonly ChangedFile[]>,
): Promise<EffectiveRuleSet> {
  return rulesInForce(api, { ...baseOf(question), files });
}

function baseOf({ key, proposal, extendable, signal }: EvaluationQuestion): BaseOfRules {
  const { owner, repo } = key;
  const { baseTip, baseBranch } = proposal;
  return { owner, repo, baseTip, baseBranch, extendable, signal };
}
