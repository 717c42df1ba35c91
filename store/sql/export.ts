/** Everything that the store knows, line by line as JSON: for moving house, and for whoever wants to know what is kept. */

import type { Database } from "./database.ts";

const page = 200;

/** Without what only the moment needs (turns, shared budgets, jobs). */
const tables: readonly { readonly table: string; readonly key: string; readonly before: string }[] = [
  { table: "delivery", key: "id", before: "" },
  { table: "subject", key: "name", before: "" },
  { table: "decision", key: "place", before: "0" },
  // None of these names has spaces.
  { table: "tally", key: "name || ' ' || rule", before: "" },
  { table: "tool_report", key: "owner || ' ' || repo || ' ' || sha || ' ' || tool", before: "" },
];

/** Lines of `{"table": …, "row": {…}}`, each with its line end. */
export async function* exportLines(database: Database): AsyncGenerator<string> {
  for (const { table, key, before } of tables) {
    for (let after = before; ;) {
      const rows = await database.query<Record<string, unknown>>(
        `select *, ${key} as page_key from plumbline.${table} where ${key} > $1 order by ${key} limit ${page}`,
        [after],
      );
      for (const { page_key: _key, ...row } of rows) yield `${JSON.stringify({ table, row })}\n`;
      const last = rows.at(-1);
      if (last === undefined || rows.length < page) break;
      after = String(last["page_key"]);
    }
  }
}
