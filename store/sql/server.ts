/** A PostgreSQL server, reached by its URL. */

import pg from "pg";
import { inTime, TransactionTooLong } from "./database.ts";
import type { Database } from "./database.ts";
import { openHolds } from "./holds.ts";
import { StoreError } from "../store-error.ts";

/** Connections of one process: half for the store's own statements, half for its queue. */
const connections = 6;

/** Throws `StoreError` where nobody answers at that URL. */
export async function openServer(url: string, onError: (error: Error) => void): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 10_000,
    application_name: "plumbline",
  });
  // A connection that breaks while nobody uses it: the next statement gets a fresh one.
  pool.on("error", onError);
  const version = await serverVersion(pool);
  const holds = openHolds(url);

  return {
    description: `PostgreSQL ${version}`,
    isEmbedded: false,
    holds,
    queueOptions: { connectionString: url, max: connections, application_name: "plumbline-queue" },
    query: (text, values) => rowsOf(pool, text, values),
    async transaction(work) {
      const client = await pool.connect();
      let failure: Error | undefined;
      try {
        await client.query("begin");
        const answer = await inTime({ query: (text, values) => rowsOf(client, text, values) }, work);
        await client.query("commit");
        return answer;
      } catch (error) {
        failure = await undo(client, error);
        throw error;
      } finally {
        client.release(failure);
      }
    },
    async close() {
      await holds.close();
      await pool.end();
    },
  };
}

/** Why the connection is of no use any more; `undefined` where the next one may have it. */
async function undo(client: pg.PoolClient, error: unknown): Promise<Error | undefined> {
  // Its last statement may not have ended yet, and a rollback would wait behind it: a connection that is closed is rolled back, too.
  if (error instanceof TransactionTooLong) return error;
  return client.query("rollback").then(
    () => undefined,
    () => new Error("the connection is of no use any more"),
  );
}

async function rowsOf<Row extends object>(
  client: Pick<pg.Pool | pg.PoolClient, "query">,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const { rows } = await client.query<Row>(text, [...values]);
  return rows;
}

async function serverVersion(pool: pg.Pool): Promise<string> {
  try {
    const { rows } = await pool.query<{ version: string }>("select current_setting('server_version') as version");
    return rows[0]?.version ?? "of unknown version";
  } catch (error) {
    await pool.end();
    // The URL itself may hold a password.
    throw new StoreError(`the database of DATABASE_URL cannot be reached: ${reasonOf(error)}`, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
