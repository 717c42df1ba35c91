/** One run of a delivery's job: handled, to be passed on again later, or given up and kept. */

import type { JobResult, JobWithMetadata } from "pg-boss";
import type { Jobs } from "../store.ts";
import { asQueueDatabase } from "./database.ts";
import { countAttempt, loadDelivery, markGivenUp, markHandled } from "./deliveries.ts";
import { enqueue } from "./queues.ts";
import type { JobData } from "./queues.ts";
import type { JobSurroundings } from "./review-job.ts";

export async function runDelivery(
  { database, boss, clock, later }: JobSurroundings,
  deliver: Jobs["delivery"],
  job: JobWithMetadata<JobData>,
): Promise<JobResult> {
  const { name: id } = job.data;
  const delivery = await loadDelivery(database, id);
  if (delivery === undefined) return { id: job.id, status: "completed" };
  const { attempts, ...delivered } = delivery;
  const outcome = await deliver(delivered, attempts + 1);

  if (outcome === undefined) {
    await database.transaction(async (sql) => {
      await markHandled(sql, id, clock.now());
      await boss.complete("delivery", job, null, { db: asQueueDatabase(sql) });
    });
    return { id: job.id, status: "completed" };
  }
  if (typeof outcome === "object") {
    await markGivenUp(database, id, outcome.givenUp);
    return { id: job.id, status: "deadletter", output: { message: outcome.givenUp } };
  }
  const wait = Math.max(0, outcome - clock.now());
  const next = await database.transaction(async (sql) => {
    await countAttempt(sql, id);
    await boss.complete("delivery", job, null, { db: asQueueDatabase(sql) });
    return enqueue(boss, sql, "delivery", job.data, wait);
  });
  if (next !== undefined) later.wake("delivery", next, wait);
  return { id: job.id, status: "completed" };
}
