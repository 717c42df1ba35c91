/** A review that could not be finished: nothing wanted is lost, the run says so, and there is a time for the next try. */

import { statusOf } from "../github/api.ts";
import type { SubjectKey, Want } from "../store/store.ts";
import { troubleContent } from "./check-run-content.ts";
import type { ServiceContext } from "./context.ts";
import { messageOf } from "./message.ts";
import { tell } from "./publish.ts";
import { SubjectMissing } from "./proposal.ts";
import { withoutReruns } from "./reruns.ts";
import { hasGivenUp, nextTrouble, nextTry, rateLimitOf } from "./retry.ts";

/** An event may be faster than the thing it tells of; after so many looks it is not there. */
const looksForMissing = 4;

/** Answers when to try again (milliseconds since 1970); nothing where the reason to stop was a newer want. */
export async function setBack(
  context: ServiceContext,
  key: SubjectKey,
  want: Want,
  error: unknown,
  signal: AbortSignal,
): Promise<number | undefined> {
  const state = await context.store.state(key);
  const failures = (want.failures ?? 0) + 1;
  if (error instanceof SubjectMissing && failures >= looksForMissing) {
    context.log.warn({ subject: key.subject }, "the subject of a review is not there, or not for us to see");
    return undefined;
  }

  // Who asked may be in the state already, once the run was shown: putting it back too would ask twice.
  const reruns = withoutReruns(want.reruns, state?.asked ?? []);
  if (signal.aborted) {
    await context.store.putBack(key, { ...want, reruns });
    context.meter.count("reviews_aborted_total");
    return undefined;
  }
  await context.store.putBack(key, { ...want, reruns, failures });

  const limit = rateLimitOf(error);
  if (limit !== undefined) {
    context.meter.count("rate_limited_total");
    context.log.warn({ subject: key.subject, until: new Date(limit.retryAt).toISOString() }, "review waits for GitHub");
    return limit.retryAt;
  }
  return told(context, key, error, failures, signal);
}

async function told(
  context: ServiceContext,
  key: SubjectKey,
  error: unknown,
  failures: number,
  signal: AbortSignal,
): Promise<number> {
  const now = context.clock.now();
  const state = await context.store.state(key);
  const trouble = { ...nextTrouble(state?.trouble, now), attempts: failures };
  const at = nextTry(trouble, now);
  context.meter.count("reviews_failed_total");
  context.log.error({ subject: key.subject, attempt: trouble.attempts, reason: messageOf(error) }, "review failed");
  if (state === undefined) return at;

  const troubled = { ...state, trouble };
  await context.store.keepState(key, troubled);
  try {
    const api = await context.installations.api(key.installation);
    const content = troubleContent(reasonFor(error), at, hasGivenUp(trouble, now));
    await tell({ context, api, key, signal }, troubled, content);
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
