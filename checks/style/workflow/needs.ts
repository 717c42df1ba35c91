/**
 * Jobs that wait for a job that is not there, or for each other.
 *
 * Why: GitHub refuses the whole workflow, so nothing of it runs.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     needs: tests
 *     steps:
 *       - run: make
 *   test:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: make test
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     needs: test
 *     steps:
 *       - run: make
 *   test:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: make test
 * ```
 *
 * Mend: write the id of a job of this file, and break the circle.
 *
 * Waive: `# plumbline-disable-next-line style/workflow/needs -- reason`
 */

import { nearest } from "../../../core/nearest.ts";
import { isDynamic } from "../../../languages/workflow/node.ts";
import { type Job, workflowOf } from "../../../languages/workflow/workflow.ts";
import { type Remark, workflowCheck } from "../../security/workflow/reading/workflow-check.ts";

export default workflowCheck(
  (document) => {
    const jobs = workflowOf(document)?.jobs ?? [];
    const byId = new Map(jobs.map((job) => [job.id.toLowerCase(), job]));
    return [...jobs.flatMap((job) => unknownNeeds(job, byId)), ...circles(jobs, byId)];
  },
  { kinds: ["github-workflow"] },
);

type Jobs = ReadonlyMap<string, Job>;

function unknownNeeds({ id, needs }: Job, byId: Jobs): readonly Remark[] {
  const seen = new Set<string>();
  return needs.flatMap((need) => {
    const name = need.text.toLowerCase();
    if (isDynamic(need) || name === "") return [];
    const isRepeated = seen.has(name);
    seen.add(name);
    if (isRepeated)
      return [
        {
          at: need.range,
          message: `Job \`${id}\` waits for \`${need.text}\` twice.`,
          advice: "Delete one of the two.",
        },
      ];
    if (byId.has(name)) return [];
    const close = nearest(name, [...byId.keys()]);
    return [
      {
        at: need.range,
        message: `Job \`${id}\` waits for \`${need.text}\`, and this workflow has no such job: GitHub refuses it.`,
        advice:
          close === undefined ? "Write the id of a job of this file." : `Write \`${close}\` if that is what is meant.`,
      },
    ];
  });
}

/** One remark a circle, at the job of it that stands first. */
function circles(jobs: readonly Job[], byId: Jobs): readonly Remark[] {
  const settled = new Set<Job>();
  const remarks: Remark[] = [];
  for (const start of jobs) {
    const circle = circleFrom(start, byId, settled);
    if (circle) remarks.push(remarkOn(circle, jobs));
  }
  return remarks;
}

function remarkOn(circle: readonly Job[], jobs: readonly Job[]): Remark {
  const first = jobs.find((job) => circle.includes(job)) ?? circle[0];
  const turned = first ? [...circle.slice(circle.indexOf(first)), ...circle.slice(0, circle.indexOf(first))] : circle;
  const way = [...turned, ...turned.slice(0, 1)].map(({ id }) => `\`${id}\``).join(" → ");
  return {
    at: first?.entry.key.range ?? [0, 0],
    message: `These jobs wait for each other (${way}), so GitHub refuses the workflow.`,
    advice: "Take one of them out of the circle.",
  };
}

/** Walks without recursion: a file may hold thousands of jobs in a row. */
function circleFrom(start: Job, byId: Jobs, settled: Set<Job>): readonly Job[] | undefined {
  const way: { readonly job: Job; next: number }[] = [{ job: start, next: 0 }];
  if (settled.has(start)) return undefined;
  for (let top = way.at(-1); top; top = way.at(-1)) {
    const need = top.job.needs[top.next];
    top.next += 1;
    if (need === undefined) {
      settled.add(top.job);
      way.pop();
      continue;
    }
    const wanted = byId.get(need.text.toLowerCase());
    if (wanted === undefined || settled.has(wanted)) continue;
    const from = way.findIndex(({ job }) => job === wanted);
    if (from !== -1) {
      const circle = way.slice(from).map(({ job }) => job);
      for (const { job } of way) settled.add(job);
      return circle;
    }
    way.push({ job: wanted, next: 0 });
  }
  return undefined;
}
