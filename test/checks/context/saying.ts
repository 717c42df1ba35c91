/** Differentials that say something: what checks of the request look at, in one short form. */

import type { Differential, FileContent } from "../../../core/differential.ts";
import { memoryTree } from "../../../sources/memory.ts";

export interface Saying {
  readonly title?: string;
  readonly body?: string;
  readonly branch?: string;
  readonly commits?: readonly string[];
  readonly author?: string;
  readonly number?: number;
  /** Text of `.github/pull_request_template.md` at base. */
  readonly template?: string;
  /** `false`: a local repository, no pull request. */
  readonly request?: boolean;
}

export function differentialSaying(saying: Saying): Differential {
  const { title = "Open SSH", body = "", commits = [], author = "ada", template } = saying;
  const files: readonly (readonly [string, FileContent])[] =
    template === undefined
      ? []
      : [[".github/pull_request_template.md", { kind: "text", text: template, byteOrderMark: false }]];
  return {
    repository: "shop/infrastructure",
    base: memoryTree(new Map(files)),
    head: memoryTree(new Map(files)),
    files: [],
    commits: commits.map((message, index) => ({
      sha: (index + 1).toString(16).repeat(40).slice(0, 40),
      message,
      isMerge: message.startsWith("Merge "),
    })),
    ...(saying.branch !== undefined && { branch: saying.branch }),
    ...(saying.request !== false && {
      request: {
        ...(saying.number !== undefined && { number: saying.number }),
        title,
        body,
        author: { login: author, isBot: author.endsWith("[bot]") },
        labels: [],
        baseBranch: "main",
        isDraft: false,
      },
    }),
  };
}
