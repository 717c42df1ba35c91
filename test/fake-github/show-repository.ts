/** Repositories and labels as GitHub's API shows them. */

import { repositoryPage, repositoryUrl, showAccount } from "./show-accounts.ts";
import { fullName, nodeId, type Label, type RepositoryRecord, type World } from "./world.ts";

/** Template of each `*_url` property, below the repository's own API address. */
const urlTemplates: Readonly<Record<string, string>> = {
  archive_url: "/{archive_format}{/ref}",
  assignees_url: "/assignees{/user}",
  blobs_url: "/git/blobs{/sha}",
  branches_url: "/branches{/branch}",
  collaborators_url: "/collaborators{/collaborator}",
  comments_url: "/comments{/number}",
  commits_url: "/commits{/sha}",
  compare_url: "/compare/{base}...{head}",
  contents_url: "/contents/{+path}",
  contributors_url: "/contributors",
  deployments_url: "/deployments",
  downloads_url: "/downloads",
  events_url: "/events",
  forks_url: "/forks",
  git_commits_url: "/git/commits{/sha}",
  git_refs_url: "/git/refs{/sha}",
  git_tags_url: "/git/tags{/sha}",
  hooks_url: "/hooks",
  issue_comment_url: "/issues/comments{/number}",
  issue_events_url: "/issues/events{/number}",
  issues_url: "/issues{/number}",
  keys_url: "/keys{/key_id}",
  labels_url: "/labels{/name}",
  languages_url: "/languages",
  merges_url: "/merges",
  milestones_url: "/milestones{/number}",
  notifications_url: "/notifications{?since,all,participating}",
  pulls_url: "/pulls{/number}",
  releases_url: "/releases{/id}",
  stargazers_url: "/stargazers",
  statuses_url: "/statuses/{sha}",
  subscribers_url: "/subscribers",
  subscription_url: "/subscription",
  tags_url: "/tags",
  teams_url: "/teams",
  trees_url: "/git/trees{/sha}",
};

/** The short form that lists and nested places use; all that check suites ask for. */
export function showMinimalRepository(world: World, repository: RepositoryRecord) {
  const url = repositoryUrl(world, repository);
  return {
    id: repository.id,
    node_id: nodeId("Repository", repository.id),
    name: repository.name,
    full_name: fullName(repository),
    private: repository.isPrivate,
    owner: showAccount(world, repository.owner),
    html_url: repositoryPage(world, repository),
    description: null,
    fork: repository.parent !== undefined,
    url,
    ...Object.fromEntries(Object.entries(urlTemplates).map(([name, template]) => [name, url + template])),
  };
}

/** The form of payloads, pull requests and lists. */
export function showRepository(world: World, repository: RepositoryRecord) {
  const openIssues = [...repository.pulls.values()].filter((pull) => pull.state === "open").length;
  const clone = `${repositoryPage(world, repository)}.git`;
  return {
    ...showMinimalRepository(world, repository),
    clone_url: clone,
    git_url: clone.replace("http:", "git:"),
    ssh_url: `git@127.0.0.1:${fullName(repository)}.git`,
    svn_url: repositoryPage(world, repository),
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    default_branch: repository.defaultBranch,
    visibility: repository.isPrivate ? "private" : "public",
    archived: false,
    disabled: false,
    is_template: false,
    allow_forking: true,
    web_commit_signoff_required: false,
    topics: [],
    custom_properties: {},
    has_issues: true,
    has_projects: true,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    has_downloads: true,
    forks: 0,
    forks_count: 0,
    open_issues: openIssues,
    open_issues_count: openIssues,
    watchers: 0,
    watchers_count: 0,
    stargazers_count: 0,
    size: 0,
    created_at: repository.createdAt,
    updated_at: repository.createdAt,
    pushed_at: repository.createdAt,
  };
}

export function showFullRepository(world: World, repository: RepositoryRecord) {
  return { ...showRepository(world, repository), network_count: 0, subscribers_count: 0 };
}

/** Pushes are told in an older form: moments as seconds, the owner with a name. */
export function showPushedRepository(world: World, repository: RepositoryRecord) {
  const shown = showRepository(world, repository);
  const created = Math.floor(Date.parse(repository.createdAt) / 1000);
  return {
    ...shown,
    owner: { name: repository.owner.login, email: null, ...shown.owner },
    created_at: created,
    pushed_at: created,
    stargazers: 0,
    master_branch: repository.defaultBranch,
  };
}

export function showLabel(world: World, repository: RepositoryRecord, label: Label) {
  return {
    id: label.id,
    node_id: nodeId("Label", label.id),
    url: `${repositoryUrl(world, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    description: null,
    color: label.color,
    default: false,
  };
}

/** The repository's label of that name; GitHub makes no difference between upper and lower case. */
export function labelNamed(world: World, repository: RepositoryRecord, name: string): Label {
  const known = repository.labels.get(name.toLowerCase());
  if (known) return known;
  const label = { id: world.nextId(), name, color: "d4c5f9" };
  repository.labels.set(name.toLowerCase(), label);
  return label;
}
