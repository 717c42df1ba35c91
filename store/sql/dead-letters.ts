/** What was tried until nobody believed in it any more: to be looked at, and sent on its way again. */

import type { PgBoss } from "pg-boss";
import type { DeadLetter } from "../open-store.ts";
import { asQueueDatabase } from "./database.ts";
import type { Database, Sql } from "./database.ts";
import { deadLetters, enqueue } from "./queues.ts";
import type { JobData } from "./queues.ts";

/** Oldest first. */
export async function listDeadLetters(database: Database, boss: PgBoss): Promise<readonly DeadLetter[]> {
  const jobs = await boss.findJobs<JobData>(deadLetters, { queued: true });
  const events = await eventsOf(
    database,
    jobs.map(({ data }) => data.name),
  );
  return jobs.map((job) => ({
    id: job.id,
    queue: job.sourceName === "delivery" ? "delivery" : "review",
    name: job.data.name,
    ...eventOf(events, job.data.name),
    since: new Date(job.createdOn).getTime(),
    attempts: (job.sourceRetryCount ?? 0) + 1,
    reason: reasonIn(job.sourceOutput),
  }));
}

async function eventsOf(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await sql.query<{ id: string; event: string }>(
    "select id, event from plumbline.delivery where id = any ($1::text[])",
    [ids],
  );
  return new Map(rows.map(({ id, event }) => [id, event]));
}

function eventOf(events: ReadonlyMap<string, string>, name: string): { readonly event?: string } {
  const event = events.get(name);
  return event === undefined ? {} : { event };
}

function reasonIn(output: unknown): string {
  if (typeof output !== "object" || output === null || !("message" in output)) return "no reason was kept";
  return String(output.message);
}

/** Gives them jobs again, as if they had just arrived; answers how many there were. `undefined` = all. */
export async function redriveDeadLetters(
  database: Database,
  boss: PgBoss,
  ids: readonly string[] | undefined,
): Promise<number> {
  const dead = await boss.findJobs<JobData>(deadLetters, { queued: true });
  const chosen = dead.filter(({ id }) => ids === undefined || ids.includes(id));
  for (const { id, data, sourceName } of chosen) {
    await database.transaction(async (sql) => {
      await boss.deleteJob(deadLetters, id, { db: asQueueDatabase(sql) });
      if (sourceName === "delivery") {
        await sql.query("update plumbline.delivery set given_up = null where id = $1", [data.name]);
      }
      await enqueue(boss, sql, sourceName === "delivery" ? "delivery" : "review", data);
    });
  }
  return chosen.length;
}

/** A review that succeeded after all: what was given up before is nobody's business any more. */
export async function forgetDeadLetters(boss: PgBoss, sql: Sql, name: string): Promise<void> {
  const db = asQueueDatabase(sql);
  const dead = await boss.findJobs<JobData>(deadLetters, { key: name, queued: true, db });
  if (dead.length > 0) {
    await boss.deleteJob(
      deadLetters,
      dead.map(({ id }) => id),
      { db },
    );
  }
}
