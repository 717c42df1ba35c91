/** Every place of a workflow or an action where an expression may stand, with the name that GitHub gives the place. */

import { type EmbeddedExpression, expressionsIn, wholeExpression } from "../github-expression/embedded.ts";
import type { Range } from "../../core/text.ts";
import { at, type Entry, entriesOf, isDynamic, textsIn, type TextNode, type WorkflowNode } from "./node.ts";
import type { YamlScalar } from "../yaml/tree.ts";
import type { ActionFile, Job, Step, Workflow } from "./workflow.ts";

export interface ExpressionSite {
  /** In the words of GitHub's table of contexts: `jobs.<job_id>.steps.run`. */
  readonly place: string;
  readonly node: TextNode;
  readonly job?: Job;
  readonly step?: Step;
  readonly expressions: readonly EmbeddedExpression[];
  /** A text without marks that is read as one expression: `if`. */
  readonly isWhole: boolean;
  /** The expression makes the whole value, so that it may give anything. */
  readonly isAlone: boolean;
  /** It is the value of the place itself, not a part of it: all of `env`, not a variable in it. */
  readonly isBlock: boolean;
  /** Where `${{` is never closed. */
  readonly unclosed?: Range;
}

interface Surroundings {
  readonly job?: Job;
  readonly step?: Step;
}

/** In the order of the text, as far as keys of one mapping go. */
export function* sitesOf(workflow: Workflow): Generator<ExpressionSite> {
  const { root } = workflow;
  yield* below(at(root, "run-name"), "run-name");
  yield* below(at(root, "concurrency"), "concurrency");
  yield* below(at(root, "env"), "env");
  yield* below(at(root, "defaults"), "defaults");
  for (const { name, value } of entriesOf(at(root, "on", "workflow_call"))) {
    for (const { value: declared } of entriesOf(value)) {
      if (name === "inputs") yield* below(at(declared, "default"), "on.workflow_call.inputs.<inputs_id>.default");
      if (name === "outputs") yield* below(at(declared, "value"), "on.workflow_call.outputs.<output_id>.value");
    }
  }
  for (const job of workflow.jobs) yield* sitesOfJob(job);
}

export function* sitesOfAction(action: ActionFile): Generator<ExpressionSite> {
  for (const { value } of entriesOf(at(action.root, "outputs")))
    yield* below(at(value, "value"), "outputs.<output_id>.value");
  for (const step of action.steps) yield* sitesOfStep(step, "runs", {});
}

function* sitesOfJob(job: Job): Generator<ExpressionSite> {
  for (const entry of job.node.entries) {
    if (entry.name === "steps") for (const step of job.steps) yield* sitesOfStep(step, "jobs.<job_id>", { job });
    else yield* sitesOfJobKey(entry, { job });
  }
}

function* sitesOfJobKey({ name, value }: Entry, around: Surroundings): Generator<ExpressionSite> {
  const place = `jobs.<job_id>.${name}`;
  switch (name) {
    case "if":
      yield* condition(value, place, around);
      break;
    case "container":
      yield* sitesOfContainer(value, place, around);
      break;
    case "services":
      if (value.type === "text") yield* below(value, place, around);
      for (const service of entriesOf(value)) yield* sitesOfContainer(service.value, `${place}.<service_id>`, around);
      break;
    case "environment":
      if (value.type === "text") yield* below(value, place, around);
      for (const part of entriesOf(value))
        yield* below(part.value, part.name === "url" ? `${place}.url` : place, around);
      break;
    case "snapshot":
      for (const part of entriesOf(value)) {
        if (part.name === "if") yield* condition(part.value, `${place}.if`, around);
        else yield* below(part.value, place, around);
      }
      break;
    case "defaults":
      yield* below(value, `${place}.run`, around);
      break;
    case "with":
      yield* below(value, `${place}.<with_id>`, around);
      break;
    case "secrets":
      yield* below(value, `${place}.<secrets_id>`, around);
      break;
    case "outputs":
      yield* below(value, `${place}.<output_id>`, around);
      break;
    case "needs":
    case "permissions":
    case "uses":
      yield* below(value, "nowhere", around);
      break;
    default:
      yield* below(value, place, around);
  }
}

function* sitesOfContainer(node: WorkflowNode, place: string, around: Surroundings): Generator<ExpressionSite> {
  if (node.type === "text") yield* below(node, place, around);
  for (const { name, value } of entriesOf(node)) {
    if (name === "credentials") yield* below(value, `${place}.credentials`, around);
    else if (name === "env") yield* below(value, `${place}.env.<env_id>`, around);
    else yield* below(value, place, around);
  }
}

function* sitesOfStep(step: Step, owner: string, around: Surroundings): Generator<ExpressionSite> {
  const inside = { ...around, step };
  for (const { name, value } of step.node.entries) {
    const place = `${owner}.steps.${name}`;
    if (name === "if") yield* condition(value, place, inside);
    else if (name === "id" || name === "uses") yield* below(value, "nowhere", inside);
    else yield* below(value, place, inside);
  }
}

function* condition(node: WorkflowNode, place: string, around: Surroundings): Generator<ExpressionSite> {
  if (node.type !== "text" || isDynamic(node)) {
    yield* below(node, place, around);
    return;
  }
  if (node.text.trim() === "") return;
  yield {
    place,
    node,
    ...around,
    expressions: [wholeExpression(node.scalar)],
    isWhole: true,
    isAlone: true,
    isBlock: true,
  };
}

function* below(root: WorkflowNode | undefined, place: string, around: Surroundings = {}): Generator<ExpressionSite> {
  // Of names, those of variables alone are read.
  const names = /\benv(?:\.<env_id>)?$/u.test(place) ? entriesOf(root).flatMap(({ key }) => nameNode(key)) : [];
  for (const node of [...names, ...textsIn(root)]) {
    if (!isDynamic(node)) continue;
    const { expressions, unclosed, around: texts } = expressionsIn(node.scalar);
    const isAlone = expressions.length === 1 && texts.every((text) => text.trim() === "");
    const isBlock = node === root;
    yield { place, node, ...around, expressions, isWhole: false, isAlone, isBlock, ...(unclosed && { unclosed }) };
  }
}

function nameNode(key: YamlScalar): readonly TextNode[] {
  if (!key.value.includes("${{")) return [];
  return [{ type: "text", range: key.range, scalar: key, text: key.value, value: key.value }];
}
