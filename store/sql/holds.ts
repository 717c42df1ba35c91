/**
 * Names that one process holds at a time. The server keeps them by the connection: a process that stands still keeps what
 * it holds, one that is dead does not. A lease by time could not tell: whoever slept over its end would go on writing.
 */

import pg from "pg";

export interface Hold {
  /** Aborted when the connection broke: somebody else may hold the name by now. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

export interface Holds {
  /** `undefined` where another process holds the name. One process does not ask twice at once. */
  take(name: string): Promise<Hold | undefined>;
  close(): Promise<void>;
}

/** One that is gone without a word (a machine that lost its network) is let go after this many seconds of silence. */
const silence = { idle: 10, interval: 5, count: 3 };

/** For a database that nobody else can open. */
export const soleHolder: Holds = {
  take: async () => ({ lost: new AbortController().signal, release: async () => undefined }),
  close: async () => undefined,
};

interface Connection {
  readonly client: pg.Client;
  readonly ask: Ask;
  readonly broken: AbortController;
}

type Ask = <Row extends pg.QueryResultRow>(text: string, values: readonly string[]) => Promise<pg.QueryResult<Row>>;

/** All names of this process over one connection of its own: it must not be the pool's, which gives connections away. */
export function openHolds(url: string): Holds {
  let current: Promise<Connection> | undefined;

  function connection(): Promise<Connection> {
    current ??= connect(url, () => (current = undefined));
    return current;
  }

  return {
    async take(name) {
      const { ask, broken } = await connection();
      const { rows } = await ask<{ taken: boolean }>("select pg_try_advisory_lock(hashtextextended($1, 0)) as taken", [
        `plumbline ${name}`,
      ]);
      if (rows[0]?.taken !== true) return undefined;
      return {
        lost: broken.signal,
        async release() {
          if (broken.signal.aborted) return;
          await ask("select pg_advisory_unlock(hashtextextended($1, 0))", [`plumbline ${name}`]);
        },
      };
    },
    async close() {
      const open = await current?.catch(() => undefined);
      await open?.client.end();
    },
  };
}

async function connect(url: string, onEnd: () => void): Promise<Connection> {
  const client = new pg.Client({ connectionString: url, application_name: "plumbline-holds", keepAlive: true });
  const broken = new AbortController();
  const end = (): void => {
    onEnd();
    broken.abort(new Error("the connection to the database broke"));
  };
  client.on("error", end);
  client.on("end", end);
  try {
    await client.connect();
    await client.query(
      `set tcp_keepalives_idle = ${silence.idle}; set tcp_keepalives_interval = ${silence.interval};
       set tcp_keepalives_count = ${silence.count}`,
    );
  } catch (error) {
    end();
    throw error;
  }
  return { client, ask: oneByOne(client), broken };
}

/** Reviews begin and end side by side, and one connection takes one statement at a time. */
function oneByOne(client: pg.Client): Ask {
  let before: Promise<unknown> = Promise.resolve();
  return <Row extends pg.QueryResultRow>(text: string, values: readonly string[]) => {
    const answer = before.then(() => client.query<Row>(text, [...values]));
    before = answer.catch(() => undefined);
    return answer;
  };
}
