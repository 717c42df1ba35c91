/** Which contexts and functions are there at which place, as GitHub documents it under "Contexts reference". */

export interface Placement {
  readonly contexts: readonly string[];
  /** In lower case. */
  readonly functions: readonly string[];
}

const named = ["github", "inputs", "vars"];
const planned = [...named, "needs", "strategy", "matrix"];
const withSecrets = [...planned, "secrets"];
const running = [...planned, "env", "job", "runner", "secrets", "steps"];
const conditions = ["always", "cancelled", "success", "failure"];
const inSteps: Placement = { contexts: running, functions: ["hashfiles"] };
const onlyContexts = (contexts: readonly string[]): Placement => ({ contexts, functions: [] });
const credentials = onlyContexts([...withSecrets, "env"]);
const containerEnvironment = onlyContexts([...planned, "env", "job", "runner", "secrets"]);

const placements: ReadonlyMap<string, Placement> = new Map<string, Placement>([
  ["run-name", onlyContexts(named)],
  ["concurrency", onlyContexts(named)],
  ["env", onlyContexts([...named, "secrets"])],
  ["defaults", onlyContexts(named)],
  ["on.workflow_call.inputs.<inputs_id>.default", onlyContexts(named)],
  ["on.workflow_call.outputs.<output_id>.value", onlyContexts([...named, "jobs"])],
  ["jobs.<job_id>.concurrency", onlyContexts(planned)],
  ["jobs.<job_id>.container", onlyContexts(planned)],
  ["jobs.<job_id>.container.credentials", credentials],
  ["jobs.<job_id>.container.env.<env_id>", containerEnvironment],
  ["jobs.<job_id>.continue-on-error", onlyContexts(planned)],
  ["jobs.<job_id>.defaults.run", onlyContexts([...planned, "env"])],
  ["jobs.<job_id>.env", onlyContexts(withSecrets)],
  ["jobs.<job_id>.environment", onlyContexts(planned)],
  ["jobs.<job_id>.environment.url", onlyContexts([...planned, "env", "job", "runner", "steps"])],
  ["jobs.<job_id>.if", { contexts: [...named, "needs"], functions: conditions }],
  ["jobs.<job_id>.name", onlyContexts(planned)],
  ["jobs.<job_id>.outputs.<output_id>", onlyContexts(running)],
  ["jobs.<job_id>.runs-on", onlyContexts(planned)],
  ["jobs.<job_id>.secrets.<secrets_id>", onlyContexts(withSecrets)],
  ["jobs.<job_id>.services", onlyContexts(planned)],
  ["jobs.<job_id>.services.<service_id>", onlyContexts(planned)],
  ["jobs.<job_id>.services.<service_id>.credentials", credentials],
  ["jobs.<job_id>.services.<service_id>.env.<env_id>", containerEnvironment],
  ["jobs.<job_id>.snapshot", onlyContexts(planned)],
  ["jobs.<job_id>.snapshot.if", { contexts: planned, functions: conditions }],
  ["jobs.<job_id>.strategy", onlyContexts([...named, "needs"])],
  ["jobs.<job_id>.timeout-minutes", onlyContexts(planned)],
  ["jobs.<job_id>.with.<with_id>", onlyContexts(planned)],
  [
    "jobs.<job_id>.steps.if",
    { contexts: running.filter((name) => name !== "secrets"), functions: [...conditions, "hashfiles"] },
  ],
  ...["continue-on-error", "env", "name", "run", "timeout-minutes", "with", "working-directory"].map(
    (key) => [`jobs.<job_id>.steps.${key}`, inSteps] as const,
  ),
]);

const ofActions = ["github", "inputs", "env", "job", "runner", "steps", "strategy", "matrix"];
const actionPlacements: ReadonlyMap<string, Placement> = new Map<string, Placement>([
  ["outputs.<output_id>.value", onlyContexts(ofActions)],
  ["runs.steps.if", { contexts: ofActions, functions: [...conditions, "hashfiles"] }],
  ...["continue-on-error", "env", "name", "run", "shell", "with", "working-directory"].map(
    (key) => [`runs.steps.${key}`, { contexts: ofActions, functions: ["hashfiles"] }] as const,
  ),
]);

const nowhere: Placement = { contexts: [], functions: [] };

/** `undefined`: GitHub's documentation says nothing of the place, and neither do we. */
export function placementOf(place: string): Placement | undefined {
  return place === "nowhere" ? nowhere : (placements.get(place) ?? actionPlacements.get(place));
}
