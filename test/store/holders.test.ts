/** Two processes at one pull request: whoever was held to be dead and is not keeps its turn, and nothing is posted twice. */

import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { DurableStore } from "../../store/open-store.ts";
import type { Database } from "../../store/sql/database.ts";
import { durableStore } from "../../store/sql/durable-store.ts";
import { openHolds, soleHolder } from "../../store/sql/holds.ts";
import { migrate } from "../../store/sql/migrations.ts";
import { openQueues } from "../../store/sql/queues.ts";
import { openServer } from "../../store/sql/server.ts";
import type { SubjectKey, Want } from "../../store/store.ts";
import { systemClock as clock } from "../../store/system-clock.ts";
import { describeWith } from "../required.ts";
import { postgresMissing, startPostgres, withClient } from "./postgres.ts";
import type { PostgresServer } from "./postgres.ts";

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const full: Want = { scope: "full", reruns: [], head: { sha: "a", at: "2026-11-22T10:00:00Z" } };

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await condition()); await sleep(10)) {
    if (Date.now() > end) throw new Error("the condition never came to hold");
  }
}

describeWith("postgres", postgresMissing, "two processes on one server", () => {
  let server: PostgresServer | undefined;
  let url = "";
  const stores: DurableStore<string>[] = [];

  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  beforeEach(async () => {
    url = (await server?.createDatabase()) ?? "";
  });
  afterAll(async () => {
    await Promise.all(stores.map((each) => each.stop(0)));
    await server?.stop();
  }, 60_000);

  async function open(holds?: Database["holds"]): Promise<DurableStore<string>> {
    const database = await openServer(url, () => undefined);
    await migrate(database);
    const boss = await openQueues(database, log);
    const onClosed = async () => undefined;
    const store = durableStore<string>({
      database: { ...database, ...(holds && { holds }) },
      boss,
      clock,
      log,
      onClosed,
    });
    stores.push(store);
    return store;
  }

  /** What the queue does about a process that has not said for too long that it lives. */
  function expire(): Promise<unknown> {
    return withClient(url, (client) =>
      client.query(
        `update plumbline_queue.job set state = 'retry', start_after = now() - interval '1 minute'
         where state = 'active' and name = 'review'`,
      ),
    );
  }

  /** One looks, finds nothing posted, and stands still before it posts; then the queue gives its job to the other. Answers who posted. */
  async function postedAround(holds?: Database["holds"]): Promise<readonly string[]> {
    const key: SubjectKey = { installation: 7, owner: "acme", repo: "network", subject: "pull/1" };
    const posted: string[] = [];
    let wakeUp = (): void => undefined;
    const asleep = new Promise<void>((resolve) => (wakeUp = resolve));
    let isAsleep = false;

    const [first, second] = [await open(holds), await open(holds)];
    const workAs = (name: string, store: DurableStore<string>, beforePost: () => Promise<void>): void =>
      store.work({
        delivery: async () => undefined,
        async review(asked) {
          if ((await store.takeWants(asked)) === undefined || posted.length > 0) return undefined;
          await store.newestHead(asked);
          await beforePost();
          posted.push(name);
          await store.keepState(asked, "posted");
          return undefined;
        },
      });
    workAs("first", first, async () => {
      isAsleep = true;
      await asleep;
    });
    await first.want(key, full);
    await until(() => isAsleep);
    await expire();
    let looked = 0;
    workAs("second", second, async () => void (looked += 1));
    // As long as the second one needs to find the job: it posts, or puts the job off.
    await until(async () => looked > 0 || (await wasPutOff()));
    wakeUp();
    await until(async () => (await second.waiting()).subjects.count === 0);
    await Promise.all([first, second].map((each) => each.stop(0)));
    return posted;
  }

  function wasPutOff(): Promise<boolean> {
    return withClient(url, async (client) => {
      const waits = "select 1 from plumbline_queue.job where name = 'review' and state = 'created'";
      return (await client.query(waits)).rows.length > 0;
    });
  }

  test("the one that stood still posts, the other one waits and finds it done", async () => {
    expect(await postedAround()).toEqual(["first"]);
  }, 60_000);

  test("the control: where nobody holds anything, both post", async () => {
    expect(await postedAround(soleHolder)).toEqual(["second", "first"]);
  }, 60_000);

  test("what a process held is free when its connection ends, and it is told when it breaks", async () => {
    const [one, other] = [openHolds(url), openHolds(url)];
    const held = await one.take("harbor");
    expect(await other.take("harbor")).toBeUndefined();
    expect(await other.take("quay")).toBeDefined();
    await withClient(url, (client) =>
      client.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'plumbline-holds'"),
    );
    await until(() => held?.lost.aborted === true);
    const again = await other.take("harbor");
    expect(again).toBeDefined();
    await again?.release();
    expect(await one.take("harbor")).toBeDefined();
    await Promise.all([one.close(), other.close()]);
  }, 60_000);
});
