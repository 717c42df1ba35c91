/** A review that could not be finished: nothing wanted is lost, the run says so, and there is a time for the next try. */

import { statusOf } from "../github/api.ts";
import type { RateLimited } from "../github/limiter.ts";
import type { SubjectKey, Want } from "../store/store.ts";
import { troubleContent } from "./check-run-content.ts";
import type { ServiceContext } from "./context.ts";
import { messageOf } from "./message.ts";
import { retire, Superseded, tell } from "./publish.ts";
import type { Work } from "./publish.ts";
import { SubjectMissing } from "./proposal.ts";
import { withoutReruns } from "./reruns.ts";
import type { ReviewState } from "./review-state.ts";
import { hasGivenUp, nextTrouble, nextTry, rateLimitOf } from "./retry.ts";

/** An event may be faster than the thing it tells of; after so many looks it is not there. */
const looksForMissing = 4;

/** A run of the job that an error ended. */
interface Ended extends Pick<Work, "signal" | "knownHead"> {
  readonly want: Want;
  readonly error: unknown;
}

/** Answers when to try again (milliseconds since 1970); nothing where the reason to stop was a newer want. */
export async function setBack(
  context: ServiceContext,
  key: SubjectKey,
  { want, error, signal, knownHead }: Ended,
): Promise<number | undefined> {
  const state = await context.store.state(key);
  const failures = (want.failures ?? 0) + 1;
  if (error instanceof SubjectMissing && failures >= looksForMissing) {
    context.log.warn({ subject: key.subject }, "the subject of a review is not there, or not for us to see");
    return letGo(context, key, state, signal);
  }

  // Who asked may be in the state already, once the run was shown: putting it back too would ask twice.
  const reruns = withoutReruns(want.reruns, state?.asked ?? []);
  if (signal.aborted || error instanceof Superseded) {
    await context.store.putBack(key, { ...want, reruns });
    context.meter.count("reviews_aborted_total");
    return undefined;
  }
  await context.store.putBack(key, { ...want, reruns, failures });

  const limit = rateLimitOf(error);
  if (limit !== undefined) {
    context.meter.count("rate_limited_total");
    context.log.warn({ subject: key.subject, until: new Date(limit.retryAt).toISOString() }, "review waits for GitHub");
  }
  return told(context, key, error, { failures, limit, signal, knownHead });
}

/** A run that was shown before anybody knew must not go on for ever. */
async function letGo(
  context: ServiceContext,
  key: SubjectKey,
  state: ReviewState | undefined,
  signal: AbortSignal,
): Promise<undefined> {
  if (state === undefined) return;
  try {
    const api = await context.installations.api(key.installation);
    await retire({ context, api, key, signal, knownHead: state.headSha }, state, undefined);
  } catch (failure) {
    context.log.warn({ subject: key.subject, reason: messageOf(failure) }, "its check run could not be ended");
  }
}

interface Failure extends Pick<Work, "signal" | "knownHead"> {
  readonly failures: number;
  readonly limit: RateLimited | undefined;
}

async function told(
  context: ServiceContext,
  key: SubjectKey,
  error: unknown,
  { failures, limit, signal, knownHead }: Failure,
): Promise<number> {
  const now = context.clock.now();
  const state = await context.store.state(key);
  const trouble = { ...nextTrouble(state?.trouble, now), attempts: failures };
  const at = limit?.retryAt ?? nextTry(trouble, now);
  if (limit === undefined) {
    context.meter.count("reviews_failed_total");
    context.log.error({ subject: key.subject, attempt: trouble.attempts, reason: messageOf(error) }, "review failed");
  }
  if (state === undefined) return at;

  const troubled = { ...state, trouble };
  await context.store.keepState(key, troubled);
  // Nothing can be written before the limit is over; the next try begins with what there is to say by then.
  if (limit !== undefined) return at;
  try {
    const api = await context.installations.api(key.installation);
    const content = troubleContent(reasonFor(error), at, hasGivenUp(trouble, now));
    await tell({ context, api, key, signal, knownHead }, troubled, content);
  } catch (failure) {
    context.log.warn({ subject: key.subject, reason: messageOf(failure) }, "the check run could not be told of it");
  }
  return at;
}

/** For people: whose doing it is, without the detail that only we can use. */
function reasonFor(error: unknown): string {
  const status = statusOf(error);
  if (status !== undefined) return `GitHub answered with status ${status}`;
  const isAnswer = error instanceof Error && error.name === "GraphqlResponseError";
  return isAnswer ? "GitHub could not answer" : "an error in Plumbline";
}

/** A run that could not be told in time that nobody should wait for it is told before anything else is tried. */
export async function giveUpWaiting(work: Work, state: ReviewState | undefined): Promise<ReviewState | undefined> {
  const now = work.context.clock.now();
  if (state?.trouble === undefined || !hasGivenUp(state.trouble, now) || state.checkRun.isCompleted) return state;
  return tell(work, state, troubleContent("earlier tries could not be finished", now, true));
}
