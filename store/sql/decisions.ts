/** What people decided, in the database: waivers and overrides, kept for as long as there is a database. */

import type { Decision } from "../../core/decision.ts";
import type { AuditEntry } from "../open-store.ts";
import type { SubjectKey } from "../store.ts";
import { subjectName } from "../subject-name.ts";
import type { Sql } from "./database.ts";

const page = 200;

export async function noteDecision(sql: Sql, key: SubjectKey, decision: Decision): Promise<void> {
  const { installation, owner, repo, subject } = key;
  await sql.query(
    `insert into plumbline.decision (name, id, installation, owner, repo, subject, at, decision)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (name, id) do nothing`,
    [subjectName(key), decision.id, installation, owner, repo, subject, decision.at, JSON.stringify(decision)],
  );
}

export async function decisionsOf(sql: Sql, key: SubjectKey): Promise<readonly Decision[]> {
  const rows = await sql.query<{ decision: string }>(
    "select decision from plumbline.decision where name = $1 order by place",
    [subjectName(key)],
  );
  return rows.map(({ decision }) => parse(decision));
}

interface DecisionRow extends SubjectKey {
  readonly place: number;
  readonly decision: string;
}

/** One `AuditEntry` as JSON a line, each with its line end; oldest first. */
export async function* auditLines(sql: Sql): AsyncGenerator<string> {
  for (let after = 0; ;) {
    const rows = await sql.query<DecisionRow>(
      `select place::double precision as place, installation, owner, repo, subject, decision
       from plumbline.decision where place > $1 order by place limit ${page}`,
      [after],
    );
    for (const { installation, owner, repo, subject, decision } of rows) {
      const entry: AuditEntry = { installation, owner, repo, subject, decision: parse(decision) };
      yield `${JSON.stringify(entry)}\n`;
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < page) return;
    after = last.place;
  }
}

/** What we wrote ourselves. */
function parse(decision: string): Decision {
  return JSON.parse(decision) as Decision;
}
