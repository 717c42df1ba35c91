/** What is asked about pull requests: themselves, their files and their commits. */

import { found, page, type RepositoryRequest } from "./api-exchange.ts";
import { aboutRepository, parameter, type Endpoints } from "./endpoint.ts";
import { authorAssociation, repositoryUrl, showAccount } from "./show-accounts.ts";
import { showCommit, showFiles } from "./show-git.ts";
import {
  contentOf,
  pullPage,
  pullsWith,
  showLabels,
  showPullRequest,
  showSimplePullRequest,
} from "./show-pull-request.ts";
import { showLabel, labelNamed } from "./show-repository.ts";
import { nodeId, type PullRequestRecord } from "./world.ts";

const mostFiles = 3000;
const mostCommits = 250;

export const pullEndpoints: Endpoints = {
  "pulls/list": aboutRepository((request) => {
    const { repository, world, query } = request;
    const state = query.get("state") ?? "open";
    const [head, base] = [query.get("head"), query.get("base")];
    const pulls = [...repository.pulls.values()].filter(
      (pull) =>
        (state === "all" || pull.state === state) &&
        (head === null || head === `${pull.head.repository.owner.login}:${pull.head.ref}`) &&
        (base === null || base === pull.base.ref),
    );
    const isUpdated = query.get("sort") === "updated";
    const moment = (pull: PullRequestRecord) => (isUpdated ? pull.updatedAt : pull.createdAt);
    pulls.sort((a, b) => moment(a).localeCompare(moment(b)) || a.number - b.number);
    const isDescending = (query.get("direction") ?? (query.has("sort") ? "asc" : "desc")) === "desc";
    return page(request, isDescending ? pulls.reverse() : pulls, (pull) => showSimplePullRequest(world, pull));
  }),

  "pulls/get": aboutRepository(async (request) => {
    const pull = askedPull(request);
    return { status: 200, body: await showPullRequest(request.world, pull, await contentOf(pull)) };
  }),

  "pulls/list-files": aboutRepository(async (request) => {
    const pull = askedPull(request);
    const files = (await contentOf(pull)).files.slice(0, mostFiles);
    const shown = showFiles(request.world, request.repository, pull.head.sha, files);
    return page(request, shown, (file) => file);
  }),

  "pulls/list-commits": aboutRepository(async (request) => {
    const { world, repository } = request;
    const { commits } = await contentOf(askedPull(request));
    return page(request, commits.slice(0, mostCommits), (commit) => showCommit(world, repository, commit));
  }),

  "repos/list-pull-requests-associated-with-commit": aboutRepository(async (request) => {
    const { world, repository } = request;
    const sha = found(await repository.git.resolve(parameter(request, "commit_sha")));
    return page(request, await pullsWith(repository, sha), (pull) => showSimplePullRequest(world, pull));
  }),

  "issues/get": aboutRepository((request) => ({ status: 200, body: showIssue(request, askedPull(request)) })),

  "issues/list-labels-on-issue": aboutRepository((request) => {
    const { world, repository } = request;
    const { labels } = askedPull(request);
    return page(request, labels, (name) => showLabel(world, repository, labelNamed(world, repository, name)));
  }),
};

export function askedPull(request: RepositoryRequest): PullRequestRecord {
  const number = parameter(request, "pull_number") || parameter(request, "issue_number");
  return found(request.repository.pulls.get(Number(number)));
}

/** A pull request seen as an issue, as comments' payloads do. */
export function showIssue(
  { world, repository }: Pick<RepositoryRequest, "world" | "repository">,
  pull: PullRequestRecord,
) {
  const url = `${repositoryUrl(world, repository)}/issues/${pull.number}`;
  const pullUrl = `${repositoryUrl(world, repository)}/pulls/${pull.number}`;
  const comments = [...repository.comments.values()].filter((one) => one.issueNumber === pull.number).length;
  const html = pullPage(world, pull);
  return {
    url,
    repository_url: repositoryUrl(world, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: html,
    id: pull.id,
    node_id: nodeId("Issue", pull.id),
    number: pull.number,
    title: pull.title,
    user: showAccount(world, pull.author),
    labels: showLabels(world, pull),
    state: pull.state,
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    comments,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    author_association: authorAssociation(repository, pull.author),
    active_lock_reason: null,
    draft: pull.draft,
    pull_request: {
      url: pullUrl,
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      merged_at: pull.mergedAt,
    },
    body: pull.body,
  };
}
