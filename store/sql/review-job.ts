/** One run of a review job: its subject is held by a token, and whatever it took and did not answer comes back. */

import type { JobWithMetadata, PgBoss } from "pg-boss";
import type { Clock } from "../../core/clock.ts";
import type { Jobs } from "../store.ts";
import { asQueueDatabase } from "./database.ts";
import type { Database, Sql } from "./database.ts";
import { forgetDeadLetters } from "./dead-letters.ts";
import type { Later } from "./later.ts";
import type { Hold } from "./holds.ts";
import { enqueue } from "./queues.ts";
import type { JobData } from "./queues.ts";
import type { Run, Runs } from "./runs.ts";
import { giveBack, headOf, holdKnownSubject, keepWants, keyOf, merge, parse } from "./subjects.ts";
import type { SubjectRow } from "./subjects.ts";

export interface JobSurroundings {
  readonly database: Database;
  readonly boss: PgBoss;
  readonly clock: Clock;
  readonly runs: Runs;
  readonly later: Later;
}

export async function runReview(
  surroundings: JobSurroundings,
  review: Jobs["review"],
  job: JobWithMetadata<JobData>,
): Promise<void> {
  const { database, clock, runs } = surroundings;
  const { name } = job.data;
  const run = await runs.begin(name, `${job.id}/${job.retryCount}`, job.signal);
  const stop = (): void => run.abort("stopping");
  let hold: Hold | undefined;
  try {
    hold = await database.holds.take(name);
    if (hold === undefined) return await putOff(surroundings, job);
    hold.lost.addEventListener("abort", stop, { once: true });
    const row = await database.transaction((sql) => take(sql, name, run, clock.now()));
    if (row === undefined) return;
    run.started(headOf(row)?.sha);
    const again = await review(keyOf(row), run.signal);
    await finish(surroundings, run, job, again);
  } catch (error) {
    await database.transaction((sql) => letGo(sql, name, run, clock.now()));
    throw error;
  } finally {
    runs.end(name, run);
    // The signal lives as long as the connection does, and hears of every review.
    hold?.lost.removeEventListener("abort", stop);
    // Should the connection break here, the server lets go by itself.
    await hold?.release().catch(() => undefined);
  }
}

const pause = 1_000;

/**
 * Another process was too slow to say that it lives, but it is there and may be writing: its turn is waited for. That is
 * no failure, and no try is used up.
 */
async function putOff({ database, boss, later }: JobSurroundings, job: JobWithMetadata<JobData>): Promise<void> {
  const next = await database.transaction(async (sql) => {
    await boss.complete("review", job, null, { db: asQueueDatabase(sql) });
    return enqueueOnce(boss, sql, job.data, pause);
  });
  if (next !== undefined) later.wake("review", next, pause);
}

/** Unless the subject has a job that waits already. */
async function enqueueOnce(boss: PgBoss, sql: Sql, data: JobData, wait: number): Promise<string | undefined> {
  const [queued] = await boss.findJobs("review", { key: data.name, queued: true, limit: 1, db: asQueueDatabase(sql) });
  return queued === undefined ? enqueue(boss, sql, "review", data, wait) : undefined;
}

/** Marks the subject as this run's. What an earlier run took with it into its grave is wanted again. */
async function take(sql: Sql, name: string, { token }: Run, now: number): Promise<SubjectRow | undefined> {
  const row = await holdKnownSubject(sql, name);
  if (row === undefined) return undefined;
  await sql.query("update plumbline.subject set runner = $2, touched_at = $3 where name = $1", [name, token, now]);
  const left = parse(row.taken);
  if (left !== undefined) await giveBack(sql, name, row, left, now);
  return row;
}

/** The subject is free, the job is done and the next one is there: all at once, so that nothing is wanted without a job. */
async function finish(
  { database, boss, clock, later }: JobSurroundings,
  { token }: Run,
  job: JobWithMetadata<JobData>,
  again: number | undefined,
): Promise<void> {
  const { name } = job.data;
  // What is wanted without having been taken up is not asked for again and again without a pause.
  const wait = again === undefined ? pause : Math.max(0, again - clock.now());
  const next = await database.transaction(async (sql) => {
    const row = await holdKnownSubject(sql, name);
    if (row?.runner !== token) return undefined;
    const wants = parse(row.wants);
    await keepWants(sql, name, { wants, taken: undefined }, clock.now());
    await sql.query("update plumbline.subject set runner = null where name = $1", [name]);
    await boss.complete("review", job, null, { db: asQueueDatabase(sql) });
    if (again === undefined && wants === undefined) {
      await forgetDeadLetters(boss, sql, name);
      return undefined;
    }
    return enqueueOnce(boss, sql, job.data, wait);
  });
  if (next !== undefined && wait > 0) later.wake("review", next, wait);
}

/** The queue tries again: what was taken is wanted until then. */
async function letGo(sql: Sql, name: string, { token }: Run, now: number): Promise<void> {
  const row = await holdKnownSubject(sql, name);
  if (row?.runner !== token) return;
  await keepWants(sql, name, { wants: merge(parse(row.taken), parse(row.wants)), taken: undefined }, now);
  await sql.query("update plumbline.subject set runner = null where name = $1", [name]);
}
