/** The rules that a request is held to: those of its base branch, as it is now, under its owner's. */

import type { ChangedFile, Tree } from "../core/differential.ts";
import type { RuleSet } from "../core/rule-set.ts";
import { type EffectiveRuleSet, effectiveRuleSet } from "../engine/rule-set/effective.ts";
import { withUnreachable } from "../engine/rule-set/unreachable.ts";
import { ruleSourceOf } from "../sources/github.ts";
import type { GitHubApi, GitHubTree, RepositoryName } from "../sources/github.ts";

export interface BaseOfRules extends RepositoryName {
  readonly baseTip: GitHubTree;
  readonly baseBranch: string | undefined;
  /** What the change touches, once it is known; missing = no directory's own rules are asked for. */
  readonly files?: Promise<readonly ChangedFile[]> | undefined;
  /** Whose rule sets may be extended beside the owner's. */
  readonly extendable?: readonly string[] | undefined;
  readonly signal: AbortSignal;
}

export function rulesInForce(api: GitHubApi, base: BaseOfRules): Promise<EffectiveRuleSet> {
  return effectiveRuleSet(sourceOf(api, base));
}

/** Tells the rules what head's own rule set extends in vain: only who may ask GitHub can know. */
export function judgeExtends(api: GitHubApi, base: BaseOfRules, ruleSet: RuleSet, head: Tree): Promise<RuleSet> {
  return withUnreachable(ruleSet, head, sourceOf(api, base).readRemote);
}

/** Where these rules are read, by whoever asks what other versions of them would say. */
export function sourceOf(api: GitHubApi, { files, ...base }: BaseOfRules) {
  const changed = async () =>
    (await files)?.flatMap(({ path, previousPath }) => (previousPath === undefined ? [path] : [path, previousPath])) ??
    [];
  return ruleSourceOf(api, { ...base, changed });
}

/** The part of a rule set's hash that does not hang on the directories that a change is in. */
export function commonHash(hash: string): string {
  return hash.split(".")[0] ?? hash;
}
