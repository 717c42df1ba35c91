/** Everything that may not be so after a busy day, however often the service was killed: one line for each that is. */

import type { BusyDay, BusyPull } from "./stream.ts";
import { acknowledged } from "./stream.ts";

/** What GitHub's side shows. */
export function complaintsOnGitHub({ repository, pulls, github }: BusyDay): readonly string[] {
  const runs = [...repository.record.checkRuns.values()];
  const open = runs
    .filter(({ status }) => status !== "completed")
    .map(({ id, headSha }) => `run ${id} on ${headSha} never ended`);
  const twice = repeatedIn(runs.map(({ headSha, externalId }) => `${headSha} ${externalId}`));
  const annotations = runs.flatMap((run) =>
    repeatedIn(run.annotations.map((each) => `run ${run.id} ${each.path}:${each.start_line} ${each.message}`)),
  );
  const heads = new Set(runs.map(({ headSha }) => headSha)).size;
  const asked = pulls.flatMap((busy) => busy.asked).length;
  const tooMany = runs.length > heads + asked ? [`${runs.length} runs for ${heads} heads and ${asked} rechecks`] : [];
  return [
    ...open,
    ...tooMany,
    ...twice.map((name) => `two runs for ${name}`),
    ...annotations.map((name) => `annotated twice: ${name}`),
    ...pulls.flatMap((busy) => complaintsAbout(busy, repository)),
    ...github.violations(),
  ];
}

function complaintsAbout({ pull, expected, asked }: BusyPull, repository: BusyDay["repository"]): readonly string[] {
  const newest = repository.latestCheckRun(pull.headSha());
  const verdict = newest?.conclusion ?? "none";
  const unanswered = asked.filter((comment) => !pull.reactions(comment).some((each) => each.endsWith(":rocket")));
  return [
    ...(verdict === expected ? [] : [`pull request ${pull.number} shows ${verdict} instead of ${expected}`]),
    ...(expected === "failure" && newest?.annotations.length !== 60
      ? [`${newest?.annotations.length} annotations of 60`]
      : []),
    ...unanswered.map((comment) => `the recheck of comment ${comment} was never answered`),
  ];
}

/** What the store's export shows. */
export async function complaintsInStore(day: BusyDay, lines: AsyncIterable<string>): Promise<readonly string[]> {
  let text = "";
  for await (const part of lines) text += part;
  const rows = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as { readonly table: string; readonly row: Readonly<Record<string, unknown>> });
  const handled = new Set(
    rows.flatMap(({ table, row }) => (table === "delivery" && row["handled_at"] !== null ? [row["id"]] : [])),
  );
  const lost = acknowledged(day.github).filter((guid) => !handled.has(guid));
  const wanting = rows.flatMap(({ table, row }) =>
    table === "subject" && (row["wants"] !== null || row["taken"] !== null || row["runner"] !== null)
      ? [row["name"]]
      : [],
  );
  return [
    ...[...new Set(lost)].map((guid) => `delivery ${guid} was acknowledged and not handled`),
    ...wanting.map((name) => `${String(name)} still wants something`),
  ];
}

function repeatedIn(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
