/** The two queues of the service and the one for what was given up, with what was measured to lose nothing. */

import { PgBoss } from "pg-boss";
import type { Queue, QueueResult, UpdateQueueOptions } from "pg-boss";
import type { StoreLog } from "../open-store.ts";
import { asQueueDatabase } from "./database.ts";
import type { Database, Sql } from "./database.ts";
import { takeTurn } from "./turns.ts";

export type QueueName = "delivery" | "review";

/** All that a job carries: what it is about lies in the tables. */
export interface JobData {
  /** A delivery's id, or a subject's name. */
  readonly name: string;
  readonly installation: number;
}

export const deadLetters = "dead";

const month = 30 * 86_400;

const retrying: Omit<Queue, "name"> = {
  expireInSeconds: 3_600,
  // A process that is killed while it works costs a try: deploys and evictions in a row must not use them up.
  retryLimit: 30,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 60,
  deadLetter: deadLetters,
  retentionSeconds: month,
  deleteAfterSeconds: 3_600,
};

type Options = Omit<Queue, "name">;

function queues({ isEmbedded }: Database): readonly (readonly [name: string, options: Options])[] {
  // Whoever is alone has nobody who could take a job over, and under load it may be late to say that it lives.
  const jobs: Options = { ...retrying, heartbeatSeconds: isEmbedded ? 60 : 10 };
  return [
    [deadLetters, { retentionSeconds: month }],
    ["delivery", { ...jobs, policy: "standard" }],
    ["review", { ...jobs, policy: "singleton" }],
  ];
}

/** Creates what is missing and starts the queue's own upkeep; nothing is worked on yet. */
export async function openQueues(database: Database, log: StoreLog): Promise<PgBoss> {
  // Alone in its process, nobody else's jobs need watching.
  const upkeep = database.isEmbedded
    ? { superviseIntervalSeconds: 30, monitorIntervalSeconds: 30 }
    : { superviseIntervalSeconds: 3, monitorIntervalSeconds: 3 };
  const boss = new PgBoss({
    ...database.queueOptions,
    ...upkeep,
    schema: "plumbline_queue",
    schedule: false,
  });
  boss.on("error", (error) => log.error({ reason: error.message }, "the job queue reports an error"));
  boss.on("warning", ({ message }) => log.warn({ reason: message }, "the job queue reports a warning"));
  await boss.start();
  await prepareQueues(boss, database);
  return boss;
}

/** Before any transaction: a job for a queue that does not exist would hang there. The dead letters' queue comes first. */
async function prepareQueues(boss: PgBoss, database: Database): Promise<void> {
  const known = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
  for (const [name, options] of queues(database)) {
    const queue = known.get(name);
    // Asked first: to create what is there costs half a second of the embedded database.
    if (queue === undefined) await boss.createQueue(name, options);
    else if (!isLike(queue, options)) await boss.updateQueue(name, changeable(options));
  }
}

/** An older version may have made it with other patience. */
function isLike(queue: QueueResult, options: Options): boolean {
  const now = new Map<string, unknown>(Object.entries(queue));
  return Object.entries(options).every(([name, value]) => now.get(name) === value);
}

function changeable({ policy: _policy, partition: _partition, ...options }: Options): UpdateQueueOptions {
  return options;
}

/**
 * Creates a job within a transaction, in its installation's turn. `in` is in milliseconds. Answers the job's id.
 */
export async function enqueue(
  boss: PgBoss,
  sql: Sql,
  queue: QueueName,
  data: JobData,
  wait = 0,
): Promise<string | undefined> {
  const id = await boss.send(queue, data, {
    singletonKey: data.name,
    priority: -(await takeTurn(sql, queue, data.installation)),
    group: { id: String(data.installation) },
    db: asQueueDatabase(sql),
    ...(wait > 0 && { startAfter: new Date(Date.now() + wait) }),
  });
  if (wait === 0) await announceJob(sql, queue);
  return id ?? undefined;
}

/** A time long past: clocks of several machines differ. */
export function atOnce(): Date {
  return new Date(Date.now() - 60_000);
}

export const jobChannel = "plumbline_job";

/**
 * Wakes one idle worker of each process once the transaction is done. The queue's own notification wakes all of them,
 * and on the embedded database ten looks for each job took most of the time.
 */
export async function announceJob(sql: Sql, queue: QueueName): Promise<void> {
  await sql.query("select pg_notify($1, $2)", [jobChannel, queue]);
}
