/** The store on a SQL database: nothing that was accepted is lost, however the process ends. */

import { setTimeout as sleep } from "node:timers/promises";
import type { PgBoss } from "pg-boss";
import type { Clock } from "../../core/clock.ts";
import type { DurableStore, StoreLog } from "../open-store.ts";
import type { SubjectKey, Want } from "../store.ts";
import { subjectName } from "../subject-name.ts";
import { countDue, resumeIn, waitingIn } from "./backlog.ts";
import type { Database } from "./database.ts";
import { asQueueDatabase } from "./database.ts";
import { auditLines, decisionsOf, noteDecision } from "./decisions.ts";
import { listDeadLetters, redriveDeadLetters } from "./dead-letters.ts";
import { acceptDelivery, isFirstWant, unknownDeliveries } from "./deliveries.ts";
import { exportLines } from "./export.ts";
import { createLater } from "./later.ts";
import { announceJob, atOnce, enqueue } from "./queues.ts";
import { forgetOlderThan } from "./retention.ts";
import { createRuns } from "./runs.ts";
import type { Notice } from "./runs.ts";
import { updateShared } from "./shared.ts";
import { addWant, giveBack, headOf, holdSubject, keepWants, merge, parse, subjectsAt } from "./subjects.ts";
import type { SubjectRow } from "./subjects.ts";
import { noteTallies, ruleStatistics } from "./tallies.ts";
import { keepToolReport, repositoryNamed, toolReportsAt } from "./tool-reports.ts";
import { noticeChannel, startWorkers } from "./workers.ts";
import type { Workers } from "./workers.ts";

export interface DurableParts {
  readonly database: Database;
  readonly boss: PgBoss;
  readonly clock: Clock;
  readonly log: StoreLog;
  /** Called when everything is closed. */
  readonly onClosed: () => Promise<void>;
}

/** Another process has taken this subject over, because this one was too slow to say that it is alive. */
class LeaseLost extends Error {
  override readonly name = "LeaseLost";
}

export function durableStore<State>({ database, boss, clock, log, onClosed }: DurableParts): DurableStore<State> {
  const runs = createRuns();
  const later = createLater({ database, boss, clock, log });
  let workers: Workers | undefined;
  let stopped: Promise<void> | undefined;

  async function want(key: SubjectKey, wanted: Want, delivery?: string): Promise<void> {
    const name = subjectName(key);
    await database.transaction(async (sql) => {
      if (delivery !== undefined && !(await isFirstWant(sql, delivery, name))) return;
      const row = await holdSubject(sql, key, clock.now());
      const head = await addWant(sql, name, row, wanted, clock.now());
      const db = asQueueDatabase(sql);
      const woken = await boss.update("review", undefined, { singletonKey: name, startAfter: atOnce(), db });
      if (woken.updated === 0) await enqueue(boss, sql, "review", { name, installation: key.installation });
      else await announceJob(sql, "review");
      const isNewer = head !== undefined && head.sha !== row.head_sha;
      if (!isNewer && wanted.gone !== true) return;
      const notice: Notice = { name, ...(isNewer && { head: head.sha }), ...(wanted.gone === true && { gone: true }) };
      await sql.query("select pg_notify($1, $2)", [noticeChannel, JSON.stringify(notice)]);
    });
  }

  async function takeWants(key: SubjectKey): Promise<Want | undefined> {
    return database.transaction(async (sql) => {
      const row = await holdSubject(sql, key, clock.now());
      const wants = parse(row.wants);
      checkLease(key, row);
      if (wants === undefined) return undefined;
      const taken = merge(parse(row.taken), wants);
      await keepWants(sql, subjectName(key), { wants: undefined, taken }, clock.now());
      return wants;
    });
  }

  async function putBack(key: SubjectKey, wanted: Want): Promise<void> {
    await database.transaction(async (sql) => {
      const row = await holdSubject(sql, key, clock.now());
      checkLease(key, row);
      await giveBack(sql, subjectName(key), row, wanted, clock.now());
    });
  }

  async function keepState(key: SubjectKey, state: State): Promise<void> {
    const { installation, owner, repo, subject } = key;
    const name = subjectName(key);
    const kept = await database.query(
      `insert into plumbline.subject (name, installation, owner, repo, subject, touched_at, state)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (name) do update set state = excluded.state, touched_at = excluded.touched_at
       where $8::text is null or plumbline.subject.runner = $8 returning 1`,
      [name, installation, owner, repo, subject, clock.now(), JSON.stringify(state), runs.get(name)?.token ?? null],
    );
    if (kept.length === 0) throw new LeaseLost(`another process has taken over ${subject}`);
  }

  async function close(grace: number): Promise<void> {
    await workers?.stop(grace);
    later.stop();
    await boss.stop({ graceful: true, timeout: 5_000 });
    await database.close();
    await onClosed();
  }

  function checkLease(key: SubjectKey, { runner }: SubjectRow): void {
    const token = runs.get(subjectName(key))?.token;
    if (token !== undefined && token !== runner) throw new LeaseLost(`another process has taken over ${key.subject}`);
  }

  return {
    description: database.description,
    accept: (delivery) => acceptDelivery(database, boss, delivery, clock.now()),
    want,
    takeWants,
    putBack,
    keepState,
    async newestHead(key) {
      const [row] = await database.query<SubjectRow>(
        "select head_sha, head_at, runner from plumbline.subject where name = $1",
        [subjectName(key)],
      );
      // Asked before every write: whoever slept while another process took over writes nothing.
      if (row !== undefined) checkLease(key, row);
      return row === undefined ? undefined : headOf(row);
    },
    async state(key) {
      const [row] = await database.query<{ state: string | null }>(
        "select state from plumbline.subject where name = $1",
        [subjectName(key)],
      );
      // What we wrote ourselves.
      return row?.state === null || row === undefined ? undefined : (JSON.parse(row.state) as State);
    },
    subjectsAt: (commit) => subjectsAt(database, commit),
    repositoryNamed: (name) => repositoryNamed(database, name),
    keepToolReport: (commit, report) => keepToolReport(database, commit, report),
    toolReportsAt: (commit) => toolReportsAt(database, commit),
    unknownDeliveries: (ids) => unknownDeliveries(database, ids),
    decide: (key, decision) => noteDecision(database, key, decision),
    decisions: (key) => decisionsOf(database, key),
    tally: (key, tallies) => noteTallies(database, key, tallies),
    ruleStatistics: (of) => ruleStatistics(database, of),
    update: (name, change) => updateShared(database, name, change),
    waiting: () => waitingIn(database),
    resume: () => resumeIn(database, boss),
    work(jobs) {
      workers ??= startWorkers({ database, boss, clock, runs, later }, jobs, log);
    },
    async idle() {
      while (runs.size > 0 || (await countDue(database)) > 0) await sleep(15);
    },
    async problem() {
      const reached = database.query("select 1").then(
        () => undefined,
        (error: unknown) => `the database does not answer: ${String(error)}`,
      );
      const late = sleep(2_000, "the database does not answer in time", { ref: false });
      return (await Promise.race([reached, late])) ?? workers?.problem();
    },
    deadLetters: () => listDeadLetters(database, boss),
    redrive: (ids) => redriveDeadLetters(database, boss, ids),
    forgetOlderThan: (time) => forgetOlderThan(database, time),
    auditLines: () => auditLines(database),
    exportLines: () => exportLines(database),
    stop: (grace) => (stopped ??= close(grace)),
  };
}
