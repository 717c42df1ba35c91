/** What a review leaves for the next one of its subject: plain data, kept by the store. */

import { createHash } from "node:crypto";
import type { ChangedFile, Commit } from "../core/differential.ts";
import type { Report } from "../core/report.ts";
import type { CheckRunRecord } from "../github/check-run-writer.ts";
import type { Shown } from "./rule-quality.ts";
import type { CommandAnswer } from "./commands/answer.ts";
import type { Rerun, SubjectKey, Want } from "../store/store.ts";

export interface ReviewState {
  readonly headSha: string;
  /** Counts the subject's check runs, from 1, over all its heads: a force push may bring an old one back. */
  readonly run: number;
  readonly checkRun: CheckRunRecord;
  /** What the newest finished review of this head came to. */
  readonly last?: LastReview;
  /** Who asked for the review that is under way. */
  readonly asked: readonly Rerun[];
  readonly rechecks: readonly AnsweredRerun[];
  /** What came of commands at this head, newest last. */
  readonly answers?: readonly CommandAnswer[];
  /** Set while the review cannot be finished: since when, and how often it was tried. */
  readonly trouble?: Trouble;
  /** What was shown in this pull request so far; it outlives a head. */
  readonly shown?: Shown;
  /** Fingerprints that have had their suggestion; they outlive a head. */
  readonly suggested: readonly string[];
  readonly group?: NonNullable<Want["group"]>;
  readonly push?: NonNullable<Want["push"]>;
}

export interface LastReview {
  readonly report: Report;
  readonly baseBranch: string | undefined;
  /** Whether the pull request was open then; what is closed holds nobody up. */
  readonly isOpen?: boolean;
  /** When a decision that has an effect on it ends, in milliseconds since 1970. */
  readonly decidedUntil?: number;
  readonly changes: Changes;
}

/** What an edit of the text leaves alone. */
export interface Changes {
  readonly mergeBase: string | undefined;
  readonly files: readonly ChangedFile[];
  readonly filesBeyond?: string;
  readonly commits: readonly Commit[];
  readonly behindBy?: number;
}

export interface AnsweredRerun {
  readonly by: string;
  readonly rules: readonly string[];
  readonly changed: boolean;
}

export interface Trouble {
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly attempts: number;
}

/** The review's id: the same question about the same head is the same review, whoever asks, however often it is tried. */
export function reviewId({ owner, repo, subject }: SubjectKey, headSha: string, run: number): string {
  return createHash("sha256")
    .update(JSON.stringify([owner, repo, subject, headSha, run]))
    .digest("hex");
}

/** The newest commit of a push. */
export function pushedShaOf({ subject }: SubjectKey): string | undefined {
  return /^push\/([0-9a-f]+)$/.exec(subject)?.[1];
}

export function pullNumberOf({ subject }: SubjectKey): number | undefined {
  const match = /^pull\/(\d+)$/.exec(subject);
  return match === null ? undefined : Number(match[1]);
}
