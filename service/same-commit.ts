/** Two pull requests with one head share one check on it: what blocks either of them must show, whichever was reviewed last. */

import { conclude } from "../core/conclusion.ts";
import type { SubjectKey } from "../store/store.ts";
import type { ServiceContext } from "./context.ts";
import type { Work } from "./publish.ts";
import { pullNumberOf } from "./review-state.ts";
import type { ReviewState } from "./review-state.ts";

/** Numbers of the other open pull requests at this commit that have something to mend. */
export async function blockedBeside({ context, api, key }: Work, headSha: string): Promise<readonly number[]> {
  const { owner, repo } = key;
  const beside = (await others(context, key, headSha)).filter(({ state }) => isBlocked(state));
  const numbers = beside.map(({ number }) => number).sort((one, other) => one - other);
  // That one was closed or moved on may have been told while nobody listened: a red of others' making is looked up.
  const current = await Promise.all(
    numbers.map(async (number) => {
      const { data } = await api.rest.pulls.get({ owner, repo, pull_number: number });
      return data.state === "open" && data.head.sha === headSha;
    }),
  );
  return numbers.filter((_, index) => current[index]);
}

/** Has the others look again where they are no longer, or only now, held up by this one. */
export async function wakeBeside(
  context: ServiceContext,
  key: SubjectKey,
  before: ReviewState | undefined,
  after: ReviewState | undefined,
): Promise<void> {
  const from = isBlocked(before) ? before?.headSha : undefined;
  const to = isBlocked(after) ? after?.headSha : undefined;
  if (from === to) return;
  for (const sha of [from, to]) {
    if (sha === undefined) continue;
    for (const other of await others(context, key, sha)) {
      if (other.state.last?.isOpen !== false) await context.store.want(other.key, { scope: "text", reruns: [] });
    }
  }
}

function isBlocked(state: ReviewState | undefined): boolean {
  const { last } = state ?? {};
  return last !== undefined && last.isOpen !== false && conclude(last.report).verdict === "failure";
}

async function others({ store }: ServiceContext, key: SubjectKey, headSha: string) {
  const { owner, repo } = key;
  const keys = await store.subjectsAt({ owner, repo, sha: headSha });
  const found = await Promise.all(
    keys.map(async (each) => {
      const number = pullNumberOf(each);
      if (number === undefined || each.subject === key.subject) return [];
      const state = await store.state(each);
      return state?.headSha === headSha ? [{ key: each, number, state }] : [];
    }),
  );
  return found.flat();
}
