/** Opens the durable store where the environment says it is: in a directory of its own, or on a PostgreSQL server. */

import type { PgBoss } from "pg-boss";
import type { Clock } from "../core/clock.ts";
import type { Decision } from "../core/decision.ts";
import type { Database } from "./sql/database.ts";
import type { RuleStatistic, Store, SubjectKey } from "./store.ts";

export interface StorePlace {
  /** Of the embedded database; made where it is missing. */
  readonly dataDir: string;
  /** A PostgreSQL server, which then takes the embedded one's place. */
  readonly databaseUrl?: string | undefined;
}

export interface StoreOptions extends StorePlace {
  readonly clock: Clock;
  readonly log: StoreLog;
}

/** As pino has it. */
export interface StoreLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What was tried until nobody believed in it any more. */
export interface DeadLetter {
  readonly id: string;
  readonly queue: "delivery" | "review";
  /** A delivery's id, or `installation/owner/repo/subject`. */
  readonly name: string;
  /** Of a delivery. */
  readonly event?: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly attempts: number;
  readonly reason: string;
}

/** What somebody decided, and about what. */
export interface AuditEntry extends SubjectKey {
  readonly decision: Decision;
}

export interface Keeper {
  /** Oldest first. */
  deadLetters(): Promise<readonly DeadLetter[]>;
  /** Sends dead letters on their way again; `undefined` = all. Answers how many there were. */
  redrive(ids: readonly string[] | undefined): Promise<number>;
  /** Every decision that was ever noted, oldest first: one `AuditEntry` as JSON a line. */
  auditLines(): AsyncIterable<string>;
  /** How rules did in merged pull requests, by repository, or of one alone. */
  ruleStatistics(of?: { readonly owner: string; readonly repo: string }): Promise<readonly RuleStatistic[]>;
  /** One JSON text a line. */
  exportLines(): AsyncIterable<string>;
}

export interface DurableStore<State> extends Store<State>, Keeper {
  /** Which database this is. */
  readonly description: string;
  /** Lets go of what was last touched before that time (milliseconds since 1970); answers how much it was. */
  forgetOlderThan(time: number): Promise<number>;
}

/** Throws `StoreError`, in words for whoever started the process. */
export async function openStore<State>(options: StoreOptions): Promise<DurableStore<State>> {
  const { databaseUrl, log } = options;
  if (databaseUrl === undefined) return openOwn<State>(options);
  const { openServer } = await import("./sql/server.ts");
  const database = await openServer(databaseUrl, (error) =>
    log.warn({ reason: error.message }, "a connection to the database broke"),
  );
  return openOn<State>(database, options);
}

/** In a directory that is ours alone as long as this process lives. */
async function openOwn<State>(options: StoreOptions): Promise<DurableStore<State>> {
  const { dataDir, log } = options;
  const { lockDirectory } = await import("./sql/directory-lock.ts");
  const lock = await lockDirectory(dataDir);
  try {
    const { openEmbedded } = await import("./sql/embedded.ts");
    const { checkDurability, releaseOrphans } = await import("./sql/embedded-start.ts");
    const { keeperListener } = await import("./sql/keeper-socket.ts");
    const database = await openEmbedded(dataDir);
    const store = await openOn<State>(database, options, {
      prepare: async (boss) => {
        await checkDurability(database, log);
        await releaseOrphans(boss, database);
      },
      onClosed: () => lock.release(),
    });
    lock.answer(keeperListener(store));
    return store;
  } catch (error) {
    await lock.release();
    throw error;
  }
}

interface Surroundings {
  /** Before anything is worked on. */
  readonly prepare?: (boss: PgBoss) => Promise<void>;
  readonly onClosed?: () => Promise<void>;
}

async function openOn<State>(
  database: Database,
  { clock, log }: Pick<StoreOptions, "clock" | "log">,
  { prepare, onClosed = async () => undefined }: Surroundings = {},
): Promise<DurableStore<State>> {
  const { migrate } = await import("./sql/migrations.ts");
  const { openQueues } = await import("./sql/queues.ts");
  const { durableStore } = await import("./sql/durable-store.ts");
  try {
    await migrate(database);
    const boss = await openQueues(database, log);
    await prepare?.(boss);
    return durableStore<State>({ database, boss, clock, log, onClosed });
  } catch (error) {
    await database.close();
    throw error;
  }
}
