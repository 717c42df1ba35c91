/** A database seen by a process that dies at a given step: what it was doing is undone or done, and it never learns which. */

import type { Database, Sql } from "../../../store/sql/database.ts";

export interface Mortal {
  readonly database: Database;
  /** From now on steps count: every statement, every commit, and every job that the queue hands out or takes back. */
  begin(): void;
  isDead(): boolean;
  /** Resolves when it has died. */
  readonly died: Promise<void>;
}

export interface Fate {
  /** The step at which it dies, from 1; `undefined` = it lives. */
  readonly death?: number | undefined;
  /** Something that happens beside it, at the step of that number. */
  readonly event?: { readonly step: number; readonly happens: () => void } | undefined;
}

/** The queue's own statements end in an error where a dead process would be silent, so that its loops can be stopped. */
export function mortal(database: Database, { death, event }: Fate): Mortal {
  let steps = 0;
  let hasBegun = false;
  let isDead = false;
  let tellDeath = (): void => undefined;
  const died = new Promise<void>((resolve) => (tellDeath = resolve));

  function step(): void {
    if (isDead) throw new Error("dead");
    if (!hasBegun) return;
    steps += 1;
    if (steps === event?.step) event.happens();
    if (steps !== death) return;
    isDead = true;
    tellDeath();
    throw new Error("dead");
  }

  /** Whoever waits for an answer waits for ever. */
  async function silenced<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await work();
    } catch (error) {
      if (isDead) return new Promise<never>(() => undefined);
      throw error;
    }
  }

  const stepping = (sql: Sql): Sql => ({
    async query(text, values) {
      step();
      return sql.query(text, values);
    },
  });

  const queue = database.queueOptions.db;
  if (queue === undefined) throw new Error("only the embedded database can be seen like this");
  return {
    begin: () => void (hasBegun = true),
    isDead: () => isDead,
    died,
    database: {
      ...database,
      query: (text, values) => silenced(() => stepping(database).query(text, values)),
      transaction: (work) =>
        silenced(() =>
          database.transaction(async (sql) => {
            const answer = await work(stepping(sql));
            step();
            return answer;
          }),
        ).then((answer) => {
          // Committed, and nobody told.
          return silenced(async () => {
            step();
            return answer;
          });
        }),
      close: async () => undefined,
      queueOptions: {
        ...database.queueOptions,
        db: {
          ...queue,
          async executeSql(text, values) {
            if (isDead) throw new Error("dead");
            const answer = await queue.executeSql(text, values);
            if (handsOut(text) && answer.rows.length > 0) step();
            return answer;
          },
        },
      },
    },
  };
}

/** A job is taken up, or said to be done. */
function handsOut(text: string): boolean {
  return /state = '(active|completed)'/.test(text) && /\bupdate\b/i.test(text);
}
