/** Every commit on its own, where the rule set asks for it: file rules run over what each one changes, and the first that breaks is named. */

import type { Commit, Differential } from "./differential.ts";
import { messageOf } from "./examine.ts";
import type { Gap } from "./finding.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { trustedTree } from "./foreign-switches.ts";
import type { Annotation, Outcome } from "./report.ts";
import { reviewFiles } from "./review-files.ts";
import type { RuleSet } from "./rule-set.ts";
import { selectDocuments } from "./select.ts";
import type { Toolbox } from "./toolbox.ts";

export interface CommitReview {
  /** By rule name: what broke on the way and is mended at head. */
  readonly broken: ReadonlyMap<string, readonly Annotation[]>;
  /** By fingerprint of a finding at head: the commit that brought it. */
  readonly since: ReadonlyMap<string, string>;
  readonly gaps: readonly Gap[];
}

/** The newest are looked at; each costs the reading of what it changes. */
const mostCommits = 30;

export async function reviewCommits(
  differential: Differential,
  atHead: ReadonlyMap<string, Outcome>,
  ruleSet: RuleSet,
  toolbox: Toolbox,
): Promise<CommitReview> {
  // What the last commit breaks is broken at head.
  const commits = differential.commits.slice(0, -1).filter(({ isMerge }) => !isMerge);
  if (commits.length === 0) return { broken: new Map(), since: new Map(), gaps: [] };
  if (!differential.stepOf) return only({ reason: "commits are not checked one by one here", cause: "unsupported" });

  const looked = commits.slice(-mostCommits);
  const gaps: Gap[] = [];
  if (looked.length < commits.length) {
    const reason = `${commits.length - looked.length} of ${commits.length} commits: the newest ${mostCommits} are checked one by one`;
    gaps.push({ reason, cause: "unsupported" });
  }
  const known = new Set(
    [...atHead.values()].flatMap((outcome) => annotationsOf(outcome).map((each) => each.fingerprint)),
  );
  const since = new Map<string, string>();
  const healed = new Map<string, Map<string, Healed>>();
  for (const commit of looked) {
    toolbox.signal?.throwIfAborted();
    try {
      for (const annotation of await reviewStep(commit, differential, ruleSet, toolbox)) {
        const { fingerprint, rule } = annotation;
        if (known.has(fingerprint)) {
          if (!since.has(fingerprint)) since.set(fingerprint, commit.sha);
          continue;
        }
        const ofRule = healed.get(rule) ?? new Map<string, Healed>();
        healed.set(rule, ofRule);
        if (!ofRule.has(commit.sha)) ofRule.set(commit.sha, { commit, first: annotation, count: 0 });
        const entry = ofRule.get(commit.sha);
        if (entry) entry.count += 1;
      }
    } catch (error) {
      if (toolbox.signal?.aborted) throw error;
      gaps.push({ reason: `commit ${short(commit)} could not be checked: ${messageOf(error)}`, cause: "ours" });
    }
  }
  const broken = new Map(
    [...healed].map(([rule, byCommit]) => [rule, [describe(rule, [...byCommit.values()])]] as const),
  );
  return { broken, since, gaps };
}

function only(gap: Gap): CommitReview {
  return { broken: new Map(), since: new Map(), gaps: [gap] };
}

interface Healed {
  readonly commit: Commit;
  readonly first: Annotation;
  count: number;
}

/** What one commit adds over the one before it. */
async function reviewStep(
  commit: Commit,
  differential: Differential,
  ruleSet: RuleSet,
  toolbox: Toolbox,
): Promise<readonly Annotation[]> {
  if (!differential.stepOf) return [];
  const { before, after, files } = await differential.stepOf(commit);
  const step: Differential = {
    repository: differential.repository,
    base: before,
    head: after,
    trusted: trustedTree(differential),
    files,
    commits: [commit],
  };
  const { documents } = await selectDocuments(step, ruleSet);
  const { outcomes } = await reviewFiles(step, documents, ruleSet, toolbox);
  return [...outcomes.values()].flatMap(annotationsOf);
}

function annotationsOf(outcome: Outcome): readonly Annotation[] {
  return outcome.status === "checked" ? outcome.annotations : [];
}

function short({ sha }: Commit): string {
  return sha.slice(0, 7);
}

/** A finding without a place: no line of head is wrong. */
function describe(rule: string, healed: readonly Healed[]): Annotation {
  const [first] = healed;
  const { commit, first: annotation, count } = first ?? { commit: undefined, first: undefined, count: 0 };
  const name = commit === undefined ? "" : `commit ${short(commit)}`;
  const place = annotation?.at ? ` at \`${annotation.at.path}:${annotation.at.start.line}\`` : "";
  const more = count > 1 ? ` (and ${count - 1} more)` : "";
  const later =
    healed.length === 1
      ? ""
      : ` ${healed.length === 2 ? "Another commit breaks" : `${healed.length - 1} later commits break`} this rule, too.`;
  return {
    rule,
    message: `${name} is the first that breaks this${place}, and a later one mends it${more}: ${annotation?.message ?? ""}${later}`,
    advice:
      "Fold the mending into it with `git rebase --interactive`, so that every commit can be rolled out, and found by `git bisect`.",
    related: [],
    fingerprint: fingerprintOf(["commits", rule, annotation?.fingerprint ?? ""].join("\0"), 0),
  };
}

/** The outcomes of head with what was found on the way. */
export function withCommits(outcome: Outcome, { broken, since }: CommitReview): Outcome {
  const onTheWay = broken.get(outcome.rule.name) ?? [];
  if (outcome.status === "broken") return outcome;
  if (outcome.status === "skipped") {
    if (onTheWay.length === 0) return outcome;
    const { rule, gaps } = outcome;
    return { status: "checked", rule, gaps, annotations: onTheWay, older: 0, waived: [], documents: 0 };
  }
  const annotations = outcome.annotations.map((annotation) => {
    const sha = since.get(annotation.fingerprint);
    return sha === undefined ? annotation : { ...annotation, since: sha };
  });
  return { ...outcome, annotations: [...annotations, ...onTheWay] };
}
