/** How rules did, in the database: a row for each rule and merged pull request, summed up when somebody asks. */

import type { RuleStatistic, RuleTally, SubjectKey } from "../store.ts";
import { subjectName } from "../subject-name.ts";
import type { Database, Sql } from "./database.ts";

export async function noteTallies(database: Database, key: SubjectKey, tallies: readonly RuleTally[]): Promise<void> {
  await database.transaction(async (sql) => {
    for (const { rule, shown, mended, waived, overridden } of tallies) {
      await sql.query(
        `insert into plumbline.tally (name, rule, owner, repo, shown, mended, waived, overridden)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (name, rule) do nothing`,
        [subjectName(key), rule, key.owner, key.repo, shown, mended, waived, overridden],
      );
    }
  });
}

/** By repository, or of one alone; the rules that were shown most first. */
export function ruleStatistics(
  sql: Sql,
  of?: { readonly owner: string; readonly repo: string },
): Promise<readonly RuleStatistic[]> {
  return sql.query<RuleStatistic>(
    `select owner, repo, rule, count(*)::integer as requests, sum(shown)::integer as shown, sum(mended)::integer as mended,
       sum(waived)::integer as waived, sum(overridden)::integer as overridden
     from plumbline.tally where $1::text is null or (owner = $1 and repo = $2)
     group by owner, repo, rule order by owner, repo, shown desc, rule`,
    [of?.owner ?? null, of?.repo ?? null],
  );
}
