/**
 * Commit messages that say nothing, or say that the work is not done.
 *
 * Why: `git log` and `git blame` are where people look at three in the morning; a message is all they find there.
 *
 * It names empty messages, `fixup!`, `squash!` and `amend!` that were left over, and work in progress. The length of a
 * subject is asked for only where `subjectLimit` says so. Merge commits are left alone.
 *
 * Bad:
 * ```text
 * title: Raise the memory limit
 * commit: fixup! Raise the memory limit
 *
 * The importer dies at noon.
 * ```
 *
 * Good:
 * ```text
 * title: Raise the memory limit
 * commit: Raise the importer's memory limit to 2 GiB
 *
 * The importer dies at noon.
 * ```
 *
 * Mend: `git rebase --interactive --autosquash`, then push.
 *
 * Waive: in `.github/plumbline.yml`, set `context/commit-message: off`, as teams do that squash on merge
 */

import type { XStatic } from "typebox/schema";

import type { DifferentialCheck, DifferentialContext, Observation } from "../../core/check.ts";
import type { Commit, Differential } from "../../core/differential.ts";
import type { Finding } from "../../core/finding.ts";
import { exemptBotsOption, inCode, ownCommits, whyExempt } from "./request/places.ts";

const optionsSchema = {
  type: "object",
  properties: {
    subjectLimit: {
      type: "integer",
      default: 0,
      minimum: 0,
      description: "The most characters in a subject (first line); 0 = as many as it takes.",
    },
    exemptBots: exemptBotsOption,
  },
  required: ["subjectLimit", "exemptBots"],
  additionalProperties: false,
} as const;
type CommitMessageOptions = XStatic<typeof optionsSchema>;

const check: DifferentialCheck<CommitMessageOptions> = { scope: "differential", options: optionsSchema, look };
export default check;

function look(differential: Differential, { options }: DifferentialContext<CommitMessageOptions>): Observation {
  const exempt = whyExempt(differential, options.exemptBots);
  if (exempt !== undefined) return { findings: [], skipped: exempt };
  const commits = ownCommits(differential);
  if (commits.length === 0) return { findings: [], skipped: "no commits here" };

  const findings = commits.flatMap((commit) => judge(commit, options.subjectLimit) ?? []);
  if (findings.length > 0) return { findings };
  return { findings, note: commits.length === 1 ? "1 commit" : `${commits.length} commits` };
}

function judge(commit: Commit, subjectLimit: number): Finding | undefined {
  const subject = commit.message.split("\n")[0]?.trim() ?? "";
  const name = `commit ${commit.sha.slice(0, 7)}`;
  const leftover = /^(?:fixup|squash|amend)!/.exec(subject)?.[0];
  if (leftover !== undefined) {
    return {
      message: `${name} is a \`${leftover}\` that was left over: ${inCode(subject)}.`,
      advice: "Fold it in with `git rebase --interactive --autosquash`, then push.",
      evidence: subject,
    };
  }
  if (/^(?:\[wip\]|\(wip\)|wip\b(?!-)|work in progress\b)/i.test(subject)) {
    return {
      message: `${name} says that it is not done: ${inCode(subject)}.`,
      advice: "Say what the commit does, or fold it into the one it belongs to.",
      evidence: subject,
    };
  }
  if (!/[\p{L}\p{N}]/u.test(subject)) {
    return {
      message: `the message of ${name} ${subject === "" ? "is empty" : `is ${inCode(subject)}`}.`,
      advice: "Say in its first line what the commit does.",
      evidence: "empty",
    };
  }
  const length = [...subject].length;
  if (subjectLimit > 0 && length > subjectLimit) {
    return {
      message: `the subject of ${name} has ${length} characters, ${length - subjectLimit} more than the ${subjectLimit} asked for: ${inCode(subject)}.`,
      advice: "Keep the first line short and move the rest into the body.",
      evidence: subject,
    };
  }
  return undefined;
}
