/** Reviews of a pull request as GraphQL answers them: the newest opinion of everybody who had one. */

import type { Approval } from "../../core/differential.ts";
import { authorOf } from "./spoken.ts";

export const opinionsField = `latestOpinionatedReviews(first: 100) {
        nodes { state submittedAt authorCanPushToRepository author { __typename login } commit { oid } }
      }`;

export interface Opinions {
  readonly nodes: readonly (Opinion | null)[] | null;
}

interface Opinion {
  readonly state: string;
  readonly submittedAt: string | null;
  readonly authorCanPushToRepository: boolean;
  readonly author: { readonly __typename: string; readonly login: string } | null;
  readonly commit: { readonly oid: string } | null;
}

const states: ReadonlyMap<string, Approval["state"]> = new Map([
  ["APPROVED", "approved"],
  ["CHANGES_REQUESTED", "changes-requested"],
  ["DISMISSED", "dismissed"],
]);

/** Oldest first. */
export function approvalsOf(opinions: Opinions | null): readonly Approval[] {
  const given = (opinions?.nodes ?? []).flatMap((review): readonly Approval[] => {
    const state = states.get(review?.state ?? "");
    if (review === null || state === undefined) return [];
    return [
      {
        ...authorOf(review.author),
        state,
        canWrite: review.authorCanPushToRepository,
        ...(review.commit !== null && { sha: review.commit.oid }),
        ...(review.submittedAt !== null && { at: review.submittedAt }),
      },
    ];
  });
  return given.sort((one, other) => (one.at ?? "").localeCompare(other.at ?? ""));
}
