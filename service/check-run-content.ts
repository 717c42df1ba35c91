/** What the check run says at each stage of a review. */

import { createHash } from "node:crypto";
import { conclude } from "../core/conclusion.ts";
import type { Report } from "../core/report.ts";
import type { CheckRunContent } from "../github/check-run-writer.ts";
import { clip } from "../reporters/bytes.ts";
import { toCheckRun } from "../reporters/check-run.ts";
import type { CheckRunOptions } from "../reporters/check-run.ts";
import { clockTime } from "./retry.ts";

export const reviewing: CheckRunContent = {
  title: "Reviewing",
  summary: "Plumbline is reading this change. What it finds appears here.",
  annotations: [],
  identity: "reviewing",
};

/** A verdict that nothing is wrong here, where another pull request has the same commit and something to mend. */
export function heldContent(content: CheckRunContent, beside: readonly number[]): CheckRunContent {
  if (beside.length === 0 || content.conclusion !== "success") return content;
  const names = beside.map((number) => `#${number}`).join(", ");
  const title = `Nothing to mend here, but in ${names}, which has the same commit`;
  const why = `GitHub shows one result for a commit, so this one waits for ${names}: the same commit, another target or text. Mend or close it, or push a commit of its own here.`;
  return {
    ...content,
    title: clip(title, 255),
    summary: clip(`${why}\n\n${content.summary}`, 65_535),
    identity: `${content.identity} ${names}`,
    conclusion: "failure",
  };
}

/** `waiting` is undefined once a verdict is there, whatever else could not be checked. */
export function verdictContent(
  report: Report,
  options: CheckRunOptions,
  waiting: { readonly nextTry: number; readonly gaveUp: boolean },
): CheckRunContent {
  const { verdict } = conclude(report);
  const shown: CheckRunOptions =
    verdict === "waiting" ? { ...options, waiting: { ...waiting, nextTry: clockTime(waiting.nextTry) } } : options;
  const { title, summary, text, annotations } = toCheckRun(report, shown);
  const said = { title, summary, ...(text !== undefined && { text }), identity: identityOf(report, shown) };
  if (verdict !== "waiting") return { ...said, annotations, conclusion: verdict };
  // A run that goes on says what it waits for; findings come with the verdict, because they cannot be taken back.
  return waiting.gaveUp ? { ...said, annotations, conclusion: "timed_out" } : { ...said, annotations: [] };
}

/** Durations and the base's newest commit differ from run to run and mean nothing new. */
function identityOf(report: Report, options: CheckRunOptions): string {
  const lasting = { ...report, milliseconds: 0, ruleSet: { ...report.ruleSet, origin: report.ruleSet.hash } };
  const { title, summary, text } = toCheckRun(lasting, options);
  return createHash("sha256")
    .update(JSON.stringify([title, summary, text]))
    .digest("hex")
    .slice(0, 32);
}

/** Nothing could be asked at all: reading failed, or we did. */
export function troubleContent(reason: string, nextTry: number, gaveUp: boolean): CheckRunContent {
  const time = clockTime(nextTry);
  const title = gaveUp ? "Plumbline could not finish, not your code" : `Waiting: next try at ${time}`;
  const summary = `Your change could not be reviewed yet: ${reason}. This says nothing about the change itself. The next try is at ${time}; nobody needs to do anything.`;
  return {
    title,
    summary,
    annotations: [],
    identity: `${title}\n${reason}`,
    ...(gaveUp && { conclusion: "timed_out" }),
  };
}

export function supersededContent(by: { readonly sha: string; readonly url?: string } | undefined): CheckRunContent {
  const name = by === undefined ? undefined : `\`${by.sha.slice(0, 7)}\``;
  const link = by?.url === undefined ? name : `[${name}](${by.url})`;
  const summary =
    link === undefined ? "What was to be reviewed is no more." : `The review goes on at ${link}, which is newer.`;
  const title = by === undefined ? "No longer needed" : "Superseded by a newer commit";
  return { title, summary, annotations: [], identity: summary, conclusion: "cancelled" };
}
