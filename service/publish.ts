/** Brings a review to its check run: the same run where GitHub allows it, a new one where annotations change, nothing where nothing changed. */

import { canBecome, newRecord, says, settle, writeCheckRun } from "../github/check-run-writer.ts";
import type { CheckRunContent, CheckRunRecord, CheckRunTarget } from "../github/check-run-writer.ts";
import type { GitHubApi } from "../github/api.ts";
import type { SubjectKey } from "../store/store.ts";
import { reviewing, supersededContent } from "./check-run-content.ts";
import type { ServiceContext } from "./context.ts";
import { pullNumberOf, reviewId } from "./review-state.ts";
import type { ReviewState } from "./review-state.ts";

/** One run of a review job. */
export interface Work {
  readonly context: ServiceContext;
  readonly api: GitHubApi;
  readonly key: SubjectKey;
  readonly signal: AbortSignal;
  /** The newest head that was known when this run of the job began. */
  readonly knownHead: string | undefined;
}

/** A newer head arrived, perhaps at another process: nothing more is written on the older one. */
export class Superseded extends Error {
  override readonly name = "Superseded";
}

/** GitHub may show a newer head than any event has told of yet; only what is told of after the start supersedes. */
export async function isCurrent({ context, key, knownHead }: Work, headSha: string): Promise<boolean> {
  const newest = (await context.store.newestHead(key))?.sha;
  return newest === undefined || newest === headSha || newest === knownHead;
}

/** Shows at once that a head is being looked at. A run of an older head that is still open is ended first. */
export async function openRun(work: Work, before: ReviewState | undefined, headSha: string): Promise<ReviewState> {
  if (before !== undefined && before.headSha !== headSha) await retire(work, before, { sha: headSha });
  const state = { ...stateOfHead(before, headSha), ...newRun(work, before, headSha) };
  await work.context.store.keepState(work.key, state);
  return write(work, state, reviewing);
}

/** For a run that was wanted but never came about, because the call was refused or its answer lost. */
export function ensureRun(work: Work, state: ReviewState): Promise<ReviewState> {
  const isShown = state.checkRun.id !== undefined || state.checkRun.isCompleted;
  return isShown ? Promise.resolve(state) : write(work, state, reviewing);
}

/** Answers the state as it was where nothing had to be written. */
export async function publish(work: Work, state: ReviewState, content: CheckRunContent): Promise<ReviewState> {
  const { run: target, current } = targetOf(work, state);
  const record = await settle(work.api, target, state.checkRun);
  if (says(record, content)) return current();
  if (canBecome(record, content)) return write(work, current(), content);

  if (!record.isCompleted) await retireRecord(work, record, { sha: state.headSha });
  const renewed = { ...current(), ...newRun(work, state, state.headSha) };
  await work.context.store.keepState(work.key, renewed);
  return write(work, renewed, content);
}

/** Tells on a run that is still open why there is no verdict yet. A verdict that is there, or on its way, stands. */
export async function tell(work: Work, state: ReviewState, content: CheckRunContent): Promise<ReviewState> {
  const { run: target, current } = targetOf(work, state);
  const record = await settle(work.api, target, state.checkRun);
  if (record.isCompleted) return current();
  if (record.written === 0) return write(work, current(), content);
  // Annotations that are there stay; once the run is given up, a later verdict gets a run of its own.
  if (content.conclusion !== undefined) return write(work, { ...current(), checkRun: bare(record) }, content);
  return current();
}

/** Ends a run that nobody will finish: its head is no longer the newest, or is gone. */
export async function retire(
  work: Work,
  state: ReviewState,
  by: { readonly sha: string } | undefined,
): Promise<ReviewState> {
  if (state.checkRun.isCompleted) return state;
  const { run: target, current } = targetOf(work, state);
  const record = await settle(work.api, target, state.checkRun);
  if (record.id !== undefined && !record.isCompleted) await retireRecord(work, record, by);
  return current();
}

async function retireRecord(
  work: Work,
  record: CheckRunRecord,
  by: { readonly sha: string } | undefined,
): Promise<void> {
  const { key, api, context } = work;
  const content = supersededContent(by === undefined ? undefined : { ...by, url: commitUrl(context, key, by.sha) });
  // Repeating this is harmless, so nothing about it needs to be kept.
  await writeCheckRun(api, { owner: key.owner, repo: key.repo, keep: async () => {} }, bare(record), content);
}

/** The run as if it had no annotations: for a last word on it that brings none. */
function bare(record: CheckRunRecord): CheckRunRecord {
  return { ...record, annotations: "", written: 0, content: "" };
}

async function write(work: Work, state: ReviewState, content: CheckRunContent): Promise<ReviewState> {
  const { run: target, current } = targetOf(work, state);
  await writeCheckRun(work.api, target, state.checkRun, content);
  return current();
}

/** Where a run is written to; every step of the writer is kept with the rest of the state. */
function targetOf(
  work: Work,
  state: ReviewState,
): { readonly run: CheckRunTarget; readonly current: () => ReviewState } {
  const { context, key, signal } = work;
  let current = state;
  async function mayWrite(): Promise<void> {
    if (!(await isCurrent(work, state.headSha))) throw new Superseded("a newer head arrived");
  }
  async function keep(checkRun: CheckRunRecord): Promise<void> {
    current = { ...current, checkRun };
    await context.store.keepState(key, current);
  }
  return { run: { owner: key.owner, repo: key.repo, keep, mayWrite, signal }, current: () => current };
}

function newRun(
  { key }: Work,
  before: ReviewState | undefined,
  headSha: string,
): Pick<ReviewState, "run" | "checkRun"> {
  const run = (before?.run ?? 0) + 1;
  return { run, checkRun: newRecord(headSha, reviewId(key, headSha, run)) };
}

/** What of an earlier state still holds for this head. */
function stateOfHead(before: ReviewState | undefined, headSha: string): Omit<ReviewState, "run" | "checkRun"> {
  if (before?.headSha === headSha) return before;
  return {
    headSha,
    asked: before?.asked ?? [],
    rechecks: [],
    suggested: before?.suggested ?? [],
    ...(before?.shown !== undefined && { shown: before.shown }),
    ...(before?.group !== undefined && { group: before.group }),
  };
}

function commitUrl({ serverUrl }: ServiceContext, key: SubjectKey, sha: string): string {
  const number = pullNumberOf(key);
  const page = number === undefined ? `commit/${sha}` : `pull/${number}/commits/${sha}`;
  return `${serverUrl}/${key.owner}/${key.repo}/${page}`;
}
