/** The review job of one subject: from what is wanted to a concluded check run, or to the time of the next try. */

import { setMaxListeners } from "node:events";
import { templatePaths } from "../checks/context/request/template-paths.ts";
import { endOfDecisions } from "../core/decision.ts";
import type { Report } from "../core/report.ts";
import { conclude } from "../core/conclusion.ts";
import { matchName } from "../core/glob.ts";
import { wholeName } from "../core/rule-set.ts";
import type { Toolbox } from "../core/toolbox.ts";
import { ruleSetPaths } from "../engine/rule-set/effective.ts";
import { gitleaksFile } from "../engine/gitleaks-switches.ts";
import { yamllintFiles } from "../engine/yamllint-switches.ts";
import type { GitHubApi } from "../sources/github.ts";
import { withGitHubIssues } from "../sources/trackers.ts";
import type { Rerun, SubjectKey, Want } from "../store/store.ts";
import { acknowledgeAll } from "./acknowledge.ts";
import { auditPush } from "./audit-push.ts";
import type { CommandAnswer } from "./commands/answer.ts";
import { acknowledgeAnswers, obey } from "./commands/obey.ts";
import { answerLines, keptAnswers, shownSections } from "./commands/show.ts";
import { heldContent, verdictContent } from "./check-run-content.ts";
import type { ServiceContext } from "./context.ts";
import { evaluate } from "./evaluate.ts";
import type { Evaluation } from "./evaluate.ts";
import { openProposal, SubjectMissing } from "./proposal.ts";
import type { Proposal } from "./proposal.ts";
import { ensureRun, openRun, publish, retire } from "./publish.ts";
import type { Work } from "./publish.ts";
import { hasGivenUp, nextAfterArrival, nextLook, nextTrouble } from "./retry.ts";
import { pushedShaOf } from "./review-state.ts";
import type { AnsweredRerun, LastReview, ReviewState } from "./review-state.ts";
import { mergeReruns, withoutReruns } from "./reruns.ts";
import { withShown } from "./rule-quality.ts";
import { blockedBeside, wakeBeside } from "./same-commit.ts";
import { giveUpWaiting, setBack } from "./set-back.ts";
import { suggestFixes } from "./suggest.ts";
import { reportsFor } from "./tool-reports.ts";
import { nextTurn, wantOfTurn } from "./turn.ts";

/** The newest re-runs that the check run names. */
const rechecksKept = 5;

/** Answers when to run again (milliseconds since 1970), or nothing. */
export async function reviewSubject(
  context: ServiceContext,
  key: SubjectKey,
  signal: AbortSignal,
): Promise<number | undefined> {
  // Each call that is under way listens; a large change has dozens, and Node would warn of a leak.
  setMaxListeners(0, signal);
  const before = await context.store.state(key);
  const knownHead = (await context.store.newestHead(key))?.sha;
  const turn = nextTurn(before, context.clock.now());
  const want = (await context.store.takeWants(key)) ?? leftOver(before) ?? wantOfTurn(before, context.clock.now());
  if (want === undefined) return turn;

  const started = context.clock.now();
  try {
    const api = await context.installations.api(key.installation);
    const work: Work = { context, api, key, signal, knownHead };
    if (want.gone === true) return await leave(work, before);
    const pushed = pushedShaOf(key);
    if (pushed !== undefined) return await auditPush(work, pushed, want, before);
    const again = await reviewOnce(work, want, await giveUpWaiting(work, before));
    context.meter.observe("review_duration_seconds", (context.clock.now() - started) / 1_000);
    return again;
  } catch (error) {
    return setBack(context, key, { want, error, signal, knownHead });
  }
}

/** A process that died between taking a want and answering it leaves an open run behind. */
function leftOver(before: ReviewState | undefined): Want | undefined {
  const isUnanswered = before !== undefined && (before.asked.length > 0 || !before.checkRun.isCompleted);
  return isUnanswered ? { scope: "full", reruns: [] } : undefined;
}

async function leave(work: Work, before: ReviewState | undefined): Promise<undefined> {
  if (before !== undefined) await retire(work, before, undefined);
}

async function reviewOnce(work: Work, want: Want, before: ReviewState | undefined): Promise<number | undefined> {
  const { context, api, key, signal } = work;
  const known = want.head?.sha ?? before?.headSha;
  // The run is made while the request is read; both calls come to an end before either's failure counts.
  const [shown, opened] = await Promise.allSettled([
    known === undefined ? undefined : showRun(work, before, known, want),
    openProposal(api, {
      key,
      want,
      before,
      // Asked for in nearly every review: they come with the first answer instead of costing a call of their own.
      earlyPaths: [...ruleSetPaths, ...yamllintFiles, gitleaksFile, ...templatePaths],
      clone: context.clones?.of(key),
      clock: context.clock,
      signal,
    }),
  ]);
  // Where there is no such subject, that no run can be shown on it is only a consequence.
  if (opened.status === "rejected" && opened.reason instanceof SubjectMissing) throw opened.reason;
  if (shown.status === "rejected") throw shown.reason;
  if (opened.status === "rejected") throw opened.reason;

  const proposal = opened.value;
  const state = await atHead(work, before, shown.value, proposal.headSha, want);
  const { extendable } = context;
  const toolbox = toolboxFor(context, api);
  const hasClone = context.clones !== undefined;
  const reports = await reportsFor(context.store, key, proposal.headSha);
  const question = { key, want, state, proposal, toolbox, extendable, reports, hasClone, signal };
  const evaluation = await evaluate(api, question);
  signal.throwIfAborted();
  const again = await answer(work, want, state, proposal, evaluation);
  await wakeBeside(context, key, before, await context.store.state(key));
  return again;
}

/** Issues are looked up with the access that the installation has. */
function toolboxFor({ toolbox, clock, serverUrl }: ServiceContext, api: GitHubApi): Toolbox {
  const about = { now: () => clock.now(), host: new URL(serverUrl).host };
  return { ...toolbox, time: about.now, lookUpTicket: withGitHubIssues(api, toolbox.lookUpTicket, about) };
}

/** The event's head may not be the head: then the run that was shown on it ends, and the real one gets or keeps its own. */
async function atHead(
  work: Work,
  before: ReviewState | undefined,
  early: ReviewState | undefined,
  headSha: string,
  want: Want,
): Promise<ReviewState> {
  if (early?.headSha === headSha) return early;
  if (early === undefined || before?.headSha !== headSha) return showRun(work, early ?? before, headSha, want);
  await retire(work, early, { sha: headSha });
  const { run, asked } = early;
  return showRun(work, { ...before, run, asked }, headSha, { ...want, reruns: [] });
}

/** A run in progress where one is due: for a new head, and when somebody asked again. Keeps who asked. */
async function showRun(work: Work, before: ReviewState | undefined, headSha: string, want: Want): Promise<ReviewState> {
  const asked = mergeReruns(before?.asked ?? [], want.reruns);
  const known = before === undefined ? undefined : { ...before, asked };
  // A process that died after the run was written leaves who asked in the state: that run is their answer.
  const isRerun = withoutReruns(want.reruns, before?.asked ?? []).length > 0 && before?.checkRun.isCompleted === true;
  const state =
    known === undefined || known.headSha !== headSha || isRerun
      ? await openRun(work, known, headSha)
      : await ensureRun(work, known);
  const group = want.group ?? state.group;
  return { ...state, asked, ...(group !== undefined && { group }) };
}

async function answer(
  work: Work,
  want: Want,
  state: ReviewState,
  proposal: Proposal,
  found: Evaluation,
): Promise<number | undefined> {
  const { context, key } = work;
  const { report, answers: given } = await obey(work, want.commands ?? [], found, state.group);
  const evaluation = { ...found, report };
  const answers = keptAnswers(state.answers ?? [], given);
  const now = context.clock.now();
  const { verdict, waitingFor } = conclude(report);
  const trouble = verdict === "waiting" ? nextTrouble(state.trouble, now) : undefined;
  const look = waitingFor.every(({ awaited }) => awaited !== undefined) ? nextAfterArrival : nextLook;
  const nextTry = trouble === undefined ? now : Math.min(look(trouble, now), ...turnsAfter(report, now));
  const waiting = { nextTry, gaveUp: isLate(trouble, now) };
  const rechecks = [...state.rechecks, ...(trouble === undefined ? answered(state, report) : [])].slice(-rechecksKept);
  const options = { ...optionsOf(context, proposal, rechecks), ...(await commandsShown(work, answers, evaluation)) };
  const verdictHere = verdictContent(report, options, waiting);
  const beside = verdictHere.conclusion === "success" ? await blockedBeside(work, state.headSha) : [];
  const content = heldContent(verdictHere, beside);

  const said = answers.length === 0 ? state : { ...state, answers };
  const written = await publish(work, trouble === undefined ? said : { ...said, trouble }, content);
  await acknowledgeAnswers(work, given);
  context.meter.count("conclusions_total", { conclusion: content.conclusion ?? "waiting" });
  if (trouble !== undefined) {
    // Also where nothing was written: how long it has been waiting must not be forgotten.
    await context.store.keepState(key, written);
    await context.store.putBack(key, { ...want, scope: "full", reruns: [], commands: [] });
    return waiting.nextTry;
  }

  if (want.since !== undefined) {
    context.meter.observe("verdict_latency_seconds", (context.clock.now() - want.since) / 1_000);
  }
  await acknowledgeAll(work, state.asked, (rerun) => namesRules(rerun, evaluation));
  const suggested = proposal.takesComments ? await suggestFixes(work, written, evaluation) : written.suggested;
  // The trouble is over only now: a write that fails must not start its clock anew.
  const { trouble: _over, ...settled } = written;
  const after = {
    ...settled,
    asked: [],
    rechecks,
    suggested,
    shown: withShown(state.shown, report),
    last: lastReview(proposal, evaluation),
  };
  await context.store.keepState(key, after);
  return nextTurn(after, now);
}

function lastReview({ baseBranch, isOpen }: Proposal, evaluation: Evaluation): LastReview {
  const { report } = evaluation;
  const decidedUntil = endOfDecisions(report);
  const changes = changesOf(evaluation);
  return { report, baseBranch, isOpen, changes, ...(decidedUntil !== undefined && { decidedUntil }) };
}

async function commandsShown({ context, key }: Work, answers: readonly CommandAnswer[], { inForce }: Evaluation) {
  const statistics = () => context.store.ruleStatistics(key);
  return { answers: answerLines(answers), shown: await shownSections(answers, inForce, statistics) };
}

/** What turns by itself, such as a tracker's outage, is not left for an hour. */
function turnsAfter(report: Report, now: number): readonly number[] {
  return report.outcomes.flatMap(({ again }) => again ?? []).filter((time) => time > now);
}

function isLate(trouble: ReviewState["trouble"], now: number): boolean {
  return trouble !== undefined && hasGivenUp(trouble, now);
}

function optionsOf(context: ServiceContext, proposal: Proposal, rechecks: readonly AnsweredRerun[]) {
  const { version, serverUrl, limits } = context;
  return {
    version,
    serverUrl,
    rechecks,
    ...(proposal.baseBranch !== undefined && { baseBranch: proposal.baseBranch }),
    ...(limits?.annotations !== undefined && { maxAnnotations: limits.annotations }),
    ...(limits?.perRule !== undefined && { maxPerRule: limits.perRule }),
  };
}

function answered(state: ReviewState, report: Report): readonly AnsweredRerun[] {
  const changed = state.last === undefined || findingsOf(state.last.report) !== findingsOf(report);
  return state.asked.map(({ by, rules }) => ({ by, rules, changed }));
}

/** What a report comes to, for telling whether a re-run changed anything. */
function findingsOf(report: Report): string {
  const shown = report.outcomes.map((outcome) => [
    outcome.rule.name,
    outcome.status,
    outcome.rule.severity,
    outcome.status === "checked" ? outcome.annotations.map((annotation) => annotation.fingerprint) : outcome.reason,
    outcome.gaps.map((gap) => [gap.path, gap.reason]),
  ]);
  return JSON.stringify(shown);
}

/** Whether every rule that was asked for is there. */
function namesRules({ rules }: Rerun, { ruleSet }: Evaluation): boolean {
  return rules.every((pattern) => {
    const matches = matchName(pattern);
    return ruleSet.rules.some((rule) => matches(rule.name) || matches(wholeName(rule)));
  });
}

function changesOf({ differential }: Evaluation) {
  const { base, files, filesBeyond, commits, behindBy } = differential;
  return {
    mergeBase: base.sha,
    files,
    commits,
    ...(filesBeyond !== undefined && { filesBeyond }),
    ...(behindBy !== undefined && { behindBy }),
  };
}
