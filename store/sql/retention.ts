/** Lets go of what is older than anybody asks for, and of the space that it took. */

import type { Database } from "./database.ts";

const batch = 500;

/** Answers how many rows went. What still waits for something stays, however old it is. */
export async function forgetOlderThan(database: Database, time: number): Promise<number> {
  const deliveries = await inBatches(
    database,
    `delete from plumbline.delivery where id in (
       select id from plumbline.delivery where received_at < $1 and (handled_at is not null or given_up is not null)
       limit ${batch})
     returning 1`,
    time,
  );
  const subjects = await inBatches(
    database,
    `delete from plumbline.subject where name in (
       select name from plumbline.subject where touched_at < $1 and waiting_since is null and runner is null
       limit ${batch})
     returning 1`,
    time,
  );
  const reports = await inBatches(
    database,
    `delete from plumbline.tool_report where (owner, repo, sha, tool) in (
       select owner, repo, sha, tool from plumbline.tool_report where at < $1 limit ${batch})
     returning 1`,
    time,
  );
  // The embedded database has no process that would do it by itself.
  if (database.isEmbedded) await database.query("vacuum");
  return deliveries + subjects + reports;
}

/** Small steps: nothing else gets the embedded database's only connection meanwhile. */
async function inBatches(database: Database, statement: string, time: number): Promise<number> {
  for (let total = 0; ;) {
    const gone = await database.query(statement, [time]);
    total += gone.length;
    if (gone.length < batch) return total;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
