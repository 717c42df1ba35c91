/** The types of the contexts that are the same in every workflow, from GitHub's "Contexts reference". */

import {
  anyType,
  booleanType,
  type ExpressionType,
  listType,
  mapType,
  namedType,
  numberType,
  objectType,
  stringType,
} from "../github-expression/types.ts";

const githubTexts = [
  "action",
  "action_path",
  "action_ref",
  "action_repository",
  "action_status",
  "actor",
  "actor_id",
  "api_url",
  "artifact_cache_size_limit",
  "base_ref",
  "env",
  "event_name",
  "event_path",
  "graphql_url",
  "head_ref",
  "job",
  "job_workflow_sha",
  "output",
  "path",
  "ref",
  "ref_name",
  "ref_type",
  "repository",
  "repository_id",
  "repository_owner",
  "repository_owner_id",
  "repository_visibility",
  "repositoryurl",
  "retention_days",
  "run_attempt",
  "run_id",
  "run_number",
  "secret_source",
  "server_url",
  "sha",
  "state",
  "step_summary",
  "token",
  "triggering_actor",
  "workflow",
  "workflow_ref",
  "workflow_sha",
  "workspace",
];

export const githubType: ExpressionType = {
  kind: "object",
  properties: new Map<string, ExpressionType>([
    ...namedType(githubTexts).properties,
    ["event", mapType(anyType)],
    ["ref_protected", booleanType],
  ]),
};

export const runnerType = namedType(["name", "os", "arch", "temp", "tool_cache", "debug", "environment", "workspace"]);

export const strategyType = objectType({
  "fail-fast": booleanType,
  "job-index": numberType,
  "job-total": numberType,
  "max-parallel": numberType,
});

export const jobType = objectType({
  status: stringType,
  check_run_id: numberType,
  workflow_ref: stringType,
  workflow_sha: stringType,
  workflow_repository: stringType,
  workflow_file_path: stringType,
  container: objectType({ id: stringType, network: stringType }),
  services: mapType(objectType({ id: stringType, network: stringType, ports: mapType(stringType) })),
});

/** Of one step that ran before. */
export function stepType(outputs: ExpressionType): ExpressionType {
  return objectType({ outputs, conclusion: stringType, outcome: stringType });
}

/** Of one job that ran before. */
export function neededType(outputs: ExpressionType): ExpressionType {
  return objectType({ outputs, result: stringType });
}

export const texts = mapType(stringType);
export const anything = mapType(anyType);
export const anyList = listType(anyType);

/** What every run is given beside the secrets that somebody declares. */
export const ownSecrets: readonly string[] = ["github_token", "actions_step_debug", "actions_runner_debug"];
