/** Check runs, suites, annotations and statuses as GitHub's API shows them. */

import { repositoryPage, repositoryUrl, showAccount, showApp } from "./show-accounts.ts";
import { showPullReference } from "./show-pull-request.ts";
import { showMinimalRepository } from "./show-repository.ts";
import { showSimpleCommit } from "./show-git.ts";
import type { GitCommit } from "./git-trees.ts";
import {
  nodeId,
  type AnnotationRecord,
  type CheckRunRecord,
  type CheckSuiteRecord,
  type RepositoryRecord,
  type StatusRecord,
  type World,
} from "./world.ts";

export function showCheckRun(world: World, repository: RepositoryRecord, run: CheckRunRecord) {
  const url = `${repositoryUrl(world, repository)}/check-runs/${run.id}`;
  const page = `${repositoryPage(world, repository)}/runs/${run.id}`;
  return {
    id: run.id,
    node_id: nodeId("CheckRun", run.id),
    name: run.name,
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: page,
    details_url: run.detailsUrl ?? page,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suite.id },
    app: showApp(world),
    pull_requests: pullReferences(world, repository, run.headSha),
  };
}

/** The webhook's form holds the suite as well. */
export function showPayloadCheckRun(world: World, repository: RepositoryRecord, run: CheckRunRecord) {
  const { suite } = run;
  return {
    ...showCheckRun(world, repository, run),
    check_suite: {
      id: suite.id,
      node_id: nodeId("CheckSuite", suite.id),
      head_branch: suite.headBranch,
      head_sha: suite.headSha,
      status: suite.status,
      conclusion: suite.conclusion,
      url: `${repositoryUrl(world, repository)}/check-suites/${suite.id}`,
      before: suite.before,
      after: suite.headSha,
      pull_requests: pullReferences(world, repository, suite.headSha),
      app: showApp(world),
      created_at: suite.createdAt,
      updated_at: suite.updatedAt,
    },
  };
}

export function showCheckSuite(
  world: World,
  repository: RepositoryRecord,
  suite: CheckSuiteRecord,
  headCommit: GitCommit,
) {
  const url = `${repositoryUrl(world, repository)}/check-suites/${suite.id}`;
  const runs = [...repository.checkRuns.values()].filter((run) => run.suite.id === suite.id);
  return {
    id: suite.id,
    node_id: nodeId("CheckSuite", suite.id),
    head_branch: suite.headBranch,
    head_sha: suite.headSha,
    status: suite.status,
    conclusion: suite.conclusion,
    url,
    before: suite.before,
    after: suite.headSha,
    pull_requests: pullReferences(world, repository, suite.headSha),
    app: showApp(world),
    repository: showMinimalRepository(world, repository),
    created_at: suite.createdAt,
    updated_at: suite.updatedAt,
    head_commit: showSimpleCommit(headCommit),
    latest_check_runs_count: runs.length,
    check_runs_url: `${url}/check-runs`,
  };
}

/** Empty for a fork's head: the Checks API knows only branches of its own repository. */
function pullReferences(world: World, repository: RepositoryRecord, sha: string) {
  return [...repository.pulls.values()]
    .filter((pull) => pull.state === "open" && pull.head.sha === sha && pull.head.repository.id === repository.id)
    .map((pull) => showPullReference(world, pull));
}

export function showAnnotation(world: World, repository: RepositoryRecord, sha: string, one: AnnotationRecord) {
  return {
    path: one.path,
    blob_href: `${repositoryPage(world, repository)}/blob/${sha}/${one.path}`,
    start_line: one.start_line,
    end_line: one.end_line,
    start_column: one.start_column ?? null,
    end_column: one.end_column ?? null,
    annotation_level: one.annotation_level,
    title: one.title ?? null,
    message: one.message,
    raw_details: one.raw_details ?? null,
  };
}

export function showStatus(world: World, repository: RepositoryRecord, status: StatusRecord) {
  return {
    url: `${repositoryUrl(world, repository)}/statuses/${status.sha}`,
    avatar_url: null,
    id: status.id,
    node_id: nodeId("Status", status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    creator: showAccount(world, status.creator),
  };
}
