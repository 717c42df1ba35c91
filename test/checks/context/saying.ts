/** Differentials that say something: what checks of the request look at, in one short form. */

import type { ChangedFile, Differential, FileContent, InheritedRequest, Tree } from "../../../core/differential.ts";
import { memoryTree } from "../../../sources/memory.ts";

export interface Saying {
  readonly title?: string;
  readonly body?: string;
  readonly branch?: string;
  readonly commits?: readonly string[];
  readonly author?: string;
  readonly number?: number;
  readonly labels?: readonly string[];
  /** Text before and after, by path; nothing = not there. */
  readonly files?: Readonly<Record<string, readonly [before: string | undefined, after: string | undefined]>>;
  readonly inherited?: readonly InheritedRequest[];
  readonly isPrivate?: boolean;
  /** Subjects of the newest commits at base. */
  readonly history?: readonly string[];
  /** Text of `.github/pull_request_template.md` at base. */
  readonly template?: string;
  /** `false`: a local repository, no pull request. */
  readonly request?: boolean;
}

export function differentialSaying(saying: Saying): Differential {
  const { title = "Open SSH", body = "", commits = [], author = "ada", template, labels = [] } = saying;
  const changes = Object.entries(saying.files ?? {});
  const around: readonly (readonly [string, string])[] =
    template === undefined ? [] : [[".github/pull_request_template.md", template]];
  return {
    repository: "shop/infrastructure",
    base: treeOf([
      ...around,
      ...changes.flatMap(([path, [text]]) => (text === undefined ? [] : [[path, text] as const])),
    ]),
    head: treeOf([
      ...around,
      ...changes.flatMap(([path, [, text]]) => (text === undefined ? [] : [[path, text] as const])),
    ]),
    files: changes.map(([path, [before, after]]): ChangedFile => ({
      path,
      status: before === undefined ? "added" : after === undefined ? "removed" : "modified",
      kind: "file",
      additions: 1,
      deletions: 1,
    })),
    commits: commits.map((message, index) => ({
      sha: (index + 1).toString(16).repeat(40).slice(0, 40),
      message,
      isMerge: message.startsWith("Merge "),
    })),
    ...(saying.inherited && { inherited: saying.inherited }),
    ...(saying.isPrivate !== undefined && { isPrivate: saying.isPrivate }),
    ...(saying.history && { history: saying.history }),
    ...(saying.branch !== undefined && { branch: saying.branch }),
    ...(saying.request !== false && {
      request: {
        ...(saying.number !== undefined && { number: saying.number }),
        title,
        body,
        author: { login: author, isBot: author.endsWith("[bot]") },
        labels,
        baseBranch: "main",
        isDraft: false,
      },
    }),
  };
}

function treeOf(texts: readonly (readonly [string, string])[]): Tree {
  return memoryTree(
    new Map(texts.map(([path, text]): [string, FileContent] => [path, { kind: "text", text, byteOrderMark: false }])),
  );
}
