/**
 * Whose turn it is: each installation's jobs stand one behind the other, and the installations side by side. Somebody's
 * thousand jobs therefore wait for each other, and anybody else's first job is next.
 */

import type { Sql } from "./database.ts";
import type { QueueName } from "./queues.ts";

/** Stands for the queue itself: the turn that is being worked on. */
const everybody = 0;

/** The number of the new job's turn, smaller = earlier: one behind the installation's last, and never in the past. */
export async function takeTurn(sql: Sql, queue: QueueName, installation: number): Promise<number> {
  const [row] = await sql.query<{ last: number }>(
    `insert into plumbline.turn (queue, installation, last)
     values ($1, $2, 1 + coalesce((select last from plumbline.turn where queue = $1 and installation = $3), 0))
     on conflict (queue, installation) do update set last = 1 + greatest(plumbline.turn.last,
       coalesce((select now.last from plumbline.turn now where now.queue = $1 and now.installation = $3), 0))
     returning last::integer as last`,
    [queue, installation, everybody],
  );
  return row?.last ?? 0;
}

/** Says that a turn has come, so that who comes after it does not get an earlier one. */
export async function reachTurn(sql: Sql, queue: QueueName, turn: number): Promise<void> {
  await sql.query(
    `insert into plumbline.turn (queue, installation, last) values ($1, $2, $3)
     on conflict (queue, installation) do update set last = excluded.last where plumbline.turn.last < excluded.last`,
    [queue, everybody, turn],
  );
}
