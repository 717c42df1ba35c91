/** Acknowledges a comment by a reaction: seen, done, failed, not allowed. Reacting twice is one reaction. */

import { statusOf } from "./api.ts";
import type { GitHubApi, RepositoryName } from "./api.ts";

const contents = { seen: "eyes", done: "rocket", failed: "confused", refused: "-1" } as const;

export type Acknowledgement = keyof typeof contents;

export async function acknowledge(
  api: GitHubApi,
  { owner, repo }: RepositoryName,
  comment: number,
  as: Acknowledgement,
): Promise<void> {
  try {
    await api.rest.reactions.createForIssueComment({ owner, repo, comment_id: comment, content: contents[as] });
  } catch (error) {
    // The comment was deleted, or the conversation is locked: nobody is waiting for an answer.
    const status = statusOf(error);
    if (status !== 404 && status !== 403 && status !== 410) throw error;
  }
}
