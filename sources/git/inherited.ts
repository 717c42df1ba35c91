/** Commits of the base branch that a change takes back or picks again: what they said counts for it. */

import type { InheritedRequest } from "../../core/differential.ts";
import { earlierChangesIn } from "../../core/earlier-change.ts";
import { runGit } from "./process.ts";
import { findCommit } from "./repository.ts";
import type { Repository } from "./repository.ts";

/** A commit that is picked may be on any branch; one that is reverted is part of the base. */
export async function readInherited(
  repository: Repository,
  base: string,
  texts: readonly string[],
): Promise<readonly InheritedRequest[]> {
  const inherited: InheritedRequest[] = [];
  for (const change of earlierChangesIn(texts)) {
    if (!("sha" in change)) continue;
    const sha = await findCommit(repository, change.sha);
    if (sha === undefined || (change.kind === "revert" && !(await isPartOf(repository, sha, base)))) continue;
    const { output } = await runGit(["show", "--no-patch", "--encoding=UTF-8", "--format=%B", sha, "--"], repository);
    const [title = "", ...body] = output.toString("utf8").trim().split("\n");
    inherited.push({ kind: change.kind, sha, title, body: body.join("\n").trim() });
  }
  return inherited;
}

async function isPartOf(repository: Repository, sha: string, base: string): Promise<boolean> {
  const { code } = await runGit(["merge-base", "--is-ancestor", sha, base], { ...repository, accept: [1] });
  return code === 0;
}
