/**
 * Whose turn it is: each installation's jobs stand one behind the other, and the installations side by side. Somebody's
 * thousand jobs therefore wait for each other, and anybody else's first job is next.
 */

import type { Sql } from "./database.ts";
import type { QueueName } from "./queues.ts";

/**
 * The number of the new job's turn, smaller = earlier: one behind the installation's last, and never before what waits
 * already. Where nothing waits, nobody has credit from quieter days.
 */
export async function takeTurn(sql: Sql, queue: QueueName, installation: number): Promise<number> {
  const [row] = await sql.query<{ last: number }>(
    `with reached as (
       select coalesce(
         (select -priority from plumbline_queue.job where name = $1 and state < 'active' and start_after <= now()
          order by priority desc limit 1),
         (select max(last) from plumbline.turn where queue = $1),
         0) as turn)
     insert into plumbline.turn (queue, installation, last) select $1, $2, turn + 1 from reached
     on conflict (queue, installation) do update set last = 1 + greatest(plumbline.turn.last, excluded.last - 1)
     returning last::integer as last`,
    [queue, installation],
  );
  return row?.last ?? 0;
}
