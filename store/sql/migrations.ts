/** The store's own tables, and how older ones become today's. */

import type { Database } from "./database.ts";

/** Any number, the same in every process: only one of them changes the tables at a time. */
const migrationLock = 7_052_025;

/**
 * What makes each version out of the one before; a list only grows. Times are milliseconds since 1970. What the service
 * hands over is kept as text: PostgreSQL's jsonb refuses characters that occur in people's files.
 */
const versions: readonly (readonly string[])[] = [
  [
    `create table plumbline.delivery (
      id text primary key,
      event text not null,
      installation double precision not null,
      payload text,
      received_at double precision not null,
      attempts integer not null default 0,
      subjects text[] not null default '{}',
      handled_at double precision,
      given_up text
    )`,
    "create index delivery_received on plumbline.delivery (received_at)",
    "create index delivery_waiting on plumbline.delivery (received_at) where handled_at is null",
    `create table plumbline.subject (
      name text primary key,
      installation double precision not null,
      owner text not null,
      repo text not null,
      subject text not null,
      head_sha text,
      head_at text,
      wants text,
      taken text,
      waiting_since double precision,
      runner text,
      state text,
      touched_at double precision not null
    )`,
    "create index subject_waiting on plumbline.subject (waiting_since) where waiting_since is not null",
    `create table plumbline.head (
      owner text not null,
      repo text not null,
      sha text not null,
      name text not null references plumbline.subject (name) on delete cascade,
      place bigint generated always as identity,
      primary key (owner, repo, sha, name)
    )`,
    "create index head_subject on plumbline.head (name)",
    `create table plumbline.turn (
      queue text not null,
      installation double precision not null,
      last bigint not null,
      primary key (queue, installation)
    )`,
    "create table plumbline.shared (name text primary key, kept text)",
  ],
  [
    `create table plumbline.decision (
      place bigint generated always as identity primary key,
      name text not null,
      id text not null,
      installation double precision not null,
      owner text not null,
      repo text not null,
      subject text not null,
      at double precision not null,
      decision text not null,
      unique (name, id)
    )`,
  ],
  [
    `create table plumbline.tally (
      name text not null,
      rule text not null,
      owner text not null,
      repo text not null,
      shown integer not null,
      mended integer not null,
      waived integer not null,
      overridden integer not null,
      primary key (name, rule)
    )`,
  ],
  [
    `create table plumbline.tool_report (
      owner text not null,
      repo text not null,
      sha text not null,
      tool text not null,
      at double precision not null,
      report text not null,
      primary key (owner, repo, sha, tool)
    )`,
    "create index tool_report_at on plumbline.tool_report (at)",
    "create index subject_repository on plumbline.subject (lower(owner), lower(repo))",
  ],
];

export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (sql) => {
    await sql.query("select pg_advisory_xact_lock($1)", [migrationLock]);
    await sql.query("create schema if not exists plumbline");
    await sql.query("create table if not exists plumbline.version (number integer not null)");
    const [row] = await sql.query<{ number: number }>("select max(number) as number from plumbline.version");
    const reached = row?.number ?? 0;
    for (const [index, statements] of versions.entries()) {
      if (index < reached) continue;
      for (const statement of statements) await sql.query(statement);
      await sql.query("insert into plumbline.version (number) values ($1)", [index + 1]);
    }
  });
}
