/** Which permission each operation asks of an installation token, and what a token may see. */

import { ApiError, type Identity } from "./api-exchange.ts";
import { fullName, type RepositoryRecord, type Role } from "./world.ts";

type Level = "read" | "write";
type Asked = readonly (readonly [permission: string, level: Level])[];

/** Comments, labels and reactions of a pull request belong to its issue as well. */
const conversation = (level: Level): Asked => [
  ["issues", level],
  ["pull_requests", level],
];

/** Any one of the alternatives is enough. Operations that are absent need nothing beyond seeing the repository. */
const asked: Readonly<Record<string, Asked>> = {
  "checks/create": [["checks", "write"]],
  "checks/update": [["checks", "write"]],
  "checks/get": [["checks", "read"]],
  "checks/get-suite": [["checks", "read"]],
  "checks/list-annotations": [["checks", "read"]],
  "checks/list-for-ref": [["checks", "read"]],
  "checks/list-for-suite": [["checks", "read"]],
  "checks/list-suites-for-ref": [["checks", "read"]],
  "checks/rerequest-run": [["checks", "write"]],
  "checks/rerequest-suite": [["checks", "write"]],
  "git/get-blob": [["contents", "read"]],
  "git/get-commit": [["contents", "read"]],
  "git/get-ref": [["contents", "read"]],
  "git/get-tree": [["contents", "read"]],
  "repos/compare-commits": [["contents", "read"]],
  "repos/get-branch": [["contents", "read"]],
  "repos/get-commit": [["contents", "read"]],
  "repos/get-content": [["contents", "read"]],
  "repos/list-commits": [["contents", "read"]],
  "repos/list-pull-requests-associated-with-commit": [["pull_requests", "read"]],
  "issues/create": [["issues", "write"]],
  "issues/update": [["issues", "write"]],
  "issues/list-for-repo": [["issues", "read"]],
  "teams/list-members-in-org": [["members", "read"]],
  "pulls/dismiss-review": [["pull_requests", "write"]],
  "issues/create-comment": conversation("write"),
  "issues/update-comment": conversation("write"),
  "issues/delete-comment": conversation("write"),
  "issues/get": conversation("read"),
  "issues/get-comment": conversation("read"),
  "issues/list-comments": conversation("read"),
  "issues/list-labels-on-issue": conversation("read"),
  "issues/list-labels-for-repo": conversation("read"),
  "pulls/create-review": [["pull_requests", "write"]],
  "pulls/create-review-comment": [["pull_requests", "write"]],
  "pulls/update-review-comment": [["pull_requests", "write"]],
  "pulls/get": [["pull_requests", "read"]],
  "pulls/get-review": [["pull_requests", "read"]],
  "pulls/list": [["pull_requests", "read"]],
  "pulls/list-commits": [["pull_requests", "read"]],
  "pulls/list-files": [["pull_requests", "read"]],
  "pulls/list-review-comments": [["pull_requests", "read"]],
  "pulls/list-reviews": [["pull_requests", "read"]],
  "reactions/create-for-issue-comment": conversation("write"),
  "reactions/delete-for-issue-comment": conversation("write"),
  "reactions/list-for-issue-comment": conversation("read"),
  "repos/create-commit-status": [["statuses", "write"]],
  "repos/get-combined-status-for-ref": [["statuses", "read"]],
  "repos/list-commit-statuses-for-ref": [["statuses", "read"]],
};

/** Operations that only the App itself may ask, with its JWT. */
const forTheApp = new Set([
  "apps/create-installation-access-token",
  "apps/get-authenticated",
  "apps/get-installation",
  "apps/get-repo-installation",
  "apps/get-webhook-delivery",
  "apps/list-installations",
  "apps/list-webhook-deliveries",
  "apps/redeliver-webhook-delivery",
]);

/** Operations that only an App may ask: users cannot write check runs. */
const forInstallations = new Set(["checks/create", "checks/update", "apps/list-repos-accessible-to-installation"]);

/** @throws 401 or 403 when the asker may not do this at all, on whatever repository. */
export function requirePermission(operation: string, identity: Identity): void {
  if (forTheApp.has(operation)) {
    if (identity.kind !== "app") throw new ApiError(401, "A JSON web token could not be decoded");
    return;
  }
  if (identity.kind === "app" && operation !== "rate-limit/get") {
    throw new ApiError(403, "Resource not accessible by integration");
  }
  if (forInstallations.has(operation) && identity.kind !== "installation") {
    throw new ApiError(403, "You must authenticate via a GitHub App.");
  }
  const alternatives = asked[operation];
  if (!alternatives) return;
  const needsWrite = alternatives.some(([, level]) => level === "write");
  if (identity.kind === "anonymous" && needsWrite) throw new ApiError(401, "Requires authentication");
  if (identity.kind !== "installation") return;
  if (alternatives.some(([permission, level]) => grants(identity.permissions, permission, level))) return;
  throw new ApiError(403, "Resource not accessible by integration", [], {
    "x-accepted-github-permissions": alternatives.map(([permission, level]) => `${permission}=${level}`).join("; "),
  });
}

export function grants(permissions: Readonly<Record<string, string>>, permission: string, level: Level): boolean {
  const granted = permissions[permission];
  return granted === "write" || granted === "admin" || (granted === "read" && level === "read");
}

/** Private repositories do not exist for strangers; public ones can be read by everyone. */
export function maySee(repository: RepositoryRecord, identity: Identity): boolean {
  if (!repository.isPrivate) return true;
  if (identity.kind === "app") return true;
  return belongsTo(repository, identity);
}

/** Whether the asker's token reaches this repository for more than public reading. */
export function belongsTo(repository: RepositoryRecord, identity: Identity): boolean {
  switch (identity.kind) {
    case "installation":
      if (identity.installation.account.id !== repository.owner.id) return false;
      return identity.repositories?.has(repository.id) ?? true;
    case "user":
      return roleOf(repository, identity.account.login) !== undefined;
    default:
      return false;
  }
}

export function roleOf(repository: RepositoryRecord, login: string): Role | undefined {
  if (repository.owner.login.toLowerCase() === login.toLowerCase()) return "admin";
  return repository.collaborators.get(login.toLowerCase());
}

/** @throws 403 when a write comes with a token that does not reach the repository. */
export function requireReach(repository: RepositoryRecord, identity: Identity, isWrite: boolean): void {
  if (!isWrite || belongsTo(repository, identity)) return;
  throw new ApiError(403, `Resource not accessible by integration: ${fullName(repository)}`);
}
