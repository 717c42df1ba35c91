/** A push to the trunk: whether everything in it was reviewed, told by a check run on its newest commit, where a rule asks for it. */

import { conclude } from "../core/conclusion.ts";
import type { Annotation, Report } from "../core/report.ts";
import { review } from "../core/review.ts";
import type { Rule } from "../core/rule-set.ts";
import type { CheckRunContent } from "../github/check-run-writer.ts";
import { collectInIssue } from "../github/collected-issue.ts";
import type { IssueLine } from "../github/collected-issue.ts";
import { clip } from "../reporters/bytes.ts";
import { sentence } from "../reporters/markdown.ts";
import { plural } from "../reporters/wording.ts";
import { readPushed, treeAt } from "../sources/github.ts";
import type { Want } from "../store/store.ts";
import { ensureRun, openRun, publish } from "./publish.ts";
import type { Work } from "./publish.ts";
import type { ReviewState } from "./review-state.ts";
import { rulesInForce } from "./rules-in-force.ts";

const checkName = "context/unreviewed-change";

/** In milliseconds: GitHub needs a moment to know which pull request a commit came with, and nobody is accused before. */
const settlingTime = 60_000;

/** Answers when to run again (milliseconds since 1970), or nothing. No rule, no check run. */
export async function auditPush(
  work: Work,
  sha: string,
  want: Want,
  before: ReviewState | undefined,
): Promise<number | undefined> {
  const { context, api, key, signal } = work;
  const push = want.push ?? before?.push;
  if (push === undefined) return undefined;
  const { owner, repo } = key;
  // Whoever pushes a change of the rules is held to those of before.
  const baseTip = treeAt(api, { owner, repo, sha: push.before, signal });
  const { ruleSet } = await rulesInForce(api, {
    owner,
    repo,
    baseTip,
    baseBranch: push.branch,
    extendable: context.extendable,
    signal,
  });
  const rules = ruleSet.rules.filter(({ check, severity }) => check === checkName && severity !== "off");
  if (rules.length === 0) return undefined;

  const differential = await readPushed(api, { owner, repo, headSha: sha, ...push, signal });
  const toolbox = { ...context.toolbox, signal, time: () => context.clock.now() };
  const report = await review(differential, { ...ruleSet, rules }, toolbox);
  signal.throwIfAborted();
  const settled = (want.since ?? 0) + settlingTime;
  if (found(report).length > 0 && context.clock.now() < settled) {
    await context.store.putBack(key, { ...want, push });
    return settled;
  }

  if (found(report).length > 0) context.meter.count("unreviewed_pushes_total");
  const issue = await collect(work, report, rules, push.branch);
  const isRerun = want.reruns.length > 0 && before?.checkRun.isCompleted === true;
  const shown = before === undefined || isRerun ? await openRun(work, before, sha) : await ensureRun(work, before);
  const written = await publish(work, { ...shown, push }, contentOf(report, push.branch, issue));
  await context.store.keepState(key, { ...written, push, asked: [] });
  return undefined;
}

function found(report: Report): readonly Annotation[] {
  return report.outcomes.flatMap((outcome) => (outcome.status === "checked" ? outcome.annotations : []));
}

function contentOf(report: Report, branch: string, issue: string | undefined): CheckRunContent {
  const unreviewed = found(report);
  const gaps = report.outcomes.flatMap((outcome) => [
    ...outcome.gaps.map(({ reason }) => reason),
    ...(outcome.status === "broken" ? [outcome.reason] : []),
  ]);
  const title =
    unreviewed.length === 0
      ? "Everything in this push was reviewed"
      : `${plural(unreviewed.length, "unreviewed change")} on ${branch}`;
  const summary = [
    ...unreviewed.map(({ message }) => `- ${sentence(message)}`),
    ...(unreviewed.length === 0 ? [] : ["", sentence(unreviewed[0]?.advice ?? "")]),
    ...(issue === undefined ? [] : ["", issue]),
    ...gaps.map((reason) => `\nNot checked: ${sentence(reason)}`),
  ].join("\n");
  const { verdict } = conclude(report);
  return {
    title: clip(title, 255),
    summary: clip(summary === "" ? "Every commit came with a pull request that was approved." : summary, 65_535),
    annotations: [],
    identity: JSON.stringify([title, summary]),
    conclusion: verdict === "failure" ? "failure" : verdict === "waiting" ? "timed_out" : "success",
  };
}

/** Where the rules ask for it: one line in the issue for each; answers what the check run says about it. */
async function collect(
  { api, key }: Work,
  report: Report,
  rules: readonly Rule[],
  branch: string,
): Promise<string | undefined> {
  const wanted = new Set(rules.filter(({ options }) => options["issue"] === true).map(({ name }) => name));
  const lines = found(report)
    .filter(({ rule }) => wanted.has(rule))
    .map(({ message, fingerprint }): IssueLine => ({ text: sentence(message), id: fingerprint }));
  if (lines.length === 0) return undefined;
  const { owner, repo } = key;
  const number = await collectInIssue(api, { owner, repo }, branch, lines);
  if (number === undefined) return "No issue could be written: the App lacks the permission _Issues: write_.";
  return `Collected in #${number}.`;
}
