/** The one face of a SQL database that the store sees: it cannot tell the embedded one from a server. */

import type { ConstructorOptions, Db } from "pg-boss";

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

/** Nothing may hold the only connection for ever. */
export async function inTime<Answer>(work: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("a transaction took longer than five seconds")), transactionLimit);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
