/** The life of check runs and suites: one suite per commit, what a suite's state follows from, how long a name's history is. */

import { showCheckSuite, showPayloadCheckRun } from "./show-checks.ts";
import { timestamp, type Account, type CheckRunRecord, type CheckSuiteRecord } from "./world.ts";
import type { RepositoryRecord, World } from "./world.ts";

/** Older runs of one name in one suite are deleted by GitHub. */
const mostRunsOfOneName = 1000;

/** Worst first: what a suite concludes from its runs. */
const conclusionOrder = [
  "failure",
  "timed_out",
  "action_required",
  "cancelled",
  "stale",
  "neutral",
  "skipped",
  "success",
];

export function suiteOf(
  world: World,
  repository: RepositoryRecord,
  sha: string,
  push?: { readonly branch: string; readonly before: string | null },
): CheckSuiteRecord {
  const known = [...repository.suites.values()].find((suite) => suite.headSha === sha);
  if (known) return known;
  const now = timestamp(world);
  const suite: CheckSuiteRecord = {
    id: world.nextId(),
    headSha: sha,
    headBranch: push?.branch ?? branchHolding(repository, sha),
    before: push?.before ?? null,
    createdAt: now,
    updatedAt: now,
    status: "queued",
    conclusion: null,
  };
  repository.suites.set(suite.id, suite);
  return suite;
}

function branchHolding(repository: RepositoryRecord, sha: string): string | null {
  const pull = [...repository.pulls.values()].find(
    (one) => one.head.sha === sha && one.head.repository.id === repository.id,
  );
  return pull?.head.ref ?? null;
}

/** Newest run of each name first; `all` keeps the older ones. */
export function runsOf(
  repository: RepositoryRecord,
  isWanted: (run: CheckRunRecord) => boolean,
  filter: "latest" | "all" = "latest",
): readonly CheckRunRecord[] {
  const newestFirst = [...repository.checkRuns.values()].filter(isWanted).reverse();
  if (filter === "all") return newestFirst;
  const names = new Set<string>();
  return newestFirst.filter((run) => {
    const key = `${run.suite.id} ${run.name}`;
    return !names.has(key) && names.add(key);
  });
}

export function addRun(repository: RepositoryRecord, run: CheckRunRecord): void {
  repository.checkRuns.set(run.id, run);
  const same = [...repository.checkRuns.values()].filter((one) => one.suite === run.suite && one.name === run.name);
  for (const old of same.slice(0, Math.max(0, same.length - mostRunsOfOneName))) repository.checkRuns.delete(old.id);
}

/** After a run changed: the suite's state follows from its newest runs. */
export function refreshSuite(world: World, repository: RepositoryRecord, suite: CheckSuiteRecord): void {
  const runs = runsOf(repository, (run) => run.suite === suite);
  const isCompleted = runs.length > 0 && runs.every((run) => run.status === "completed");
  suite.updatedAt = timestamp(world);
  suite.status = isCompleted ? "completed" : runs.some((run) => run.status !== "queued") ? "in_progress" : "queued";
  const conclusions = runs.map((run) => run.conclusion ?? "");
  suite.conclusion = isCompleted ? (conclusionOrder.find((one) => conclusions.includes(one)) ?? null) : null;
}

/** Asking again resets the suite, never the run: the App must bring a new one or update the old. */
export function resetSuite(world: World, suite: CheckSuiteRecord): void {
  suite.status = "queued";
  suite.conclusion = null;
  suite.updatedAt = timestamp(world);
}

export function announceRun(
  world: World,
  repository: RepositoryRecord,
  run: CheckRunRecord,
  action: string,
  sender: Account,
  extra: Readonly<Record<string, unknown>> = {},
): void {
  const payload = { check_run: showPayloadCheckRun(world, repository, run), ...extra };
  world.announce({ event: "check_run", action, repository, sender, payload });
}

export async function announceSuite(
  world: World,
  repository: RepositoryRecord,
  suite: CheckSuiteRecord,
  action: string,
  sender: Account,
): Promise<void> {
  const head = await repository.git.readCommit(suite.headSha);
  if (!head) return;
  const payload = { check_suite: showCheckSuite(world, repository, suite, head) };
  world.announce({ event: "check_suite", action, repository, sender, payload });
}
