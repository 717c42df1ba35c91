/** Deliveries in the database: each is stored once, together with its job, and its payload goes when it is handled. */

import type { PgBoss } from "pg-boss";
import type { Delivery } from "../store.ts";
import type { Database, Sql } from "./database.ts";
import { enqueue } from "./queues.ts";

/** What does not tell its installation waits with the others of its kind. */
const noInstallation = -1;

export async function acceptDelivery(
  database: Database,
  boss: PgBoss,
  { id, event, payload, installation = noInstallation, receivedAt }: Delivery,
  now: number,
): Promise<"new" | "duplicate"> {
  return database.transaction(async (sql) => {
    const created = await sql.query(
      `insert into plumbline.delivery (id, event, installation, payload, received_at) values ($1, $2, $3, $4, $5)
       on conflict do nothing returning id`,
      [id, event, installation, payload, receivedAt ?? now],
    );
    if (created.length === 0) return "duplicate";
    await enqueue(boss, sql, "delivery", { name: id, installation });
    return "new";
  });
}

export interface StoredDelivery extends Delivery {
  readonly receivedAt: number;
  /** How often it was passed on before. */
  readonly attempts: number;
}

/** `undefined` where it has been handled, or has grown too old to be kept. */
export async function loadDelivery(sql: Sql, id: string): Promise<StoredDelivery | undefined> {
  const [row] = await sql.query<{ event: string; payload: string; received: number; attempts: number }>(
    `select event, payload, received_at as received, attempts from plumbline.delivery
     where id = $1 and handled_at is null and payload is not null`,
    [id],
  );
  if (row === undefined) return undefined;
  const { event, payload, received, attempts } = row;
  return { id, event, payload, receivedAt: received, attempts };
}

export async function markHandled(sql: Sql, id: string, now: number): Promise<void> {
  await sql.query("update plumbline.delivery set handled_at = $2, payload = null, given_up = null where id = $1", [
    id,
    now,
  ]);
}

export async function markGivenUp(sql: Sql, id: string, reason: string): Promise<void> {
  // Whoever sends it on its way again starts counting anew.
  await sql.query("update plumbline.delivery set given_up = $2, attempts = 0 where id = $1", [id, reason]);
}

export async function countAttempt(sql: Sql, id: string): Promise<void> {
  await sql.query("update plumbline.delivery set attempts = attempts + 1 where id = $1", [id]);
}

/** Whether this delivery's want for this subject is the first: what a process did before it died is not done again. */
export async function isFirstWant(sql: Sql, id: string, subject: string): Promise<boolean> {
  const [known] = await sql.query("select 1 from plumbline.delivery where id = $1 for update", [id]);
  if (known === undefined) return true;
  const changed = await sql.query(
    `update plumbline.delivery set subjects = array_append(subjects, $2)
     where id = $1 and not ($2 = any (subjects)) returning id`,
    [id, subject],
  );
  return changed.length > 0;
}

export async function unknownDeliveries(sql: Sql, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const rows = await sql.query<{ id: string }>("select id from plumbline.delivery where id = any ($1::text[])", [
    [...ids],
  ]);
  const known = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => !known.has(id));
}
