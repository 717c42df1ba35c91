/** What the history will hold of a change: its commits or, where merging squashes them, title and description. */

import type { Differential } from "../../../core/differential.ts";
import { ownCommits } from "../request/places.ts";

export interface JudgedMessage {
  /** "commit 1a2b3c4", "the title". */
  readonly name: string;
  readonly message: string;
}

export interface JudgedMessages {
  readonly messages: readonly JudgedMessage[];
  /** The one message is made of title and description when this is merged. */
  readonly isRequest: boolean;
}

export type Judge = "auto" | "commits" | "request";

/** The `judge` option. */
export const judgeOption = {
  anyOf: [
    { const: "auto", type: "string" },
    { const: "commits", type: "string" },
    { const: "request", type: "string" },
  ],
  default: "auto",
  description:
    "What the history will hold: `commits`, or title and description (`request`) where merging squashes; `auto` = as the repository's settings say.",
} as const;

/** More are not looked at. */
const mostCommits = 250;

/** `undefined` where there is nothing: no commits, or no request to judge. */
export function judgedMessages(differential: Differential, judge: Judge): JudgedMessages | undefined {
  const { request } = differential;
  const isRequest = judge === "request" || (judge === "auto" && request?.squashes === true);
  if (isRequest) {
    if (!request) return undefined;
    return { messages: [{ name: "the title", message: `${request.title}\n\n${request.body}` }], isRequest };
  }
  const commits = ownCommits(differential).slice(0, mostCommits);
  if (commits.length === 0) return undefined;
  return {
    messages: commits.map(({ sha, message }) => ({ name: `commit ${sha.slice(0, 7)}`, message })),
    isRequest,
  };
}

export const nothingToJudge = "no commits here";

/** "3 commits", "the title, for commits are squashed here". */
export function judgedWords({ messages, isRequest }: JudgedMessages): string {
  if (isRequest) return "the title, which becomes the commit";
  return messages.length === 1 ? "1 commit" : `${messages.length} commits`;
}
