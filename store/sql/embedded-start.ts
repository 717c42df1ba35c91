/** What the embedded database's owner sees to before anything is worked on. */

import type { PgBoss } from "pg-boss";
import type { StoreLog } from "../open-store.ts";
import type { Sql } from "./database.ts";
import type { EmbeddedDatabase } from "./embedded.ts";
import { atOnce } from "./queues.ts";
import type { QueueName } from "./queues.ts";

/** Whether a commit reaches the disk: an upgrade of the database's package could undo our mend without a word. */
export async function isDurable(database: EmbeddedDatabase): Promise<boolean> {
  const [setting] = await database.query<{ fsync: string }>("select current_setting('fsync') as fsync");
  const before = database.syncs();
  await database.query("create table if not exists plumbline.durability (checked_at timestamptz not null)");
  await database.query("delete from plumbline.durability");
  await database.query("insert into plumbline.durability values (now())");
  return setting?.fsync === "on" && database.syncs() > before;
}

export async function checkDurability(database: EmbeddedDatabase, log: StoreLog): Promise<void> {
  if (await isDurable(database)) return;
  log.error({}, "the embedded database does not sync its files: a power cut may lose or damage what was stored");
}

/** Nobody else runs, so whatever is still marked as running belonged to a process that died. It counts as a try. */
export async function releaseOrphans(boss: PgBoss, sql: Sql): Promise<void> {
  const orphans = await sql.query<{ id: string; name: QueueName; tries: number }>(
    `select id, name, retry_count as tries from plumbline_queue.job
     where name in ('delivery', 'review') and state = 'active'`,
  );
  for (const { id, name, tries } of orphans) {
    await boss.fail(name, id, { message: "the process died" });
    // The first time it was most likely not the job's doing.
    if (tries === 0) await boss.update(name, undefined, { id, startAfter: atOnce() });
  }
}
