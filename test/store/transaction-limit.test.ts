/** A transaction that takes too long is undone, and whatever its work still tries reaches nothing. */

import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { inTime } from "../../store/sql/database.ts";
import type { Database, Sql } from "../../store/sql/database.ts";
import { openServer } from "../../store/sql/server.ts";
import { describeWith } from "../required.ts";
import { postgresMissing, startPostgres, withClient } from "./postgres.ts";
import type { PostgresServer } from "./postgres.ts";

test("work that goes on after its time is refused each further statement", async () => {
  const asked: string[] = [];
  const sql: Sql = {
    async query(text) {
      asked.push(text);
      return [];
    },
  };
  let goOn = (): void => undefined;
  let late: Promise<unknown> = Promise.resolve();
  const work = inTime(
    sql,
    async (lent) => {
      await lent.query("first");
      await new Promise<void>((resolve) => (goOn = resolve));
      late = lent.query("second");
      await late;
    },
    10,
  );
  await expect(work).rejects.toThrow("took longer");
  goOn();
  await sleep(0);
  await expect(late).rejects.toThrow("the transaction is over");
  expect(asked).toEqual(["first"]);
});

test("a handle that is used after its transaction has ended well reaches nothing either", async () => {
  const lent = await inTime({ query: async () => [] }, async (sql) => sql);
  await expect(lent.query("select 1")).rejects.toThrow("the transaction is over");
});

describeWith("postgres", postgresMissing, "on a PostgreSQL server", () => {
  let server: PostgresServer | undefined;
  let url = "";
  let database: Database | undefined;
  beforeAll(async () => {
    server = await startPostgres();
    url = await server.createDatabase();
    database = await openServer(url, () => undefined);
    await database.query("create table ship (name text)");
  }, 60_000);
  afterAll(async () => {
    await database?.close();
    await server?.stop();
  });

  test("one that waits for a lock gives its connection up, and nothing of it stays", async () => {
    if (database === undefined) throw new Error("there is no database");
    const { transaction, query } = database;
    await withClient(url, async (client) => {
      await client.query("begin");
      await client.query("lock table ship");
      const waiting = transaction(async (sql) => {
        await sql.query("insert into ship values ('late')");
      });
      await expect(waiting).rejects.toThrow("took longer than five seconds");
      await client.query("commit");
    });
    expect(await query("select name from ship")).toEqual([]);
    await transaction((sql) => sql.query("insert into ship values ('in time')"));
    expect(await query("select name from ship")).toEqual([{ name: "in time" }]);
  }, 60_000);
});
