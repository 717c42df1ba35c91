/** Webhooks in our words: what happened to which pull request or merge group. Every field of a payload may be missing. */

export interface Repository {
  readonly installation: number;
  readonly owner: string;
  readonly repo: string;
}

export interface Head {
  readonly sha: string;
  /** Time of the event as GitHub writes it (ISO 8601, whole seconds). */
  readonly at: string;
}

export type Occurrence =
  | {
      readonly kind: "pull-changed";
      readonly number: number;
      readonly head?: Head;
      readonly baseBranch?: string;
      /** `text`: only what the request says was touched. */
      readonly scope: "full" | "text";
    }
  | {
      readonly kind: "pull-closed";
      readonly number: number;
      readonly sha: string;
      readonly isMerged: boolean;
    }
  | {
      readonly kind: "commit-asked";
      readonly sha: string;
      /** Empty for pull requests from forks. */
      readonly pulls: readonly number[];
      /** Somebody pressed a re-run button. */
      readonly rerun: boolean;
      readonly by?: string;
    }
  | { readonly kind: "group-asked"; readonly group: Group }
  | { readonly kind: "group-destroyed"; readonly sha: string }
  /** Commits came to the default branch, with or without a pull request. */
  | {
      readonly kind: "trunk-pushed";
      readonly branch: string;
      readonly before: string;
      readonly after: string;
      readonly isForced: boolean;
    }
  | {
      readonly kind: "commented";
      readonly number: number;
      readonly comment: number;
      readonly author: string;
      readonly isByPullAuthor: boolean;
      readonly body: string;
    };

export interface Group {
  readonly sha: string;
  readonly baseSha: string;
  readonly branch?: string;
  readonly baseBranch?: string;
}

export interface Happening {
  readonly repository: Repository;
  readonly occurrence: Occurrence;
}

/** `undefined` = nothing that concerns us. `app` is our App's id: what we did ourselves never concerns us. */
export function happeningOf(event: string, payload: unknown, app: number | undefined): Happening | undefined {
  const repository = repositoryOf(payload);
  if (repository === undefined) return undefined;
  const occurrence = occurrenceOf(event, payload, app);
  return occurrence === undefined ? undefined : { repository, occurrence };
}

function occurrenceOf(event: string, payload: unknown, app: number | undefined): Occurrence | undefined {
  switch (event) {
    case "pull_request":
      return pullChanged(payload);
    case "check_run":
      return isOf(app, payload, "check_run") ? commitAsked(payload, "check_run") : undefined;
    case "check_suite":
      return isOf(app, payload, "check_suite") ? commitAsked(payload, "check_suite") : undefined;
    case "pull_request_review":
      return reviewed(payload);
    case "merge_group":
      return mergeGroup(payload);
    case "push":
      return trunkPushed(payload);
    case "issue_comment":
      return commented(payload, app);
    default:
      return undefined;
  }
}

const fullActions = new Set(["opened", "synchronize", "reopened", "ready_for_review"]);
const textActions = new Set(["edited", "labeled", "unlabeled", "converted_to_draft"]);

function pullChanged(payload: unknown): Occurrence | undefined {
  const action = text(payload, "action") ?? "";
  const number = count(payload, "pull_request", "number") ?? count(payload, "number");
  const closed = text(payload, "pull_request", "head", "sha");
  if (action === "closed" && number !== undefined && closed !== undefined) {
    return { kind: "pull-closed", number, sha: closed, isMerged: at(payload, ["pull_request", "merged"]) === true };
  }
  if (number === undefined || !(fullActions.has(action) || textActions.has(action))) return undefined;

  const isRetarget = action === "edited" && at(payload, ["changes", "base"]) !== undefined;
  const sha = text(payload, "pull_request", "head", "sha");
  const time = text(payload, "pull_request", "updated_at");
  const baseBranch = text(payload, "pull_request", "base", "ref");
  return {
    kind: "pull-changed",
    number,
    scope: fullActions.has(action) || isRetarget ? "full" : "text",
    ...(sha !== undefined && { head: { sha, at: time ?? "" } }),
    ...(baseBranch !== undefined && { baseBranch }),
  };
}

const opinions = new Set(["approved", "changes_requested", "dismissed"]);

/** An opinion was given or taken back; a comment, such as our own suggestions, is none. */
function reviewed(payload: unknown): Occurrence | undefined {
  const number = count(payload, "pull_request", "number");
  const hasOpinion = opinions.has((text(payload, "review", "state") ?? "").toLowerCase());
  if (number === undefined || !hasOpinion) return undefined;
  const baseBranch = text(payload, "pull_request", "base", "ref");
  return { kind: "pull-changed", number, scope: "text", ...(baseBranch !== undefined && { baseBranch }) };
}

function commitAsked(payload: unknown, about: "check_run" | "check_suite"): Occurrence | undefined {
  const action = text(payload, "action");
  const isRerun = action === "rerequested";
  if (!isRerun && !(about === "check_suite" && action === "requested")) return undefined;
  const sha = text(payload, about, "head_sha");
  if (sha === undefined) return undefined;
  const pulls = at(payload, [about, "pull_requests"]);
  const by = text(payload, "sender", "login");
  return {
    kind: "commit-asked",
    sha,
    rerun: isRerun,
    pulls: (Array.isArray(pulls) ? pulls : []).flatMap((pull: unknown) => count(pull, "number") ?? []),
    ...(by !== undefined && { by }),
  };
}

function mergeGroup(payload: unknown): Occurrence | undefined {
  const action = text(payload, "action");
  const sha = text(payload, "merge_group", "head_sha");
  const baseSha = text(payload, "merge_group", "base_sha");
  if (sha === undefined) return undefined;
  if (action === "destroyed") return { kind: "group-destroyed", sha };
  if (action !== "checks_requested" || baseSha === undefined) return undefined;
  const branch = branchName(text(payload, "merge_group", "head_ref"));
  const baseBranch = branchName(text(payload, "merge_group", "base_ref"));
  return {
    kind: "group-asked",
    group: {
      sha,
      baseSha,
      ...(branch !== undefined && { branch }),
      ...(baseBranch !== undefined && { baseBranch }),
    },
  };
}

/** A branch that begins has nothing before it, and one that is deleted nothing after. */
function trunkPushed(payload: unknown): Occurrence | undefined {
  const branch = branchName(text(payload, "ref"));
  const before = text(payload, "before");
  const after = text(payload, "after");
  if (branch === undefined || before === undefined || after === undefined) return undefined;
  const isTrunk = branch === text(payload, "repository", "default_branch");
  if (!isTrunk || /^0+$/.test(before) || /^0+$/.test(after)) return undefined;
  return { kind: "trunk-pushed", branch, before, after, isForced: at(payload, ["forced"]) === true };
}

function commented(payload: unknown, app: number | undefined): Occurrence | undefined {
  const number = count(payload, "issue", "number");
  const comment = count(payload, "comment", "id");
  const author = text(payload, "comment", "user", "login");
  const body = text(payload, "comment", "body");
  if (number === undefined || comment === undefined || author === undefined || body === undefined) return undefined;

  const isPull = at(payload, ["issue", "pull_request"]) !== undefined;
  const isOpen = text(payload, "issue", "state") !== "closed";
  const isBot = text(payload, "comment", "user", "type") === "Bot" || text(payload, "sender", "type") === "Bot";
  const isOurs = app !== undefined && count(payload, "comment", "performed_via_github_app", "id") === app;
  if (text(payload, "action") !== "created" || !isPull || !isOpen || isBot || isOurs) return undefined;
  const isByPullAuthor = author === text(payload, "issue", "user", "login");
  return { kind: "commented", number, comment, author, isByPullAuthor, body };
}

/** Check events of other Apps are theirs; a payload that names no App came to us because it is ours. */
function isOf(app: number | undefined, payload: unknown, about: string): boolean {
  const named = count(payload, about, "app", "id");
  return app === undefined || named === undefined || named === app;
}

function repositoryOf(payload: unknown): Repository | undefined {
  const installation = count(payload, "installation", "id");
  const owner = text(payload, "repository", "owner", "login");
  const repo = text(payload, "repository", "name");
  if (installation === undefined || owner === undefined || repo === undefined) return undefined;
  return { installation, owner, repo };
}

function branchName(ref: string | undefined): string | undefined {
  return ref?.replace(/^refs\/heads\//, "");
}

function text(payload: unknown, ...path: readonly string[]): string | undefined {
  const value = at(payload, path);
  return typeof value === "string" ? value : undefined;
}

function count(payload: unknown, ...path: readonly string[]): number | undefined {
  const value = at(payload, path);
  return typeof value === "number" ? value : undefined;
}

function at(payload: unknown, path: readonly string[]): unknown {
  let value = payload;
  for (const name of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
    value = Reflect.get(value, name);
  }
  return value ?? undefined;
}
