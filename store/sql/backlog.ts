/** What is waiting in the database, since when, and what of it has no job although it should. */

import type { PgBoss } from "pg-boss";
import type { Backlog, Waiting } from "../store.ts";
import type { Database, Sql } from "./database.ts";
import { forgetDeadLetters } from "./dead-letters.ts";
import { deadLetters, enqueue } from "./queues.ts";
import type { JobData, QueueName } from "./queues.ts";

interface Counted {
  readonly count: number;
  readonly oldest: number | null;
}

export async function waitingIn(sql: Sql): Promise<Waiting> {
  const [deliveries] = await sql.query<Counted>(
    `select count(*)::integer as count, min(received_at) as oldest from plumbline.delivery
     where handled_at is null and given_up is null`,
  );
  const [subjects] = await sql.query<Counted>(
    `select count(*)::integer as count, min(waiting_since) as oldest from plumbline.subject
     where waiting_since is not null`,
  );
  return { deliveries: backlog(deliveries), subjects: backlog(subjects) };
}

function backlog(counted: Counted | undefined): Backlog {
  const { count = 0, oldest = null } = counted ?? {};
  return { count, ...(oldest !== null && { oldest }) };
}

/** What a job gave up while its process died again and again, or the database failed: nobody decided that it makes no sense. */
const givenUpFor = "1 hour";

/**
 * A job for everything that waits without one. What was given up on purpose waits for somebody to look at it; what was
 * only tried too often has another round of tries every hour.
 */
export async function resumeIn(
  database: Database,
  boss: PgBoss,
): Promise<{ readonly deliveries: number; readonly reviews: number }> {
  const deliveries = await withoutJob(
    database,
    "delivery",
    `select id as name, installation from plumbline.delivery where handled_at is null and given_up is null`,
  );
  const reviews = await withoutJob(
    database,
    "review",
    `select name, installation from plumbline.subject where waiting_since is not null`,
  );
  for (const data of deliveries) await resumeOne(database, boss, "delivery", data);
  for (const data of reviews) await resumeOne(database, boss, "review", data);
  return { deliveries: deliveries.length, reviews: reviews.length };
}

function withoutJob(sql: Sql, queue: QueueName, waiting: string): Promise<readonly JobData[]> {
  return sql.query<JobData>(
    `select name, installation from (${waiting}) waiting where not exists (
       select 1 from plumbline_queue.job
       where job.singleton_key = waiting.name and ((job.name = $1 and job.state < 'completed')
         or (job.name = '${deadLetters}' and job.state < 'active' and job.created_on > now() - interval '${givenUpFor}')))`,
    [queue],
  );
}

function resumeOne(database: Database, boss: PgBoss, queue: QueueName, data: JobData): Promise<void> {
  return database.transaction(async (sql) => {
    await forgetDeadLetters(boss, sql, data.name);
    await enqueue(boss, sql, queue, data);
  });
}

/** Jobs that run, or could run now. */
export async function countDue(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `select count(*)::integer as count from plumbline_queue.job where name in ('delivery', 'review')
     and (state = 'active' or (state < 'active' and start_after <= now()))`,
  );
  return row?.count ?? 0;
}
