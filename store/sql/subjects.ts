/** Subjects in the database: what is wanted of them, what a job has taken, the newest head, what the last review left. */

import { mergeWants, newerHead } from "../merge-wants.ts";
import type { Head, SubjectKey, Want } from "../store.ts";
import { subjectName } from "../subject-name.ts";
import type { Sql } from "./database.ts";

export interface SubjectRow {
  readonly installation: number;
  readonly owner: string;
  readonly repo: string;
  readonly subject: string;
  readonly head_sha: string | null;
  readonly head_at: string | null;
  readonly wants: string | null;
  readonly taken: string | null;
  /** The run of a job that is at work on it. */
  readonly runner: string | null;
}

const columns = "installation, owner, repo, subject, head_sha, head_at, wants, taken, runner";

/** The row, created where there is none, and held until the transaction ends. */
export async function holdSubject(sql: Sql, key: SubjectKey, now: number): Promise<SubjectRow> {
  const { installation, owner, repo, subject } = key;
  const [row] = await sql.query<SubjectRow>(
    `insert into plumbline.subject (name, installation, owner, repo, subject, touched_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (name) do update set touched_at = excluded.touched_at returning ${columns}`,
    [subjectName(key), installation, owner, repo, subject, now],
  );
  if (row === undefined) throw new Error("a subject's row could not be created");
  return row;
}

/** As above for a name; `undefined` where there is no such row. */
export async function holdKnownSubject(sql: Sql, name: string): Promise<SubjectRow | undefined> {
  const [row] = await sql.query<SubjectRow>(`select ${columns} from plumbline.subject where name = $1 for update`, [
    name,
  ]);
  return row;
}

export function keyOf({ installation, owner, repo, subject }: SubjectRow): SubjectKey {
  return { installation, owner, repo, subject };
}

export function headOf({ head_sha: sha, head_at: at }: Pick<SubjectRow, "head_sha" | "head_at">): Head | undefined {
  return sha === null ? undefined : { sha, at: at ?? "" };
}

/** Merges a want into a row that is held; answers the newest head. */
export async function addWant(
  sql: Sql,
  name: string,
  row: SubjectRow,
  want: Want,
  now: number,
): Promise<Head | undefined> {
  const head = newerHead(headOf(row), want.head);
  const asked = { since: now, ...want };
  // An event that comes late wants what it wants, at the head that is the newest by now.
  const current = want.head === undefined || head === undefined ? asked : { ...asked, head };
  const wants = merge(parse(row.wants), current);
  await keepWants(sql, name, { wants, taken: parse(row.taken) }, now);
  if (head === undefined || head.sha === row.head_sha) {
    if (head !== undefined && head.at !== row.head_at) await keepHead(sql, name, head);
    return head;
  }
  await keepHead(sql, name, head);
  await sql.query(
    `insert into plumbline.head (owner, repo, sha, name) values ($1, $2, $3, $4) on conflict do nothing`,
    [row.owner, row.repo, head.sha, name],
  );
  return head;
}

async function keepHead(sql: Sql, name: string, { sha, at }: Head): Promise<void> {
  await sql.query("update plumbline.subject set head_sha = $2, head_at = $3 where name = $1", [name, sha, at]);
}

/** Puts a want below what has arrived since; whatever a job had taken comes back by this or not at all. */
export async function giveBack(sql: Sql, name: string, row: SubjectRow, want: Want, now: number): Promise<void> {
  await keepWants(sql, name, { wants: merge(want, parse(row.wants)), taken: undefined }, now);
}

export interface Wanted {
  readonly wants: Want | undefined;
  /** What the running job has taken. */
  readonly taken: Want | undefined;
}

export async function keepWants(sql: Sql, name: string, { wants, taken }: Wanted, now: number): Promise<void> {
  const all = merge(taken, wants);
  await sql.query("update plumbline.subject set wants = $2, taken = $3, waiting_since = $4 where name = $1", [
    name,
    text(wants),
    text(taken),
    all === undefined ? null : (all.since ?? now),
  ]);
}

export function merge(older: Want | undefined, newer: Want | undefined): Want | undefined {
  return older === undefined || newer === undefined ? (newer ?? older) : mergeWants(older, newer);
}

/** What we wrote ourselves. */
export function parse(wants: string | null): Want | undefined {
  return wants === null ? undefined : (JSON.parse(wants) as Want);
}

function text(wants: Want | undefined): string | null {
  return wants === undefined ? null : JSON.stringify(wants);
}

export async function subjectsAt(
  sql: Sql,
  { owner, repo, sha }: { readonly owner: string; readonly repo: string; readonly sha: string },
): Promise<readonly SubjectKey[]> {
  const rows = await sql.query<SubjectRow>(
    `select s.installation, s.owner, s.repo, s.subject from plumbline.head h join plumbline.subject s using (name)
     where h.owner = $1 and h.repo = $2 and h.sha = $3 order by h.place`,
    [owner, repo, sha],
  );
  return rows.map(keyOf);
}
