/** What the contexts of a workflow hold at a place: its inputs, secrets, matrix, steps and jobs that came before. */

import type { Scope } from "../github-expression/infer.ts";
import {
  anyType,
  booleanType,
  type ExpressionType,
  namedType,
  numberType,
  type ObjectType,
  stringType,
} from "../github-expression/types.ts";
import {
  anything,
  githubType,
  jobType,
  neededType,
  ownSecrets,
  runnerType,
  stepType,
  strategyType,
  texts,
} from "./contexts.ts";
import { matrixType } from "./matrix.ts";
import { at, entriesOf, isDynamic, textAt, type WorkflowNode } from "./node.ts";
import { placementOf } from "./placement.ts";
import type { ExpressionSite } from "./sites.ts";
import { type ActionFile, eventNamed, type Job, type Step, type Workflow } from "./workflow.ts";

/** Names of what a `uses` gives back; `undefined` where nobody knows. */
export type OutputsOf = (uses: string) => readonly string[] | undefined;

export interface ScopeOptions {
  readonly outputsOf: OutputsOf;
  /** Names of the configuration variables, where somebody lists them. */
  readonly variables?: readonly string[];
}

/** `undefined` where nothing is known of the place. */
export function scopeOfWorkflow(
  workflow: Workflow,
  { outputsOf, variables }: ScopeOptions,
): (site: ExpressionSite) => Scope | undefined {
  const inputs = inputsType(workflow);
  const github = githubOf(workflow);
  const secrets = secretsType(workflow);
  const vars = variables === undefined ? texts : namedType(variables);
  const jobs = namedType(
    workflow.jobs.map(({ id }) => id),
    (id) =>
      neededType(
        jobOutputs(
          workflow.jobs.find((job) => job.id === id),
          outputsOf,
        ),
      ),
  );
  const needed = remembered((job: Job) => needsType(workflow, job, outputsOf));
  const matrices = remembered((job: Job) => matrixType(at(job.node, "strategy")) ?? namedType([]));
  return (site) => {
    const { job, step } = site;
    const typeOf = (name: string): ExpressionType => {
      switch (name) {
        case "github":
          return github;
        case "inputs":
          return inputs;
        case "secrets":
          return secrets;
        case "vars":
          return vars;
        case "jobs":
          return jobs;
        case "needs":
          return job ? needed(job) : anything;
        case "matrix":
          return job ? matrices(job) : anything;
        case "steps":
          return job ? stepsType(stepsBefore(job.steps, step), outputsOf) : anything;
        default:
          return fixedType(name);
      }
    };
    return scopeAt(site, typeOf);
  };
}

export function scopeOfAction(
  action: ActionFile,
  { outputsOf }: ScopeOptions,
): (site: ExpressionSite) => Scope | undefined {
  const names = entriesOf(at(action.root, "inputs")).map(({ name }) => name);
  const inputs = namedType(names);
  return (site) =>
    scopeAt(site, (name) => {
      if (name === "inputs") return inputs;
      if (name === "steps") return stepsType(stepsBefore(action.steps, site.step), outputsOf);
      return fixedType(name);
    });
}

function scopeAt({ place }: ExpressionSite, typeOf: (name: string) => ExpressionType): Scope | undefined {
  const placement = placementOf(place);
  if (placement === undefined) return undefined;
  return {
    contexts: new Map(placement.contexts.map((name) => [name, typeOf(name)])),
    functions: new Set(placement.functions),
  };
}

function fixedType(name: string): ExpressionType {
  switch (name) {
    case "github":
      return githubType;
    case "runner":
      return runnerType;
    case "strategy":
      return strategyType;
    case "job":
      return jobType;
    case "env":
      return texts;
    default:
      return anything;
  }
}

function remembered<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}

const inputTypes: ReadonlyMap<string, ExpressionType> = new Map([
  ["boolean", booleanType],
  ["number", numberType],
  ["string", stringType],
  ["choice", stringType],
  ["environment", stringType],
]);

/** Inputs of a call and of a manual start; other events leave them empty. */
function inputsType(workflow: Workflow): ObjectType {
  const declared = ["workflow_call", "workflow_dispatch"].flatMap((event) =>
    entriesOf(at(eventNamed(workflow, event)?.settings, "inputs")),
  );
  const properties = new Map<string, ExpressionType>();
  for (const { name, value } of declared) {
    const type = inputTypes.get(textAt(value, "type")?.text ?? "string") ?? anyType;
    const known = properties.get(name.toLowerCase());
    properties.set(name.toLowerCase(), known === undefined || known === type ? type : anyType);
  }
  return { kind: "object", properties };
}

/** What a manual start was given stands in its event too, as texts. A called workflow meets its caller's event. */
function githubOf(workflow: Workflow): ExpressionType {
  const start = eventNamed(workflow, "workflow_dispatch");
  if (start === undefined || eventNamed(workflow, "workflow_call") || githubType.kind !== "object") return githubType;
  const inputs = namedType(entriesOf(at(start.settings, "inputs")).map(({ name }) => name));
  const event: ExpressionType = { kind: "object", properties: new Map([["inputs", inputs]]), rest: anyType };
  return { ...githubType, properties: new Map([...githubType.properties, ["event", event]]) };
}

/** A workflow that is only called has the secrets that it declares, where it declares any. */
function secretsType(workflow: Workflow): ExpressionType {
  const secrets = at(eventNamed(workflow, "workflow_call")?.settings, "secrets");
  const isOnlyCalled = workflow.events.every(({ name }) => name === "workflow_call");
  if (!isOnlyCalled || secrets?.type !== "mapping" || secrets.entries.length === 0) return texts;
  return namedType([...secrets.entries.map(({ name }) => name), ...ownSecrets]);
}

function stepsBefore(steps: readonly Step[], step: Step | undefined): readonly Step[] {
  return step === undefined ? steps : steps.filter(({ index }) => index < step.index);
}

function stepsType(steps: readonly Step[], outputsOf: OutputsOf): ExpressionType {
  // An id that an expression makes may be any.
  if (steps.some(({ id }) => isDynamic(id))) return anything;
  const known = steps.flatMap((step) => (step.id ? [[step.id.text.toLowerCase(), step] as const] : []));
  return {
    kind: "object",
    properties: new Map(
      known.map(([id, { uses }]) => [id, stepType(outputsType(uses === undefined ? undefined : outputsOf(uses.text)))]),
    ),
  };
}

function outputsType(names: readonly string[] | undefined): ExpressionType {
  return names === undefined ? texts : namedType(names);
}

function needsType(workflow: Workflow, job: Job, outputsOf: OutputsOf): ExpressionType {
  if (isDynamic(at(job.node, "needs"))) return anything;
  return namedType(
    job.needs.map(({ text }) => text),
    (id) =>
      neededType(
        jobOutputs(
          workflow.jobs.find((other) => other.id.toLowerCase() === id.toLowerCase()),
          outputsOf,
        ),
      ),
  );
}

function jobOutputs(job: Job | undefined, outputsOf: OutputsOf): ExpressionType {
  if (job === undefined) return texts;
  if (job.uses) return outputsType(outputsOf(job.uses.text));
  const outputs: WorkflowNode | undefined = at(job.node, "outputs");
  return outputs?.type === "text" ? texts : namedType(entriesOf(outputs).map(({ name }) => name));
}
