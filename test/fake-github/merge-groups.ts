/** The merge queue: a group of pull requests merged on a branch of its own, to be checked before it lands. */

import { announcePush, personOf } from "./actors.ts";
import type { FakePullRequest } from "./pull-request-actor.ts";
import { showSimpleCommit } from "./show-git.ts";
import type { RepositoryRecord, World } from "./world.ts";

export interface MergeGroup {
  readonly headSha: string;
  readonly headRef: string;
  readonly baseSha: string;
  /** Tells that the group is gone; `merged` also moves the base branch. */
  destroy(reason: "merged" | "invalidated" | "dequeued"): Promise<void>;
}

/** @throws when the pull requests have different bases or conflict. */
export async function openMergeGroup(
  world: World,
  repository: RepositoryRecord,
  pulls: readonly FakePullRequest[],
): Promise<MergeGroup> {
  const first = pulls[0]?.record;
  if (!first) throw new Error("a merge group needs a pull request");
  const { git } = repository;
  const baseRef = `refs/heads/${first.base.ref}`;
  const baseSha = git.readRef(baseRef) ?? first.base.sha;
  let headSha = baseSha;
  for (const { record } of pulls) {
    if (record.base.ref !== first.base.ref) throw new Error("a merge group has one base");
    const tree = await git.mergeTree(headSha, record.head.sha);
    if (tree === undefined) throw new Error(`pull request ${record.number} conflicts with the group`);
    const message = `Merge pull request #${record.number}\n\n${record.title}`;
    headSha = git.commitTree(tree, [headSha, record.head.sha], message, personOf(world, record.author.login));
  }
  const last = pulls.at(-1)?.record ?? first;
  const headRef = `refs/heads/gh-readonly-queue/${first.base.ref}/pr-${last.number}-${baseSha}`;
  git.setRef(headRef, headSha);
  const sender = first.author;
  await announcePush(world, repository, { ref: headRef, after: headSha, sender });

  const commit = await git.readCommit(headSha);
  const group = {
    head_sha: headSha,
    head_ref: headRef,
    base_sha: baseSha,
    base_ref: baseRef,
    head_commit: commit ? showSimpleCommit(commit) : null,
  };
  const tell = (action: string, extra: Readonly<Record<string, unknown>> = {}) =>
    world.announce({ event: "merge_group", action, repository, sender, payload: { merge_group: group, ...extra } });
  tell("checks_requested");
  return {
    headSha,
    headRef,
    baseSha,
    async destroy(reason) {
      git.deleteRef(headRef);
      tell("destroyed", { reason });
      if (reason !== "merged") return;
      git.setRef(baseRef, headSha);
      await announcePush(world, repository, { ref: baseRef, before: baseSha, after: headSha, sender });
    },
  };
}
