/** What a workflow file says: its events, its jobs and their steps. Read once per document however many rules ask. */

import type { Range } from "../../core/text.ts";
import type { Document } from "../../core/document.ts";
import type { ParsedDocument, YamlDocument } from "../parsed.ts";
import {
  at,
  entriesOf,
  type Entry,
  followAliases,
  isDynamic,
  itemsOf,
  type MappingNode,
  oneOrMore,
  textAt,
  type TextNode,
  type WorkflowNode,
} from "./node.ts";

export interface Workflow {
  readonly root: MappingNode;
  readonly events: readonly WorkflowEvent[];
  readonly jobs: readonly Job[];
}

export interface WorkflowEvent {
  readonly name: string;
  /** The event's name. */
  readonly range: Range;
  /** What stands behind its name, where it is a key. */
  readonly settings: WorkflowNode | undefined;
}

export interface Job {
  readonly id: string;
  readonly entry: Entry;
  readonly node: MappingNode;
  readonly needs: readonly TextNode[];
  readonly steps: readonly Step[];
  /** Of a job that calls a reusable workflow. */
  readonly uses: TextNode | undefined;
}

export interface Step {
  readonly node: MappingNode;
  readonly id: TextNode | undefined;
  readonly uses: TextNode | undefined;
  readonly run: TextNode | undefined;
  /** Place among its siblings, from 0. */
  readonly index: number;
}

/** An action's own file, `action.yml`. */
export interface ActionFile {
  readonly root: MappingNode;
  /** Of `runs.using`. */
  readonly using: TextNode | undefined;
  /** Of a composite action. */
  readonly steps: readonly Step[];
}

const workflows = new WeakMap<ParsedDocument, Workflow | undefined>();
const actions = new WeakMap<ParsedDocument, ActionFile | undefined>();

/** `undefined` where the text does not parse or is no mapping: half a workflow would seem to lack the other half. */
export function workflowOf(document: YamlDocument): Workflow | undefined {
  if (workflows.has(document)) return workflows.get(document);
  const root = document.kind === "github-workflow" && runsOnGitHub(document) ? rootOf(document) : undefined;
  const workflow = root && { root, events: eventsOf(at(root, "on")), jobs: entriesOf(at(root, "jobs")).flatMap(jobOf) };
  workflows.set(document, workflow);
  return workflow;
}

export function actionOf(document: YamlDocument): ActionFile | undefined {
  if (actions.has(document)) return actions.get(document);
  const root = document.kind === "github-action" && runsOnGitHub(document) ? rootOf(document) : undefined;
  const action = root && {
    root,
    using: textAt(root, "runs", "using"),
    steps: stepsOf(at(root, "runs", "steps")),
  };
  actions.set(document, action);
  return action;
}

/** Other forges read the same files with other contexts, runners and rights. */
export function runsOnGitHub({ path }: Pick<Document, "path">): boolean {
  return !/(?:^|\/)\.(?:gitea|forgejo)\//u.test(path);
}

function rootOf(document: YamlDocument): MappingNode | undefined {
  if (document.problems.length > 0 || document.unread !== undefined) return undefined;
  const content = document.tree.documents[0]?.content;
  const root = content && followAliases(content);
  return root?.type === "mapping" ? root : undefined;
}

function eventsOf(on: WorkflowNode | undefined): readonly WorkflowEvent[] {
  if (on?.type === "mapping")
    return on.entries.map(({ name, key, value }) => ({ name, range: key.range, settings: value }));
  return oneOrMore(on).flatMap((node) =>
    node.type === "text" ? [{ name: node.text, range: node.range, settings: undefined }] : [],
  );
}

function jobOf(entry: Entry): readonly Job[] {
  const node = entry.value;
  if (node.type !== "mapping") return [];
  return [
    {
      id: entry.name,
      entry,
      node,
      needs: oneOrMore(at(node, "needs")).filter((need): need is TextNode => need.type === "text"),
      steps: stepsOf(at(node, "steps")),
      uses: textAt(node, "uses"),
    },
  ];
}

function stepsOf(steps: WorkflowNode | undefined): readonly Step[] {
  return itemsOf(steps).flatMap((node, index) =>
    node.type === "mapping"
      ? [{ node, id: textAt(node, "id"), uses: textAt(node, "uses"), run: textAt(node, "run"), index }]
      : [],
  );
}

/** The event of a name, where the workflow has it. */
export function eventNamed({ events }: Workflow, name: string): WorkflowEvent | undefined {
  return events.find((event) => event.name === name);
}

/** Steps of a workflow's jobs or of a composite action, with the job that they belong to. */
export function allSteps(document: YamlDocument): readonly PlacedStep[] {
  const workflow = workflowOf(document);
  if (workflow)
    return workflow.jobs.flatMap((job) => job.steps.map((step) => ({ step, job, siblings: job.steps, workflow })));
  const steps = actionOf(document)?.steps ?? [];
  return steps.map((step) => ({ step, siblings: steps }));
}

export interface PlacedStep {
  readonly step: Step;
  readonly siblings: readonly Step[];
  /** Missing in an action's own file. */
  readonly job?: Job;
  readonly workflow?: Workflow;
}

/** The step's shell, its job's or workflow's default; `undefined` where none is named or an expression names it. */
export function shellOf({ step, job, workflow }: PlacedStep): TextNode | undefined {
  const shell =
    textAt(step.node, "shell") ??
    textAt(job?.node, "defaults", "run", "shell") ??
    textAt(workflow?.root, "defaults", "run", "shell");
  return isDynamic(shell) ? undefined : shell;
}
