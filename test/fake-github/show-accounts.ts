/** Accounts, Apps and installations as GitHub's API shows them. */

import { fullName, nodeId, type Account, type Installation, type RepositoryRecord, type World } from "./world.ts";

export function showAccount(world: World, account: Account) {
  const url = `${world.url}/api/v3/users/${encodeURIComponent(account.login)}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId(account.type, account.id),
    avatar_url: `${world.url}/avatars/${account.id}`,
    gravatar_id: "",
    url,
    html_url: `${world.url}/${account.type === "Bot" ? `apps/${world.app.slug}` : account.login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    site_admin: false,
  };
}

export function showApp(world: World) {
  const { app } = world;
  return {
    id: app.id,
    client_id: `Iv1.${app.id}`,
    slug: app.slug,
    node_id: nodeId("Integration", app.id),
    owner: showAccount(world, app.owner),
    name: app.name,
    description: "",
    external_url: "https://plumbline.example.com",
    html_url: `${world.url}/apps/${app.slug}`,
    created_at: "2026-01-01T00:00:00Z",
    updated_at: "2026-01-01T00:00:00Z",
    permissions: app.permissions,
    events: app.events,
  };
}

export function showInstallation(world: World, installation: Installation) {
  const url = `${world.url}/api/v3`;
  return {
    id: installation.id,
    account: showAccount(world, installation.account),
    repository_selection: "all",
    access_tokens_url: `${url}/app/installations/${installation.id}/access_tokens`,
    repositories_url: `${url}/installation/repositories`,
    html_url: `${world.url}/settings/installations/${installation.id}`,
    app_id: world.app.id,
    app_slug: world.app.slug,
    target_id: installation.account.id,
    target_type: installation.account.type,
    permissions: installation.permissions,
    events: world.app.events,
    created_at: installation.createdAt,
    updated_at: installation.createdAt,
    single_file_name: null,
    suspended_by: null,
    suspended_at: null,
  };
}

/** MEMBER for whoever may write, else what GitHub calls a stranger. */
export function authorAssociation(repository: RepositoryRecord, account: Account): string {
  if (repository.owner.id === account.id) return "OWNER";
  return repository.collaborators.has(account.login.toLowerCase()) ? "MEMBER" : "NONE";
}

export function repositoryUrl(world: World, repository: RepositoryRecord): string {
  return `${world.url}/api/v3/repos/${fullName(repository)}`;
}

export function repositoryPage(world: World, repository: RepositoryRecord): string {
  return `${world.url}/${fullName(repository)}`;
}
