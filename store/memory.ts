/** The store in the process's memory: for trying things out and for tests; whatever it holds ends with the process. */

import type { Clock } from "../core/clock.ts";
import type { Decision } from "../core/decision.ts";
import { createJobQueue } from "./job-queue.ts";
import type { JobQueue } from "./job-queue.ts";
import { createReportShelf } from "./report-shelf.ts";
import { mergeWants, newerHead } from "./merge-wants.ts";
import { subjectName } from "./subject-name.ts";
import { sumTallies, type Tallied } from "./sum-tallies.ts";
import type { AbortReason, Backlog, Delivery, Head, Jobs, Store, SubjectKey, Want } from "./store.ts";

interface Subject<State> {
  readonly key: SubjectKey;
  wants?: Want;
  /** What the running job has taken; it comes back should the job break. */
  taken?: Want;
  head?: Head;
  state?: State;
  running?: { readonly head: string | undefined; readonly abort: (reason: AbortReason) => void };
}

/** Older entries make room: a process that lives for months must not grow with every pull request it has seen. */
const remembered = { deliveries: 50_000, subjects: 5_000, heads: 20_000, decisions: 5_000, tallies: 5_000 };
/** Nobody finds every place taken by somebody else's. */
const atOnce = { deliveries: 8, reviews: 12, reviewsOfOne: 8 };

export function memoryStore<State>(clock: Clock): Store<State> {
  const deliveries = new Map<string, Delivery | undefined>();
  const attempts = new Map<string, number>();
  const subjects = new Map<string, Subject<State>>();
  const heads = new Map<string, readonly SubjectKey[]>();
  const shared = new Map<string, unknown>();
  const decided = new Map<string, readonly Decision[]>();
  const tallied = new Map<string, Tallied>();
  const reports = createReportShelf();
  /** What a delivery under way has wanted already. */
  const wanted = new Map<string, Set<string>>();
  let queues: { readonly deliveries: JobQueue; readonly reviews: JobQueue } | undefined;
  const early: { readonly deliveries: string[]; readonly reviews: string[] } = { deliveries: [], reviews: [] };

  function subjectOf(key: SubjectKey): Subject<State> {
    const name = subjectName(key);
    const known = subjects.get(name);
    if (known !== undefined) {
      // To the end of the line: what is in use is not the oldest.
      subjects.delete(name);
      subjects.set(name, known);
      return known;
    }
    const created: Subject<State> = { key };
    subjects.set(name, created);
    forgetOldest(subjects, remembered.subjects, (each) => each.running === undefined && each.wants === undefined);
    return created;
  }

  function rememberHead(key: SubjectKey, sha: string): void {
    const commit = commitName({ ...key, sha });
    const known = heads.get(commit) ?? [];
    if (known.some((each) => subjectName(each) === subjectName(key))) return;
    heads.set(commit, [...known, key]);
    forgetOldest(heads, remembered.heads);
  }

  async function runDelivery(jobs: Jobs, id: string): Promise<number | undefined> {
    const delivery = deliveries.get(id);
    if (delivery === undefined) return undefined;
    const attempt = (attempts.get(id) ?? 0) + 1;
    attempts.set(id, attempt);
    const again = await jobs.delivery(delivery, attempt);
    if (typeof again === "number") return again;
    // The payload has done its work; that it was here is remembered.
    deliveries.set(id, undefined);
    attempts.delete(id);
    wanted.delete(id);
    return undefined;
  }

  async function runReview(jobs: Jobs, name: string): Promise<number | undefined> {
    const subject = subjects.get(name);
    if (subject === undefined) return undefined;
    const controller = new AbortController();
    subject.running = { head: subject.head?.sha, abort: (reason) => controller.abort(new Error(reason)) };
    try {
      return await jobs.review(subject.key, controller.signal);
    } catch (error) {
      if (subject.taken !== undefined) giveBack(subject, subject.taken);
      throw error;
    } finally {
      delete subject.running;
      delete subject.taken;
    }
  }

  function giveBack(subject: Subject<State>, want: Want): void {
    subject.wants = subject.wants === undefined ? want : mergeWants(want, subject.wants);
  }

  function isFirstWant(delivery: string, name: string): boolean {
    if (deliveries.get(delivery) === undefined) return true;
    const names = wanted.get(delivery) ?? new Set();
    const isFirst = !names.has(name);
    wanted.set(delivery, names.add(name));
    return isFirst;
  }

  return {
    async accept(delivery) {
      if (deliveries.has(delivery.id)) return "duplicate";
      deliveries.set(delivery.id, { receivedAt: clock.now(), ...delivery });
      forgetOldest(deliveries, remembered.deliveries, (each) => each === undefined);
      if (queues === undefined) early.deliveries.push(delivery.id);
      else queues.deliveries.wake(delivery.id);
      return "new";
    },
    async want(key, want, delivery) {
      if (delivery !== undefined && !isFirstWant(delivery, subjectName(key))) return;
      const subject = subjectOf(key);
      const head = newerHead(subject.head, want.head);
      // An event that comes late wants what it wants, at the head that is the newest by now.
      const asked = { since: clock.now(), ...want };
      const current = want.head === undefined || head === undefined ? asked : { ...asked, head };
      subject.wants = subject.wants === undefined ? current : mergeWants(subject.wants, current);
      if (head !== undefined) {
        subject.head = head;
        rememberHead(key, head.sha);
        if (subject.running !== undefined && subject.running.head !== head.sha) subject.running.abort("superseded");
      }
      if (want.gone === true) subject.running?.abort("gone");
      if (queues === undefined) early.reviews.push(subjectName(key));
      else queues.reviews.wake(subjectName(key));
    },
    async takeWants(key) {
      const subject = subjectOf(key);
      const { wants } = subject;
      delete subject.wants;
      if (wants !== undefined) subject.taken = wants;
      return wants;
    },
    async putBack(key, want) {
      giveBack(subjectOf(key), want);
    },
    newestHead: async (key) => subjectOf(key).head,
    state: async (key) => subjectOf(key).state,
    async keepState(key, state) {
      subjectOf(key).state = state;
    },
    subjectsAt: async (commit) => heads.get(commitName(commit)) ?? [],
    async repositoryNamed({ owner, repo }) {
      const prefix = `${owner}/${repo}/`.toLowerCase();
      const known = [...subjects.values()].find(({ key }) => `${key.owner}/${key.repo}/`.toLowerCase() === prefix);
      return known && { owner: known.key.owner, repo: known.key.repo };
    },
    keepToolReport: async (commit, report) => reports.keep(commitName(commit), report),
    toolReportsAt: async (commit) => reports.at(commitName(commit)),
    unknownDeliveries: async (ids) => ids.filter((id) => !deliveries.has(id)),
    async decide(key, decision) {
      const name = subjectName(key);
      const known = decided.get(name) ?? [];
      if (known.some(({ id }) => id === decision.id)) return;
      decided.set(name, [...known, decision]);
      forgetOldest(decided, remembered.decisions);
    },
    decisions: async (key) => decided.get(subjectName(key)) ?? [],
    async tally(key, tallies) {
      if (tallied.has(subjectName(key))) return;
      tallied.set(subjectName(key), { key, tallies });
      forgetOldest(tallied, remembered.tallies);
    },
    ruleStatistics: async (of) => sumTallies([...tallied.values()], of),
    async update(name, change) {
      const { kept, answer } = change(shared.get(name));
      if (kept === undefined) shared.delete(name);
      else shared.set(name, kept);
      return answer;
    },
    problem: async () => undefined,
    async waiting() {
      const unhandled = [...deliveries.values()].filter((each) => each !== undefined);
      const wanted = [...subjects.values()].flatMap(({ wants, taken }) =>
        wants === undefined ? (taken ?? []) : taken === undefined ? wants : mergeWants(taken, wants),
      );
      return {
        deliveries: backlogOf(unhandled.map((each) => each.receivedAt)),
        subjects: backlogOf(wanted.map((each) => each.since)),
      };
    },
    // Whatever waited ended with the process that knew of it.
    resume: async () => ({ deliveries: 0, reviews: 0 }),
    work(jobs) {
      queues = {
        deliveries: createJobQueue(clock, atOnce.deliveries, (id) => runDelivery(jobs, id)),
        reviews: createJobQueue(
          clock,
          atOnce.reviews,
          (name) => runReview(jobs, name),
          installationOf,
          atOnce.reviewsOfOne,
        ),
      };
      for (const id of early.deliveries.splice(0)) queues.deliveries.wake(id);
      for (const name of early.reviews.splice(0)) queues.reviews.wake(name);
    },
    async idle() {
      // A delivery leads to a review: only after both in this order is there nothing left.
      await queues?.deliveries.idle();
      await queues?.reviews.idle();
    },
    async stop(grace) {
      const cancel = clock.after(grace, () => {
        for (const subject of subjects.values()) subject.running?.abort("stopping");
      });
      await queues?.deliveries.close();
      await queues?.reviews.close();
      cancel();
    },
  };
}

function backlogOf(times: readonly (number | undefined)[]): Backlog {
  const known = times.filter((time) => time !== undefined);
  return { count: times.length, ...(known.length > 0 && { oldest: Math.min(...known) }) };
}

/** Of a subject's name, as `nameOf` makes it. */
function installationOf(name: string): string {
  return name.slice(0, name.indexOf("/"));
}

function commitName({
  owner,
  repo,
  sha,
}: {
  readonly owner: string;
  readonly repo: string;
  readonly sha: string;
}): string {
  return `${owner}/${repo}@${sha}`;
}

/** Maps keep the order of arrival; the oldest entry that may go, goes. */
function forgetOldest<Value>(
  entries: Map<string, Value>,
  most: number,
  mayGo: (value: Value) => boolean = () => true,
): void {
  if (entries.size <= most) return;
  for (const [name, value] of entries) {
    if (!mayGo(value)) continue;
    entries.delete(name);
    return;
  }
}
