/** Works on both queues with a few jobs side by side, until it is told to stop. */

import type { Db, PgBoss, WorkOptions } from "pg-boss";
import type { StoreLog } from "../open-store.ts";
import type { Jobs } from "../store.ts";
import { runDelivery } from "./delivery-job.ts";
import type { JobData, QueueName } from "./queues.ts";
import { runReview } from "./review-job.ts";
import type { JobSurroundings } from "./review-job.ts";
import type { Notice } from "./runs.ts";
import { headOf } from "./subjects.ts";
import type { SubjectRow } from "./subjects.ts";

export const noticeChannel = "plumbline_notice";

/** Milliseconds that an aborted review may take to end; what does not is left to the next process. */
const aborting = 10_000;

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
  pollingIntervalSeconds: 1,
  // The backstop for what nobody is notified of: a job that failed and is due again.
  notifyPollingIntervalSeconds: 3,
} as const satisfies WorkOptions;

const deliveryQueue: QueueName = "delivery";
const deliveryWork = { ...polling, perJobResults: true } as const satisfies WorkOptions;
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
  let notices: Awaited<ReturnType<NonNullable<Db["listen"]>>> | undefined;

  const started = start().then(
    () => (problem = undefined),
    (error: unknown) => {
      problem = `workers could not start: ${String(error)}`;
      log.error({ reason: String(error) }, "the store's workers could not start");
    },
  );

  async function start(): Promise<void> {
    notices = await boss.getDb().listen?.(noticeChannel, (text) => runs.hear(JSON.parse(text) as Notice), catchUp);
    for (let place = 0; place < places.delivery && !isStopping; place += 1) {
      const id: string = await boss.work<JobData, unknown, typeof deliveryWork>(
        deliveryQueue,
        deliveryWork,
        async ([job]) => {
          if (job === undefined) return [];
          const result = await runDelivery(surroundings, jobs.delivery, job);
          nextSoon(boss, id);
          return [result];
        },
      );
    }
    if (isStopping) return;
    await boss.work<JobData, unknown, typeof reviewWork>(reviewQueue, reviewWork, async ([job]) => {
      if (job !== undefined) await runReview(surroundings, jobs.review, job);
      for (const { id, name } of boss.getWipData()) if (name === reviewQueue) nextSoon(boss, id);
    });
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
      await notices?.close();
    },
  };
}

/** Without this a backlog is worked on at one job for each look at the queue. */
function nextSoon(boss: PgBoss, worker: string): void {
  setImmediate(() => boss.notifyWorker(worker));
}
