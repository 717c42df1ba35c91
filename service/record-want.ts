/** From what happened to what is wanted: the only thing that a webhook's handler does. */

import { happeningOf } from "../github/events.ts";
import type { Happening, Occurrence, Repository } from "../github/events.ts";
import type { SubjectKey, Want } from "../store/store.ts";
import { receiveCommands } from "./commands/receive.ts";
import type { ServiceContext } from "./context.ts";
import { tallyAtMerge } from "./rule-quality.ts";

export interface Announcement {
  readonly event: string;
  readonly payload: unknown;
  /** When it came in, in milliseconds since 1970: people wait from then on. */
  readonly since: number;
  /** Its id, where it has one: it wants the same thing once, however often it is passed on. */
  readonly delivery?: string;
}

export async function recordWants(service: ServiceContext, announcement: Announcement): Promise<void> {
  const { event, payload } = announcement;
  const happening = happeningOf(event, payload, service.app);
  if (happening === undefined) return;
  const { repository, occurrence } = happening;
  const context = wantingFor(service, announcement);
  switch (occurrence.kind) {
    case "pull-changed":
      return context.store.want(pullKey(repository, occurrence.number), wantOfChange(occurrence));
    case "pull-closed":
      return wantAfterClosing(context, repository, occurrence);
    case "commit-asked":
      return wantAtCommit(context, repository, occurrence);
    case "group-asked":
      return context.store.want(groupKey(repository, occurrence.group.sha), wantOfGroup(occurrence.group));
    case "group-destroyed":
      return context.store.want(groupKey(repository, occurrence.sha), { scope: "full", reruns: [], gone: true });
    case "trunk-pushed":
      return context.store.want(pushKey(repository, occurrence.after), wantOfPush(occurrence));
    case "commented":
      return receiveCommands(context, repository, pullKey(repository, occurrence.number), occurrence);
  }
}

function wantingFor(context: ServiceContext, { since, delivery }: Announcement): ServiceContext {
  const { store } = context;
  return { ...context, store: { ...store, want: (key, want) => store.want(key, { since, ...want }, delivery) } };
}

export function pullKey({ installation, owner, repo }: Repository, number: number): SubjectKey {
  return { installation, owner, repo, subject: `pull/${number}` };
}

function groupKey({ installation, owner, repo }: Repository, sha: string): SubjectKey {
  return { installation, owner, repo, subject: `group/${sha}` };
}

function pushKey({ installation, owner, repo }: Repository, sha: string): SubjectKey {
  return { installation, owner, repo, subject: `push/${sha}` };
}

function wantOfPush({ before, branch, isForced }: Extract<Occurrence, { kind: "trunk-pushed" }>): Want {
  return { scope: "full", reruns: [], push: { before, branch, isForced } };
}

function wantOfChange({ scope, head, baseBranch }: Extract<Occurrence, { kind: "pull-changed" }>): Want {
  return { scope, reruns: [], ...(head !== undefined && { head }), ...(baseBranch !== undefined && { baseBranch }) };
}

function wantOfGroup(group: Extract<Occurrence, { kind: "group-asked" }>["group"]): Want {
  const { sha, baseSha, branch, baseBranch } = group;
  return {
    scope: "full",
    reruns: [],
    head: { sha, at: "" },
    group: { baseSha, ...(branch !== undefined && { branch }) },
    ...(baseBranch !== undefined && { baseBranch }),
  };
}

/** Nothing is left to review, unless another pull request at the same commit waits for this one. */
async function wantAfterClosing(
  { store }: ServiceContext,
  repository: Repository,
  { number, sha, isMerged }: Extract<Occurrence, { kind: "pull-closed" }>,
): Promise<void> {
  const state = isMerged ? await store.state(pullKey(repository, number)) : undefined;
  if (state !== undefined) await store.tally(pullKey(repository, number), tallyAtMerge(state));
  const beside = await store.subjectsAt({ owner: repository.owner, repo: repository.repo, sha });
  if (beside.length > 1) await store.want(pullKey(repository, number), { scope: "text", reruns: [] });
}

/** A check event names a commit. Whose commit it is, GitHub leaves out for forks: our own table knows. */
async function wantAtCommit(
  context: ServiceContext,
  repository: Happening["repository"],
  { sha, pulls, rerun, by }: Extract<Occurrence, { kind: "commit-asked" }>,
): Promise<void> {
  const known = await context.store.subjectsAt({ owner: repository.owner, repo: repository.repo, sha });
  const named = pulls.map((number) => pullKey(repository, number));
  const push = pushKey(repository, sha);
  if (rerun && (await context.store.state(push)) !== undefined) {
    await context.store.want(push, { scope: "full", reruns: [{ by: by ?? "somebody", rules: [] }] });
  }
  const keys = known.length > 0 ? known : named.length > 0 || !rerun ? named : await lookUp(context, repository, sha);
  for (const key of keys) {
    const head = await context.store.newestHead(key);
    const isKnownHead = head?.sha === sha;
    if (!rerun) {
      // GitHub announces a push twice; this is the second word of it, unless the first was lost.
      if (!isKnownHead) await context.store.want(key, { scope: "full", reruns: [] });
    } else if (isKnownHead || head === undefined) {
      // A re-run of a commit that has been left behind is nobody's: no verdict is made on it any more.
      const reruns = [{ by: by ?? "somebody", rules: [] }];
      await context.store.want(key, { scope: "full", reruns, ...(head !== undefined && { head }) });
    }
  }
}

/** After a restart without a durable store the table is empty: the open pull requests are asked for their heads. */
async function lookUp(context: ServiceContext, repository: Repository, sha: string): Promise<readonly SubjectKey[]> {
  const api = await context.installations.api(repository.installation);
  const { owner, repo } = repository;
  const { data } = await api.rest.pulls.list({
    owner,
    repo,
    state: "open",
    sort: "updated",
    direction: "desc",
    per_page: 100,
  });
  return data.filter((pull) => pull.head.sha === sha).map((pull) => pullKey(repository, pull.number));
}
