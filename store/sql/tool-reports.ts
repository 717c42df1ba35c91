/** What other tools said of commits, in the database: one row for each tool and commit. */

import type { KeptToolReport } from "../../core/tool-report.ts";
import { contentOf, mostToolsOfCommit } from "../report-shelf.ts";
import type { CommitKey, ReportKept } from "../store.ts";
import type { Database, Sql } from "./database.ts";

/** Commits of one repository that are nobody's head yet: a wrong sha must not fill the database. */
const mostEarly = 100;

export async function keepToolReport(
  database: Database,
  { owner, repo, sha }: CommitKey,
  report: KeptToolReport,
): Promise<ReportKept> {
  return database.transaction(async (sql) => {
    const rows = await sql.query<{ tool: string }>(
      "select tool from plumbline.tool_report where owner = $1 and repo = $2 and sha = $3",
      [owner, repo, sha],
    );
    const isThere = rows.some(({ tool }) => tool === report.tool);
    if (!isThere && rows.length >= mostToolsOfCommit) return "full";
    const content = contentOf(report);
    const kept = await sql.query(
      `insert into plumbline.tool_report (owner, repo, sha, tool, at, report) values ($1, $2, $3, $4, $5, $6)
       on conflict (owner, repo, sha, tool) do update set at = excluded.at, report = excluded.report
       where plumbline.tool_report.report <> excluded.report returning 1`,
      [owner, repo, sha, report.tool, report.at, content],
    );
    if (kept.length === 0) return "same";
    if (rows.length === 0) await makeRoom(sql, owner, repo);
    return "new";
  });
}

async function makeRoom(sql: Sql, owner: string, repo: string): Promise<void> {
  await sql.query(
    `delete from plumbline.tool_report where owner = $1 and repo = $2 and sha in (
       select r.sha from plumbline.tool_report r
       where r.owner = $1 and r.repo = $2 and not exists (
         select 1 from plumbline.head h where h.owner = r.owner and h.repo = r.repo and h.sha = r.sha)
       group by r.sha order by max(r.at) desc offset ${mostEarly})`,
    [owner, repo],
  );
}

export async function toolReportsAt(sql: Sql, { owner, repo, sha }: CommitKey): Promise<readonly KeptToolReport[]> {
  const rows = await sql.query<{ at: number; report: string }>(
    `select at, report from plumbline.tool_report where owner = $1 and repo = $2 and sha = $3 order by tool collate "C"`,
    [owner, repo, sha],
  );
  // What we wrote ourselves.
  return rows.map(({ at, report }) => ({ ...(JSON.parse(report) as Omit<KeptToolReport, "at">), at }));
}

export async function repositoryNamed(
  sql: Sql,
  { owner, repo }: { readonly owner: string; readonly repo: string },
): Promise<{ readonly owner: string; readonly repo: string } | undefined> {
  const [row] = await sql.query<{ owner: string; repo: string }>(
    "select owner, repo from plumbline.subject where lower(owner) = lower($1) and lower(repo) = lower($2) limit 1",
    [owner, repo],
  );
  return row;
}
