/** What processes share under a name: read and replaced as one step, under the row's lock. */

import type { Update } from "../store.ts";
import type { Database } from "./database.ts";

export async function updateShared<Answer>(
  database: Database,
  name: string,
  change: (kept: unknown) => Update<Answer>,
): Promise<Answer> {
  return database.transaction(async (sql) => {
    // Budgets and counters of the last second are worth less than the wait for the disk.
    await sql.query("set local synchronous_commit = off");
    const [row] = await sql.query<{ kept: string | null }>(
      `insert into plumbline.shared (name) values ($1)
       on conflict (name) do update set name = excluded.name returning kept`,
      [name],
    );
    const before: unknown = row?.kept === null || row === undefined ? undefined : JSON.parse(row.kept);
    const { kept, answer } = change(before);
    if (kept === undefined) await sql.query("delete from plumbline.shared where name = $1", [name]);
    else await sql.query("update plumbline.shared set kept = $2 where name = $1", [name, JSON.stringify(kept)]);
    return answer;
  });
}
