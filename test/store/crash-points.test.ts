/** A process dies at each single step of taking a webhook in and reviewing: at none of them is anything lost, or left behind. */

import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { PgBoss } from "pg-boss";
import type { DurableStore } from "../../store/open-store.ts";
import type { Database } from "../../store/sql/database.ts";
import { durableStore } from "../../store/sql/durable-store.ts";
import { openEmbedded } from "../../store/sql/embedded.ts";
import { releaseOrphans } from "../../store/sql/embedded-start.ts";
import { migrate } from "../../store/sql/migrations.ts";
import { openQueues } from "../../store/sql/queues.ts";
import type { SubjectKey, Want } from "../../store/store.ts";
import { systemClock as clock } from "../../store/system-clock.ts";
import { removeTemporaryFolders, temporaryFolder } from "../temporary-repository.ts";
import { mortal } from "./crash/mortal.ts";
import type { Fate } from "./crash/mortal.ts";

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const headed = (sha: string, second: number): Want => ({
  scope: "full",
  reruns: [],
  head: { sha, at: `2026-11-22T10:00:0${second}Z` },
});

let database: Awaited<ReturnType<typeof openEmbedded>>;
/** Outlives every test: takes in beside the process that dies, and does what that one left. */
let survivor: PgBoss;
let taking: DurableStore<string>;

beforeAll(async () => {
  database = await openEmbedded(temporaryFolder());
  await migrate(database);
  survivor = await openQueues(database, log);
  taking = storeOn(database, survivor);
}, 60_000);
afterAll(async () => {
  await survivor.stop({ graceful: false });
  await database.close();
  removeTemporaryFolders();
}, 60_000);

function storeOn(on: Database, boss: PgBoss): DurableStore<string> {
  return durableStore<string>({ database: on, boss, clock, log, onClosed: async () => undefined });
}

/** As the service does it: a delivery wants, a review answers by its state. */
function workOn(store: DurableStore<string>, key: SubjectKey, want: Want): void {
  store.work({
    async delivery({ id }) {
      await store.want(key, want, id);
      return undefined;
    },
    async review(subject, signal) {
      const wanted = await store.takeWants(subject);
      if (wanted === undefined) return undefined;
      if (signal.aborted) await store.putBack(subject, wanted);
      else await store.keepState(subject, wanted.head?.sha ?? "none");
      return undefined;
    },
  });
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await condition()); await sleep(5)) {
    if (Date.now() > end) throw new Error("the condition never came to hold");
  }
}

async function isDone(): Promise<boolean> {
  const { deliveries, subjects } = await taking.waiting();
  return deliveries.count + subjects.count === 0;
}

let pulls = 0;

interface Outcome {
  readonly hasDied: boolean;
  /** What the review of the pull request came to, once another process has done what was left. */
  readonly answered: string | undefined;
  /** Jobs that nobody will ever say to be done. */
  readonly active: number;
}

/** One delivery about a pull request of its own, and whatever else fate has for it. */
async function liveAndDie(fate: (key: SubjectKey) => Fate): Promise<Outcome> {
  pulls += 1;
  const key: SubjectKey = { installation: 7, owner: "acme", repo: "network", subject: `pull/${pulls}` };
  await taking.accept({ id: `delivery-${pulls}`, event: "pull_request", payload: "{}" });
  const life = mortal(database, fate(key));
  const boss = await openQueues(life.database, log);
  life.begin();
  workOn(storeOn(life.database, boss), key, headed("first", 1));
  await Promise.race([life.died, until(isDone)]);
  await boss.stop({ graceful: false });

  await releaseOrphans(survivor, database);
  const next = storeOn(database, survivor);
  workOn(next, key, headed("first", 1));
  await until(isDone);
  await next.idle();
  const answered = await next.state(key);
  await Promise.all([survivor.offWork("delivery"), survivor.offWork("review")]);
  const [row] = await database.query<{ active: number }>(
    "select count(*)::integer as active from plumbline_queue.job where state = 'active' and name in ('delivery', 'review')",
  );
  return { hasDied: life.isDead(), answered, active: row?.active ?? Number.NaN };
}

/** Answers how many steps there are. */
async function atEachStep(answered: string, fate: (step: number, key: SubjectKey) => Fate): Promise<number> {
  for (let step = 1; ; step += 1) {
    const outcome = await liveAndDie((key) => fate(step, key));
    if (!outcome.hasDied) return step;
    expect({ step, ...outcome }).toEqual({ step, hasDied: true, answered, active: 0 });
  }
}

test("a process that dies, at whichever step, leaves everything to the next one", async () => {
  expect(await atEachStep("first", (step) => ({ death: step }))).toBeGreaterThan(20);
}, 120_000);

test("a push that arrives at whichever step is reviewed, though the process dies soon after", async () => {
  const arrivals: Promise<void>[] = [];
  // Every other step: a push that arrives within a transaction waits for its end.
  const steps = await atEachStep("second", (step, key) => ({
    event: { step: 2 * step, happens: () => void arrivals.push(taking.want(key, headed("second", 2))) },
    death: 2 * step + 2,
  }));
  expect(steps).toBeGreaterThan(10);
  await Promise.all(arrivals);
}, 120_000);
