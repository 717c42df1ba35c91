/** The rules that a request is held to: those of its base branch, as it is now. */

import type { RuleSet } from "../core/rule-set.ts";
import { effectiveRuleSet, ruleSetPath } from "../engine/rule-set/effective.ts";
import { previousVersions } from "../sources/github.ts";
import type { GitHubApi, GitHubTree, RepositoryName } from "../sources/github.ts";

export interface BaseOfRules extends RepositoryName {
  readonly baseTip: GitHubTree;
  readonly baseBranch: string | undefined;
  readonly signal: AbortSignal;
}

export async function rulesInForce(api: GitHubApi, base: BaseOfRules): Promise<RuleSet> {
  const { owner, repo, baseTip, baseBranch, signal } = base;
  const { ruleSet } = await effectiveRuleSet({
    base: baseTip,
    label: [baseBranch, baseTip.sha.slice(0, 7)].filter((part) => part !== undefined).join(" "),
    previousVersions: () => previousVersions(api, { owner, repo, sha: baseTip.sha, path: ruleSetPath, signal }),
  });
  return ruleSet;
}
