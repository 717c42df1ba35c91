/** What only a durable store promises: it is there after a restart, it is alone, it syncs, and it tells what it gave up. */

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { openKeeper } from "../../store/open-keeper.ts";
import { openStore } from "../../store/open-store.ts";
import type { DurableStore } from "../../store/open-store.ts";
import { lockDirectory, socketOf } from "../../store/sql/directory-lock.ts";
import { openEmbedded } from "../../store/sql/embedded.ts";
import { isDurable } from "../../store/sql/embedded-start.ts";
import type { Jobs, SubjectKey, Want } from "../../store/store.ts";
import { systemClock as clock } from "../../store/system-clock.ts";
import { describeWith } from "../required.ts";
import { removeTemporaryFolders, temporaryFolder } from "../temporary-repository.ts";
import { startServed } from "./kill/process.ts";
import { postgresMissing, startPostgres, withClient } from "./postgres.ts";
import type { PostgresServer } from "./postgres.ts";

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const pull: SubjectKey = { installation: 7, owner: "acme", repo: "network", subject: "pull/3" };
const full: Want = { scope: "full", reruns: [], head: { sha: "a", at: "2026-11-22T10:00:00Z" } };

let store: DurableStore<string> | undefined;
afterEach(async () => {
  await store?.stop(0);
  store = undefined;
});
afterAll(removeTemporaryFolders);

// One database for all tests: making one takes longer than most of them.
const dataDir = temporaryFolder();

async function open(): Promise<DurableStore<string>> {
  store = await openStore<string>({ dataDir, clock, log });
  return store;
}

function work(jobs: Partial<Jobs>): void {
  store?.work({
    delivery: async () => undefined,
    review: async (key) => void (await store?.takeWants(key)),
    ...jobs,
  });
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await condition()); await sleep(10)) {
    if (Date.now() > end) throw new Error("the condition never came to hold");
  }
}

describe("a restart", () => {
  test("finds everything where it was, and works on what waits", async () => {
    const before = await open();
    await before.accept({ id: "waiting", event: "push", payload: "{}" });
    await before.want(pull, full);
    await before.keepState(pull, "kept");
    await before.stop(0);

    const after = await open();
    expect(await after.state(pull)).toBe("kept");
    expect(await after.newestHead(pull)).toEqual(full.head);
    expect(await after.accept({ id: "waiting", event: "push", payload: "{}" })).toBe("duplicate");
    const seen: string[] = [];
    work({
      delivery: async ({ id }) => void seen.push(id),
      async review(key) {
        seen.push((await after.takeWants(key))?.head?.sha ?? "nothing");
        return undefined;
      },
    });
    await after.idle();
    expect(seen.sort()).toEqual(["a", "waiting"]);
    expect(await after.waiting()).toEqual({ deliveries: { count: 0 }, subjects: { count: 0 } });
  }, 60_000);

  test("gives a job to whatever has lost its own", async () => {
    const opened = await open();
    await opened.accept({ id: "jobless", event: "push", payload: "{}" });
    await opened.want({ ...pull, subject: "pull/4" }, full);
    await opened.stop(0);
    const database = await openEmbedded(dataDir);
    await database.query("delete from plumbline_queue.job where name in ('delivery', 'review')");
    await database.close();

    const after = await open();
    const seen: string[] = [];
    work({
      delivery: async ({ id }) => void seen.push(id),
      async review(key) {
        seen.push(key.subject);
        await after.takeWants(key);
        return undefined;
      },
    });
    await after.idle();
    expect(seen).toEqual([]);
    expect(await after.resume()).toEqual({ deliveries: 1, reviews: 1 });
    await after.idle();
    expect(seen.sort()).toEqual(["jobless", "pull/4"]);
    expect(await after.resume()).toEqual({ deliveries: 0, reviews: 0 });
  }, 60_000);
});

describe("what was given up", () => {
  test("is listed with its reason, asked of the running process, and can be sent on its way again", async () => {
    const opened = await open();
    let isMended = false;
    const attempts: number[] = [];
    work({
      async delivery(_delivery, attempt) {
        attempts.push(attempt);
        return isMended ? undefined : { givenUp: "it makes no sense" };
      },
    });
    await opened.accept({ id: "senseless", event: "issue_comment", payload: "{}" });
    await opened.idle();

    // As `plumbline jobs` does it: the directory is in use, so the process that holds it is asked.
    const keeper = await openKeeper({ dataDir });
    const letters = await keeper.deadLetters();
    expect(letters).toMatchObject([
      { queue: "delivery", name: "senseless", event: "issue_comment", attempts: 1, reason: "it makes no sense" },
    ]);
    isMended = true;
    expect(await keeper.redrive(["00000000-0000-4000-8000-000000000000"])).toBe(0);
    expect(await keeper.redrive(letters.map(({ id }) => id))).toBe(1);
    await opened.idle();
    expect(attempts).toEqual([1, 1]);
    expect(await keeper.deadLetters()).toEqual([]);
    let lines = "";
    for await (const part of keeper.exportLines()) lines += part;
    expect(lines).toContain('"id":"senseless"');
    await keeper.close();
  }, 60_000);
});

describe("retention", () => {
  test("lets go of what is old and done, and keeps what waits", async () => {
    const opened = await open();
    await opened.accept({ id: "old-but-waiting", event: "push", payload: "{}", receivedAt: 1_000 });
    await opened.keepState({ ...pull, subject: "pull/5" }, "old");
    await opened.want({ ...pull, subject: "pull/6" }, full);
    expect(await opened.forgetOlderThan(clock.now() - 60_000)).toBe(0);
    await opened.forgetOlderThan(clock.now() + 60_000);
    expect(await opened.state({ ...pull, subject: "pull/5" })).toBeUndefined();
    expect(await opened.unknownDeliveries(["old-but-waiting", "senseless"])).toEqual(["senseless"]);
    expect(await opened.newestHead({ ...pull, subject: "pull/6" })).toEqual(full.head);
  }, 60_000);
});

describe("speed", () => {
  test("a backlog drains side by side, not one job at each look at the queue", async () => {
    const opened = await open();
    for (let number = 0; number < 40; number += 1)
      await opened.want({ ...pull, subject: `pull/${100 + number}` }, full);
    let running = 0;
    let most = 0;
    const started = Date.now();
    work({
      async review(key) {
        running += 1;
        most = Math.max(most, running);
        await opened.takeWants(key);
        await sleep(20);
        running -= 1;
        return undefined;
      },
    });
    await opened.idle();
    expect(most).toBeGreaterThan(1);
    // At one job each look it would take forty looks of three seconds.
    expect(Date.now() - started).toBeLessThan(60_000);
  }, 90_000);
});

describe("the directory", () => {
  test("is refused to a second opener, by the first one's process id", async () => {
    await open();
    await expect(openStore({ dataDir, clock, log })).rejects.toThrow(`is in use by process ${process.pid}`);
  }, 60_000);

  test("of a process that was killed is free; that of a living one is not", async () => {
    const env = {
      APP_ID: "1",
      PRIVATE_KEY: "-----BEGIN RSA PRIVATE KEY-----\nnone\n-----END RSA PRIVATE KEY-----",
      WEBHOOK_SECRET: "a secret",
      DATA_DIR: dataDir,
    };
    const first = startServed(env);
    expect(await first.url).toBeDefined();
    const second = startServed(env);
    expect(await second.ended).not.toBe(0);
    expect(second.errors()).toContain(`is in use by process ${first.pid}`);
    await first.end("SIGKILL");
    expect(existsSync(socketOf(dataDir))).toBe(true);
    const third = startServed(env);
    expect(await third.url).toBeDefined();
    expect(await third.end("SIGTERM")).toBe(0);
  }, 120_000);

  test("goes to exactly one of several that come at once, also past a dead lock", async () => {
    const directory = temporaryFolder();
    const first = await lockDirectory(directory);
    await first.release();
    writeFileSync(socketOf(directory), "");
    const openers = await Promise.allSettled([1, 2, 3].map(() => lockDirectory(directory)));
    const holders = openers.filter((each) => each.status === "fulfilled");
    expect(holders.length).toBeLessThanOrEqual(1);
    for (const holder of holders) if (holder.status === "fulfilled") await holder.value.release();
  });

  test("with too long a path is refused in words", async () => {
    const long = join(temporaryFolder(), "d".repeat(120));
    await expect(openStore({ dataDir: long, clock, log })).rejects.toThrow("DATA_DIR is too long a path");
  });

  test("with files of another version is refused in words, and is free afterwards", async () => {
    const directory = temporaryFolder();
    mkdirSync(join(directory, "database"));
    writeFileSync(join(directory, "database", "PG_VERSION"), "17\n");
    await expect(openStore({ dataDir: directory, clock, log })).rejects.toThrow("holds files of PostgreSQL 17");
    await (await lockDirectory(directory)).release();
  });
});

describe("syncing", () => {
  test("every commit reaches the disk; as the package comes, none does", async () => {
    const database = await openEmbedded(dataDir);
    expect(await isDurable(database)).toBe(true);
    const before = database.syncs();
    for (let commit = 0; commit < 10; commit += 1)
      await database.query("insert into plumbline.durability values (now())");
    expect(database.syncs() - before).toBeGreaterThanOrEqual(10);
    await database.close();

    const shipped = await PGlite.create({ fs: new NodeFS(join(dataDir, "database")) });
    const query = async <Row extends object>(text: string) => (await shipped.query<Row>(text)).rows;
    expect(await isDurable({ ...database, query, syncs: () => 0 })).toBe(false);
    await shipped.close();
  }, 60_000);
});

describeWith("postgres", postgresMissing, "several processes on one server", () => {
  let server: PostgresServer | undefined;
  const stores: DurableStore<string>[] = [];
  let databaseUrl = "";
  let review: Jobs["review"] = async () => {
    throw new Error("a defect");
  };

  beforeAll(async () => {
    server = await startPostgres();
    databaseUrl = await server.createDatabase();
    // Both at once: the tables are made by one of them.
    stores.push(...(await Promise.all([1, 2].map(() => openStore<string>({ dataDir: "", databaseUrl, clock, log })))));
  }, 60_000);
  afterAll(async () => {
    await Promise.all(stores.map((each) => each.stop(0)));
    await server?.stop();
  }, 60_000);

  test("a review that breaks again and again is a dead letter, until it is sent on its way again", async () => {
    const [working, asking] = stores;
    if (working === undefined || asking === undefined) throw new Error("there are no two stores");
    const key = { ...pull, subject: "pull/8" };
    await asking.want(key, full);
    // As the queue does it after the last of its tries, which would take minutes here.
    await withClient(databaseUrl, async (client) => {
      const set = "update plumbline_queue.job set retry_limit = 0 where name = 'review' and state < 'active'";
      await client.query(set);
    });
    working.work({ delivery: async () => undefined, review: (...asked) => review(...asked) });
    await until(async () => (await asking.deadLetters()).length === 1);
    expect(await asking.deadLetters()).toMatchObject([
      { queue: "review", name: "7/acme/network/pull/8", reason: "a defect" },
    ]);
    expect(await asking.resume()).toEqual({ deliveries: 0, reviews: 0 });
    expect(await asking.waiting()).toMatchObject({ subjects: { count: 1 } });
    review = async (asked) => void (await working.takeWants(asked));
    expect(await asking.redrive(undefined)).toBe(1);
    await until(async () => (await asking.waiting()).subjects.count === 0);
    expect(await asking.deadLetters()).toEqual([]);
  }, 60_000);

  test("queues that an older version made get today's patience, and are left alone where they have it", async () => {
    const settings =
      "select retry_limit, heartbeat_seconds, updated_on from plumbline_queue.queue where name = 'review'";
    const asked = (text: string) => withClient(databaseUrl, async (client) => (await client.query(text)).rows);
    const [before] = await asked(settings);
    const third = await openStore<string>({ dataDir: "", databaseUrl, clock, log });
    await third.stop(0);
    expect(await asked(settings)).toEqual([before]);
    await asked("update plumbline_queue.queue set retry_limit = 3, heartbeat_seconds = 20 where name = 'review'");
    const fourth = await openStore<string>({ dataDir: "", databaseUrl, clock, log });
    await fourth.stop(0);
    expect(await asked(settings)).toMatchObject([{ retry_limit: 30, heartbeat_seconds: 10 }]);
  }, 60_000);

  test("what was only tried too often has another round of tries after an hour, without anybody's doing", async () => {
    const [working, asking] = stores;
    if (working === undefined || asking === undefined) throw new Error("there are no two stores");
    review = async () => {
      await withClient(databaseUrl, (client) =>
        client.query("update plumbline_queue.job set retry_limit = 0 where name = 'review' and state = 'active'"),
      );
      throw new Error("the disk is full");
    };
    await asking.want({ ...pull, subject: "pull/9" }, full);
    await until(async () => (await asking.deadLetters()).length === 1);
    expect(await asking.resume()).toEqual({ deliveries: 0, reviews: 0 });
    await withClient(databaseUrl, async (client) => {
      await client.query(
        "update plumbline_queue.job set created_on = now() - interval '61 minutes' where name = 'dead'",
      );
    });
    review = async (asked) => void (await working.takeWants(asked));
    expect(await asking.resume()).toEqual({ deliveries: 0, reviews: 1 });
    await until(async () => (await asking.waiting()).subjects.count === 0);
    expect(await asking.deadLetters()).toEqual([]);
  }, 60_000);

  test("a newer head that one takes in aborts the review in the other; who has lost a subject writes nothing about it", async () => {
    const [working, taking] = stores;
    if (working === undefined || taking === undefined) throw new Error("there are no two stores");
    const reasons: string[] = [];
    let refused: unknown;
    let isRunning = false;
    let fenced: string | undefined;
    review = async (key, signal) => {
      const want = await working.takeWants(key);
      if (want?.head?.sha === "old") {
        isRunning = true;
        await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
        reasons.push(String(signal.reason.message));
      } else {
        await withClient(databaseUrl, (client) =>
          client.query("update plumbline.subject set runner = 'somebody else'"),
        );
        fenced = await working.newestHead(key).then(
          () => "may write",
          (error: unknown) => String(error),
        );
        refused = await working.keepState(key, "late").then(
          () => "kept",
          (error: unknown) => String(error),
        );
      }
      return undefined;
    };
    await taking.want(pull, { ...full, head: { sha: "old", at: "2026-11-22T10:00:00Z" } });
    await until(() => isRunning);
    await taking.want(pull, { ...full, head: { sha: "new", at: "2026-11-22T10:00:01Z" } });
    await until(() => refused !== undefined);
    expect(reasons).toEqual(["superseded"]);
    expect(refused).toContain("another process has taken over pull/3");
    expect(fenced).toContain("another process has taken over pull/3");
    expect(await taking.state(pull)).toBeUndefined();
  }, 60_000);

  test("what cannot be reached is told without the URL, which may hold a password", async () => {
    const url = "postgresql://plumbline:very-secret@127.0.0.1:9/postgres";
    const failure = await openStore({ dataDir: "", databaseUrl: url, clock, log }).catch((error: unknown) =>
      String(error),
    );
    expect(failure).toContain("the database of DATABASE_URL cannot be reached");
    expect(failure).not.toContain("very-secret");
  });

  test("a store that does not answer says so", async () => {
    const [working] = stores;
    expect(await working?.problem()).toBeUndefined();
    await server?.stop();
    expect(await working?.problem()).toContain("the database does not answer");
  }, 60_000);
});
