/** What another pull request said, as GraphQL answers it: for requests that take up its context. */

import type { Author, InheritedRequest } from "../../core/differential.ts";

export const spokenFragment = `fragment spoken on PullRequest {
  number title body state headRefName
  author { __typename login }
  labels(first: 50) { nodes { name } }
}`;

export interface Spoken {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: "OPEN" | "CLOSED" | "MERGED";
  readonly headRefName: string;
  readonly author: Account | null;
  readonly labels: { readonly nodes: readonly ({ readonly name: string } | null)[] | null } | null;
}

interface Account {
  readonly __typename: string;
  readonly login: string;
}

export function inheritedFrom(spoken: Spoken, kind: InheritedRequest["kind"], sha?: string): InheritedRequest {
  return {
    kind,
    number: spoken.number,
    ...(sha !== undefined && { sha }),
    title: spoken.title,
    body: spoken.body,
    branch: spoken.headRefName,
    author: authorOf(spoken.author),
    labels: (spoken.labels?.nodes ?? []).flatMap((label) => (label === null ? [] : [label.name])),
  };
}

/** GraphQL calls a bot `renovate` where REST and people call it `renovate[bot]`. A deleted account is GitHub's `ghost`. */
export function authorOf(author: Account | null): Author {
  if (author === null) return { login: "ghost", isBot: false };
  const isBot = author.__typename === "Bot";
  return { login: isBot ? `${author.login.replace(/\[bot\]$/, "")}[bot]` : author.login, isBot };
}
