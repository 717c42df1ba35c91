/**
 * Events that never come as they are written: schedules, filters, inputs of manual starts.
 *
 * Why: a schedule that GitHub cannot read never starts, a filter that belongs to another event is ignored, and nobody is told.
 *
 * Bad (.github/workflows/nightly.yml):
 * ```yaml
 * on:
 *   schedule:
 *     - cron: "0 3 * *"
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: make
 * ```
 *
 * Good (.github/workflows/nightly.yml):
 * ```yaml
 * on:
 *   schedule:
 *     - cron: "0 3 * * *"
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: make
 * ```
 *
 * Mend: write what the message asks for.
 *
 * Waive: `# plumbline-disable-next-line style/workflow/events -- reason`
 */

import { at, entriesOf, itemsOf, type WorkflowNode } from "../../../languages/workflow/node.ts";
import { type WorkflowEvent, workflowOf } from "../../../languages/workflow/workflow.ts";
import { type Remark, workflowCheck } from "../../security/workflow/reading/workflow-check.ts";
import { judgeInputs } from "./reading/dispatch-inputs.ts";
import { cronTrouble } from "./reading/cron.ts";

export default workflowCheck((document) => (workflowOf(document)?.events ?? []).flatMap(judge), {
  kinds: ["github-workflow"],
});

function judge(event: WorkflowEvent): readonly Remark[] {
  if (event.name === "schedule") return judgeSchedule(event);
  if (event.name === "workflow_dispatch") return judgeInputs(event);
  return judgeFilters(event);
}

function judgeSchedule({ settings }: WorkflowEvent): readonly Remark[] {
  return itemsOf(settings).flatMap((item) => [...judgeCron(at(item, "cron")), ...judgeZone(at(item, "timezone"))]);
}

function judgeCron(cron: WorkflowNode | undefined): readonly Remark[] {
  if (cron?.type !== "text" || cron.text === "" || cron.text.includes("$")) return [];
  const trouble = cronTrouble(cron.text);
  return trouble === undefined ? [] : [{ at: cron.range, ...trouble }];
}

function judgeZone(zone: WorkflowNode | undefined): readonly Remark[] {
  if (zone?.type !== "text" || zone.text === "" || isTimeZone(zone.text)) return [];
  return [
    {
      at: zone.range,
      message: `\`${zone.text}\` is no time zone of the IANA's list, so GitHub refuses the schedule.`,
      advice: "Write a place, `Europe/Berlin`, or leave the key out for UTC.",
    },
  ];
}

/** Zones are named by a place; abbreviations such as `UTC` are not taken. */
function isTimeZone(name: string): boolean {
  if (!name.includes("/")) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

const pairs: readonly (readonly [string, string])[] = [
  ["branches", "branches-ignore"],
  ["tags", "tags-ignore"],
  ["paths", "paths-ignore"],
];

/** Which events take a filter. */
const filtered: ReadonlyMap<string, readonly string[]> = new Map([
  ["branches", ["push", "pull_request", "pull_request_target", "workflow_run", "merge_group"]],
  ["tags", ["push"]],
  ["paths", ["push", "pull_request", "pull_request_target"]],
]);

function judgeFilters({ name, settings }: WorkflowEvent): readonly Remark[] {
  const keys = entriesOf(settings);
  return pairs.flatMap(([one, other]) => {
    const both = keys.filter((key) => key.name === one || key.name === other);
    const takers = filtered.get(one) ?? [];
    if (!takers.includes(name)) {
      const events = takers.map((taker) => `\`${taker}\``).join(", ");
      return both.map(({ name: key, key: place }) => ({
        at: place.range,
        message: `\`${key}\` filters ${events}; of \`${name}\` it filters nothing.`,
        advice: "Delete the filter, or ask in an `if` of the jobs.",
      }));
    }
    const second = both[1];
    if (second === undefined) return [];
    return [
      {
        at: second.key.range,
        message: `\`${one}\` and \`${other}\` cannot both filter \`${name}\`, so GitHub refuses the workflow.`,
        advice: `Keep \`${one}\` and exclude with \`!\` in it.`,
      },
    ];
  });
}
