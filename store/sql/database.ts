/** The one face of a SQL database that the store sees: it cannot tell the embedded one from a server. */

import type { ConstructorOptions, Db } from "pg-boss";
import type { Holds } from "./holds.ts";

/** One statement at a time; `$1` stands for the first value. */
export interface Sql {
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

export interface Database extends Sql {
  /** For logs: `embedded PostgreSQL 18.1`. */
  readonly description: string;
  readonly isEmbedded: boolean;
  /** How the job queue reaches this database. */
  readonly queueOptions: ConstructorOptions;
  /** Who is at work on what, among all processes. */
  readonly holds: Holds;
  /**
   * All of the work or nothing of it. Inside, only what is handed over may be used: the embedded database has one
   * connection, and asking it from outside would wait for itself. Ends after five seconds, whatever the work waits for.
   */
  transaction<Answer>(work: (sql: Sql) => Promise<Answer>): Promise<Answer>;
  close(): Promise<void>;
}

/** Milliseconds that a transaction may take: our own are done within twenty. */
const transactionLimit = 5_000;

/** A transaction seen as the job queue wants it, so that a job is created together with what it is about. */
export function asQueueDatabase(sql: Sql): Db {
  return { executeSql: async (text, values) => ({ rows: [...(await sql.query(text, values))] }) };
}

/** Told apart from what the work itself throws: the connection may still be busy with its last statement. */
export class TransactionTooLong extends Error {
  override readonly name = "TransactionTooLong";
}

/**
 * Nothing may hold the only connection for ever. When the time is over the work loses its connection as well: what it
 * still tried would run outside of the transaction, half of it done, or within somebody else's.
 */
export async function inTime<Answer>(
  sql: Sql,
  work: (sql: Sql) => Promise<Answer>,
  limit = transactionLimit,
): Promise<Answer> {
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      isOver = true;
      reject(new TransactionTooLong("a transaction took longer than five seconds"));
    }, limit);
  });
  const lent: Sql = {
    async query(text, values) {
      if (isOver) throw new TransactionTooLong("the transaction is over");
      return sql.query(text, values);
    },
  };
  try {
    return await Promise.race([work(lent), late]);
  } finally {
    isOver = true;
    clearTimeout(timer);
  }
}
