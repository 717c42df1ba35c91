/** Works on both queues with a few jobs side by side, until it is told to stop. */

import type { Db, WipData, WorkOptions } from "pg-boss";
import type { StoreLog } from "../open-store.ts";
import type { Jobs } from "../store.ts";
import { runDelivery } from "./delivery-job.ts";
import { jobChannel } from "./queues.ts";
import type { JobData, QueueName } from "./queues.ts";
import { runReview } from "./review-job.ts";
import type { JobSurroundings } from "./review-job.ts";
import type { Notice } from "./runs.ts";
import { headOf } from "./subjects.ts";
import type { SubjectRow } from "./subjects.ts";

export const noticeChannel = "plumbline_notice";

/** Milliseconds that an aborted review may take to end; what does not is left to the next process. */
const aborting = 10_000;

type Listening = Awaited<ReturnType<NonNullable<Db["listen"]>>>;

/** One more review than a single installation may have: nobody finds every place taken by somebody else's. */
const places = { delivery: 4, review: 5, reviewsOfOne: 4 };

export interface Workers {
  /** Why nothing is being worked on; `undefined` while all is well. */
  problem(): string | undefined;
  /** Takes up nothing more. Reviews that still run after the grace time (milliseconds) are aborted. */
  stop(grace: number): Promise<void>;
}

const polling = {
  includeMetadata: true,
  heartbeatRefreshSeconds: 3,
  // For what nobody is woken for: a job that failed and is due again, one whose process died.
  pollingIntervalSeconds: 3,
} as const satisfies WorkOptions;

const deliveryQueue: QueueName = "delivery";
const deliveryWork = {
  ...polling,
  localConcurrency: places.delivery,
  perJobResults: true,
} as const satisfies WorkOptions;
const reviewQueue: QueueName = "review";
const reviewWork = {
  ...polling,
  localConcurrency: places.review,
  localGroupConcurrency: places.reviewsOfOne,
} as const satisfies WorkOptions;

export function startWorkers(surroundings: JobSurroundings, jobs: Jobs, log: StoreLog): Workers {
  const { boss, runs, clock, later } = surroundings;
  let problem: string | undefined = "workers are starting";
  let isStopping = false;
  const listening: Listening[] = [];

  const started = start().then(
    () => (problem = undefined),
    (error: unknown) => {
      problem = `workers could not start: ${String(error)}`;
      log.error({ reason: String(error) }, "the store's workers could not start");
    },
  );

  async function start(): Promise<void> {
    await boss.work<JobData, unknown, typeof deliveryWork>(deliveryQueue, deliveryWork, async ([job]) => {
      if (job === undefined) return [];
      const result = await runDelivery(surroundings, jobs.delivery, job);
      nextSoon(deliveryQueue);
      return [result];
    });
    await boss.work<JobData, unknown, typeof reviewWork>(reviewQueue, reviewWork, async ([job]) => {
      if (job !== undefined) await runReview(surroundings, jobs.review, job);
      nextSoon(reviewQueue);
    });
    await listen(noticeChannel, (text) => runs.hear(JSON.parse(text) as Notice), catchUp);
    await listen(jobChannel, wakeOne, () => workersOf().forEach(({ id }) => boss.notifyWorker(id)));
  }

  async function listen(channel: string, hear: (text: string) => void, onReconnect: () => void): Promise<void> {
    const handle = await boss.getDb().listen?.(channel, hear, onReconnect);
    if (handle !== undefined) listening.push(handle);
  }

  function workersOf(): readonly WipData[] {
    return isStopping ? [] : boss.getWipData();
  }

  /** Those at work look again by themselves when they are done. */
  let turn = 0;
  function wakeOne(queue: string): void {
    const idle = workersOf().filter(({ name, count }) => name === queue && count === 0);
    const worker = idle[(turn += 1) % Math.max(1, idle.length)];
    if (worker !== undefined) boss.notifyWorker(worker.id);
  }

  /** Whoever has a job in hand, among them the one that is just done, takes the next one without a pause. */
  function nextSoon(queue: QueueName): void {
    for (const { id, name, count } of workersOf()) if (name === queue && count > 0) boss.notifyWorker(id);
  }

  /** After the connection was lost: whatever was said meanwhile is looked up. */
  function catchUp(): void {
    const names = runs.names();
    if (names.length === 0) return;
    surroundings.database
      .query<SubjectRow & { name: string }>(
        "select name, head_sha, head_at from plumbline.subject where name = any ($1::text[])",
        [names],
      )
      .then((rows) => rows.forEach((row) => hearHead(row.name, headOf(row)?.sha)))
      .catch((error: unknown) => log.warn({ reason: String(error) }, "newer heads could not be looked up"));
  }

  function hearHead(name: string, head: string | undefined): void {
    if (head !== undefined) runs.hear({ name, head });
  }

  return {
    problem: () => problem,
    async stop(grace) {
      isStopping = true;
      problem = "the process is stopping";
      await started;
      later.stop();
      let cancel = (): void => undefined;
      const late = new Promise<void>((resolve) => {
        cancel = clock.after(grace, () => {
          runs.abortAll("stopping");
          cancel = clock.after(aborting, resolve);
        });
      });
      await Promise.race([
        Promise.all([boss.offWork("delivery", { wait: true }), boss.offWork("review", { wait: true })]),
        late,
      ]);
      cancel();
      for (const each of listening) await each.close();
    },
  };
}
