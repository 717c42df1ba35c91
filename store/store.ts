/** Durable state behind one interface: deliveries, wants, what reviews came to, and the jobs that work on them. */

import type { Decision } from "../core/decision.ts";
import type { KeptToolReport } from "../core/tool-report.ts";

/** A webhook as GitHub delivered it, before anybody looked inside. */
export interface Delivery {
  /** The delivery GUID: the same delivery twice is one. */
  readonly id: string;
  readonly event: string;
  readonly payload: string;
  /** When it came in, in milliseconds since 1970; missing = not known. */
  readonly receivedAt?: number;
  /** The installation it is about, where it tells one: installations take turns. */
  readonly installation?: number;
}

/** One pull request or merge group; every job about it runs alone. */
export interface SubjectKey {
  readonly installation: number;
  readonly owner: string;
  readonly repo: string;
  /** `pull/12`, `group/<sha>`, or `push/<sha>` for what came to the trunk. */
  readonly subject: string;
}

/** What somebody wants done; wants merge, the strongest wins, and none is ever stale. */
export interface Want {
  /** Newest head by event time; only a head can be stale. */
  readonly head?: Head;
  /** `full` re-reads everything, `text` only the request. */
  readonly scope: "full" | "text";
  /** Re-runs somebody asked for: caches of broken outcomes are void and a new check run is due. */
  readonly reruns: readonly Rerun[];
  /** Commands to be answered with the review; each once. */
  readonly commands?: readonly GivenCommand[];
  /** When the oldest part of it was asked for, in milliseconds since 1970: its age is what people wait. Set by whoever asks, or by the store. */
  readonly since?: number;
  /** How often working on it has failed so far. */
  readonly failures?: number;
  /** The subject is no more: whatever is under way about it ends. */
  readonly gone?: true;
  /** Branch the request goes to, where an event told it. */
  readonly baseBranch?: string;
  /** For a merge group: the commit it is built on. */
  readonly group?: { readonly baseSha: string; readonly branch?: string };
  /** For a push: what was there before it. */
  readonly push?: { readonly before: string; readonly branch: string; readonly isForced: boolean };
}

export interface Head {
  readonly sha: string;
  /** ISO 8601; of two in one second the later arrival is newer. */
  readonly at: string;
}

export interface Rerun {
  readonly by: string;
  /** Rule names or globs; empty = all. */
  readonly rules: readonly string[];
  /** Comment to acknowledge when it is done. */
  readonly comment?: number;
}

/** A command that somebody gave in a comment, and what was known of its giver then. */
export interface GivenCommand {
  readonly verb: string;
  /** What stands behind the verb. */
  readonly words: string;
  readonly by: string;
  readonly isAuthor: boolean;
  readonly mayWrite: boolean;
  readonly comment: number;
  /** Of several commands in one comment, from 0. */
  readonly place: number;
}

/** Of one rule in one merged pull request: what became of the findings that were shown. */
export interface RuleTally {
  readonly rule: string;
  readonly shown: number;
  readonly mended: number;
  readonly waived: number;
  readonly overridden: number;
}

/** Sums over the merged pull requests of one repository in which the rule had something to show. */
export interface RuleStatistic extends RuleTally {
  readonly owner: string;
  readonly repo: string;
  readonly requests: number;
}

/** What the jobs do. Both answer when the same job is to run again (milliseconds since 1970), or nothing when they are done. */
export interface Jobs {
  /** `attempt` counts from 1. What is given up is kept, for somebody to look at and to send on its way again. */
  delivery(delivery: Delivery, attempt: number): Promise<number | GivenUp | undefined>;
  /** The signal is aborted when a newer head arrives, when the subject is gone, or when the process stops. */
  review(subject: SubjectKey, signal: AbortSignal): Promise<number | undefined>;
}

export interface GivenUp {
  readonly givenUp: string;
}

/** What has been taken in and is not answered yet. */
export interface Waiting {
  /** Deliveries that have not been passed on. */
  readonly deliveries: Backlog;
  /** Subjects with a want, also one that is being worked on or waits for its next try. */
  readonly subjects: Backlog;
}

export interface Backlog {
  readonly count: number;
  /** Since when the oldest waits, in milliseconds since 1970. */
  readonly oldest?: number;
}

/** What is kept under a name from now on (plain data, `undefined` = nothing), and what its writer wants to know. */
export interface Update<Answer> {
  readonly kept: unknown;
  readonly answer: Answer;
}

/** A commit of a repository, whichever subjects have it. */
export interface CommitKey {
  readonly owner: string;
  readonly repo: string;
  readonly sha: string;
}

/** What became of a tool's report: `new` also where it takes another one's place, `full` where too many tools spoke. */
export type ReportKept = "new" | "same" | "full";

/** Why a running review was aborted. */
export type AbortReason = "superseded" | "gone" | "stopping";

/** `State` is plain data that a review leaves for the next one of its subject. */
export interface Store<State> {
  /** Keeps a delivery together with its job; durable when it answers. */
  accept(delivery: Delivery): Promise<"new" | "duplicate">;
  /**
   * Merges a want into the subject's, aborts a running review of an older head, wakes the review job. A delivery wants
   * something of a subject once, however often it is passed on.
   */
  want(subject: SubjectKey, want: Want, delivery?: string): Promise<void>;
  /** Reads and clears the wants. */
  takeWants(subject: SubjectKey): Promise<Want | undefined>;
  /** After a failure: merges them below what has arrived since. Wakes nobody. */
  putBack(subject: SubjectKey, want: Want): Promise<void>;
  newestHead(subject: SubjectKey): Promise<Head | undefined>;
  state(subject: SubjectKey): Promise<State | undefined>;
  keepState(subject: SubjectKey, state: State): Promise<void>;
  /** Which subjects had this commit as their head: check events of forks do not say it. */
  subjectsAt(commit: CommitKey): Promise<readonly SubjectKey[]>;
  /** A repository as GitHub writes its name; `undefined` where none of its subjects is known. */
  repositoryNamed(name: {
    readonly owner: string;
    readonly repo: string;
  }): Promise<{ readonly owner: string; readonly repo: string } | undefined>;
  /**
   * Keeps what another tool said of a commit, durably, in place of what the tool said before. The commit may be nobody's
   * head yet; of such, the oldest make room.
   */
  keepToolReport(commit: CommitKey, report: KeptToolReport): Promise<ReportKept>;
  /** What tools said of a commit, by the tools' names. */
  toolReportsAt(commit: CommitKey): Promise<readonly KeptToolReport[]>;
  /** Which of these deliveries were never accepted, in the order given. */
  unknownDeliveries(ids: readonly string[]): Promise<readonly string[]>;
  /** Notes what somebody decided about a subject, durably; a decision whose id is there is noted already. */
  decide(subject: SubjectKey, decision: Decision): Promise<void>;
  /** Oldest first. Decisions outlive everything else that is known of a subject. */
  decisions(subject: SubjectKey): Promise<readonly Decision[]>;
  /** Notes how rules did in a pull request that was merged; once, however often it is told. */
  tally(subject: SubjectKey, tallies: readonly RuleTally[]): Promise<void>;
  /** By repository, or of one alone; the rules that were shown most first. */
  ruleStatistics(of?: { readonly owner: string; readonly repo: string }): Promise<readonly RuleStatistic[]>;
  /**
   * Reads what is kept under a name and replaces it, as one step for all processes: whoever comes meanwhile waits.
   * `change` is quick and pure, for it may be called again; it gets `undefined` where nothing is kept. All processes see
   * what was kept at once; a power cut may lose the last second of it.
   */
  update<Answer>(name: string, change: (kept: unknown) => Update<Answer>): Promise<Answer>;
  /** Why the store is of no use right now, or does not work on what waits; `undefined` while all is well. */
  problem(): Promise<string | undefined>;
  /** How much is waiting, and since when. */
  waiting(): Promise<Waiting>;
  /** Gives a job back to everything that is waiting and has none, as a process that died leaves it; answers how many there were. */
  resume(): Promise<{ readonly deliveries: number; readonly reviews: number }>;
  /** Starts working on what is waiting and on whatever comes. */
  work(jobs: Jobs): void;
  /** Resolves when nothing runs and nothing is due now; what waits for a later time does not count. */
  idle(): Promise<void>;
  /** Takes up nothing new; resolves when what runs has ended or was aborted after the grace time (milliseconds). */
  stop(grace: number): Promise<void>;
}
