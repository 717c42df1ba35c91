/**
 * Keys of a workflow without a value, and names that GitHub takes for the same.
 *
 * Why: an empty list or text is most often what is left of an edit, and GitHub refuses the workflow or ignores the key.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     needs: []
 *     steps:
 *       - run: make
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: make
 * ```
 *
 * Mend: give the key a value, or delete it.
 *
 * Waive: `# plumbline-disable-next-line style/workflow/empty-values -- reason`
 */

import type { Range } from "../../../core/text.ts";
import { at, entriesOf, type Entry, itemsOf, type WorkflowNode } from "../../../languages/workflow/node.ts";
import {
  type Job,
  type Step,
  type WorkflowEvent,
  workflowOf,
  type Workflow,
} from "../../../languages/workflow/workflow.ts";
import { type Remark, workflowCheck } from "../../security/workflow/reading/workflow-check.ts";

export default workflowCheck(
  (document) => {
    const workflow = workflowOf(document);
    return workflow ? [...ofWorkflow(workflow), ...sameNames(at(workflow.root, "jobs"), "jobs")] : [];
  },
  { kinds: ["github-workflow"] },
);

function ofWorkflow({ root, events, jobs }: Workflow): readonly Remark[] {
  return [...emptyIn(root, ["env", "defaults"]), ...events.flatMap(ofEvent), ...jobs.flatMap(ofJob)];
}

function ofEvent({ name, range, settings }: WorkflowEvent): readonly Remark[] {
  const filters = [
    "types",
    "branches",
    "branches-ignore",
    "tags",
    "tags-ignore",
    "paths",
    "paths-ignore",
    "workflows",
    "names",
    "versions",
  ];
  const inputs = entriesOf(at(settings, "inputs")).flatMap(({ value }) => emptyIn(value, ["options"]));
  const schedules = itemsOf(settings).flatMap((item) => emptyIn(item, ["cron", "timezone"]));
  if (name === "schedule" && (settings === undefined || isEmpty(settings)))
    return [empty(range, "schedule", "say when, or delete it")];
  return [...emptyIn(settings, filters), ...inputs, ...schedules];
}

const jobKeys = "needs runs-on steps strategy environment defaults concurrency with".split(" ");

function ofJob({ node, steps }: Job): readonly Remark[] {
  const matrix = at(node, "strategy", "matrix");
  const containers = [at(node, "container"), ...entriesOf(at(node, "services")).map(({ value }) => value)];
  return [
    ...emptyIn(node, jobKeys),
    ...unsetIn(node, ["container", "services"]),
    ...emptyIn(at(node, "runs-on"), ["labels", "group"]),
    ...entriesOf(matrix).flatMap(({ name }) => emptyIn(matrix, [name])),
    ...sameNames(matrix, "matrix"),
    ...containers.flatMap((container) => [
      ...emptyIn(container, ["image", "credentials", "ports", "volumes"]),
      ...halfCredentials(at(container, "credentials")),
    ]),
    ...steps.flatMap(ofStep),
  ];
}

function ofStep({ node }: Step): readonly Remark[] {
  return emptyIn(node, ["id", "uses", "run", "shell", "working-directory", "with"]);
}

function emptyIn(node: WorkflowNode | undefined, names: readonly string[]): readonly Remark[] {
  return [
    ...entriesOf(node).flatMap(({ name, key, value }) =>
      names.includes(name) && isEmpty(value) ? [empty(key.range, name)] : [],
    ),
    ...entriesOf(node).flatMap(({ name, value }) => (names.includes(name) ? emptyItems(name, value) : [])),
  ];
}

/** `null`, written out, says that there is none on purpose. */
function unsetIn(node: WorkflowNode, names: readonly string[]): readonly Remark[] {
  return entriesOf(node).flatMap(({ name, key, value }) =>
    names.includes(name) && value.type === "text" && value.text === "" ? [empty(key.range, name)] : [],
  );
}

/** Keys whose value an item of the list stands for. */
const listed: ReadonlySet<string> = new Set("needs runs-on labels names versions options ports volumes".split(" "));

function emptyItems(name: string, value: WorkflowNode): readonly Remark[] {
  if (!listed.has(name)) return [];
  return itemsOf(value).flatMap((item) =>
    item.type === "text" && item.text.trim() === "" ? [empty(item.range, name)] : [],
  );
}

function isEmpty(node: WorkflowNode): boolean {
  if (node.type === "text") return node.text === "" || node.text === "~" || node.text === "null";
  return node.type === "list" ? node.items.length === 0 : node.entries.length === 0;
}

function empty(at: Range, name: string, mend = "give it a value, or delete it"): Remark {
  return {
    at,
    message: `\`${name}\` is empty, and GitHub refuses the workflow or does as if it were not there.`,
    advice: `${mend.charAt(0).toUpperCase()}${mend.slice(1)}.`,
  };
}

function halfCredentials(credentials: WorkflowNode | undefined): readonly Remark[] {
  const [first, ...more] = entriesOf(credentials);
  if (first === undefined || more.length > 0 || !["username", "password"].includes(first.name)) return [];
  const other = first.name === "username" ? "password" : "username";
  return [
    {
      at: first.key.range,
      message: `\`${first.name}\` stands here without \`${other}\`, and GitHub asks for both.`,
      advice: `Add \`${other}\`.`,
    },
  ];
}

/** Names that differ in case alone are the same to GitHub; those that are equal are found as duplicate keys of YAML. */
function sameNames(node: WorkflowNode | undefined, where: string): readonly Remark[] {
  const seen = new Map<string, Entry>();
  return entriesOf(node).flatMap((entry): readonly Remark[] => {
    const earlier = seen.get(entry.name.toLowerCase());
    if (earlier === undefined) seen.set(entry.name.toLowerCase(), entry);
    if (earlier === undefined || earlier.name === entry.name) return [];
    return [
      {
        at: entry.key.range,
        message: `\`${entry.name}\` and \`${earlier.name}\` are one name to GitHub, which knows no case in \`${where}\`.`,
        advice: "Give one of the two another name.",
      },
    ];
  });
}
