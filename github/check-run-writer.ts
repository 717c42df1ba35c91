/** Writes one check run so that neither a crash nor a lost answer makes a second run or a second copy of an annotation. */

import { createHash } from "node:crypto";
import { isOutcomeUnknown } from "./api.ts";
import type { GitHubApi, RepositoryName } from "./api.ts";

export const checkRunName = "plumbline";

/** GitHub takes this many annotations with one call; a PATCH appends, it never replaces. */
const chunkSize = 50;

export interface CheckRunAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: "failure" | "warning" | "notice";
  readonly message: string;
  readonly title: string;
  readonly raw_details: string;
}

/** What a run shall say; without a conclusion it stays in progress. */
export interface CheckRunContent {
  readonly title: string;
  readonly summary: string;
  readonly text?: string;
  readonly annotations: readonly CheckRunAnnotation[];
  /** What the texts come to without figures that differ on every run; equal identities need no writing. */
  readonly identity: string;
  readonly conclusion?: "success" | "failure" | "timed_out" | "cancelled";
}

/** How far a run has been written. Kept before and after every call, it lets the next attempt go on where this one ended. */
export interface CheckRunRecord {
  readonly headSha: string;
  /** The review's id. */
  readonly externalId: string;
  /** Missing while nobody knows whether GitHub has made it. */
  readonly id?: number;
  readonly isCompleted: boolean;
  /** Hash of the list of annotations that is being written. */
  readonly annotations: string;
  /** Annotations that GitHub has taken. */
  readonly written: number;
  /** A call is out, and whether it took effect is not known yet. */
  readonly isPending: boolean;
  /** Hash of the identity and conclusion that were written last. */
  readonly content: string;
}

/** The call took effect or not; the record that is kept says that nobody knows. */
class AnswerLost extends Error {
  override readonly name = "AnswerLost";
}

export interface CheckRunTarget extends RepositoryName {
  /** Called with every step's record; the step counts once this is done. */
  readonly keep: (record: CheckRunRecord) => Promise<void>;
  /** Asked before each call that writes; throws where the run has been overtaken. */
  readonly mayWrite?: () => Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

export function newRecord(headSha: string, externalId: string): CheckRunRecord {
  return { headSha, externalId, isCompleted: false, annotations: "", written: 0, isPending: false, content: "" };
}

export function hashAnnotations(annotations: readonly CheckRunAnnotation[]): string {
  return annotations.length === 0 ? "" : hash(annotations);
}

/** Whether a run can still be made to say this: annotations on it can be added to, never taken back. Takes a settled record. */
export function canBecome(record: CheckRunRecord, content: CheckRunContent): boolean {
  const hasNone = record.written === 0 && !record.isCompleted;
  return hasNone || record.annotations === hashAnnotations(content.annotations);
}

/** Whether the run says exactly this already. */
export function says(record: CheckRunRecord, content: CheckRunContent): boolean {
  const isWhole = record.id !== undefined && record.written === content.annotations.length;
  return (
    isWhole && record.annotations === hashAnnotations(content.annotations) && record.content === contentHash(content)
  );
}

/**
 * Creates the run, or brings it to what it shall say, in as few calls as its annotations allow.
 * The conclusion goes with the last chunk, so nothing is green while a finding is still on its way.
 */
export async function writeCheckRun(
  api: GitHubApi,
  target: CheckRunTarget,
  record: CheckRunRecord,
  content: CheckRunContent,
): Promise<CheckRunRecord> {
  let current = await settle(api, target, record);
  if (says(current, content)) return current;
  current = { ...current, annotations: hashAnnotations(content.annotations) };
  do {
    current = await writeChunk(api, target, current, content);
  } while (current.written < content.annotations.length);
  return current;
}

async function writeChunk(
  api: GitHubApi,
  target: CheckRunTarget,
  record: CheckRunRecord,
  content: CheckRunContent,
): Promise<CheckRunRecord> {
  await target.mayWrite?.();
  target.signal?.throwIfAborted();
  const annotations = content.annotations.slice(record.written, record.written + chunkSize);
  const sent = record.written + annotations.length;
  const isLast = sent === content.annotations.length;
  const body = {
    owner: target.owner,
    repo: target.repo,
    output: {
      title: content.title,
      summary: content.summary,
      ...(content.text !== undefined && { text: content.text }),
      ...(annotations.length > 0 && { annotations: [...annotations] }),
    },
    ...statusOfChunk(isLast ? content.conclusion : undefined),
  };

  const { headSha: head_sha, externalId: external_id, id } = record;
  const isNew = id === undefined;
  await target.keep({ ...record, isPending: true });
  // No signal on writes: once sent, only the answer tells what became of it.
  const answer = await (
    isNew
      ? api.rest.checks.create({ ...body, name: checkRunName, head_sha, external_id })
      : api.rest.checks.update({ ...body, check_run_id: id })
  ).catch(async (error: unknown) => {
    // A refusal is an answer: nothing was written.
    if (!isOutcomeUnknown(error)) await target.keep(record);
    throw error;
  });
  // A connection that ends within the answer leaves a good status and no words.
  if (typeof answer.data.id !== "number") throw new AnswerLost("GitHub's answer about a check run was cut");
  const written = {
    ...record,
    id: answer.data.id,
    written: sent,
    isPending: false,
    isCompleted: isLast && content.conclusion !== undefined,
    ...(isLast && { content: contentHash(content) }),
  };
  await target.keep(written);
  return written;
}

function statusOfChunk(
  conclusion: CheckRunContent["conclusion"],
): { status: "in_progress" } | { status: "completed"; conclusion: NonNullable<CheckRunContent["conclusion"]> } {
  return conclusion === undefined ? { status: "in_progress" } : { status: "completed", conclusion };
}

/** Asks GitHub what became of a call whose answer was lost. Costs nothing where none was. */
export async function settle(api: GitHubApi, target: CheckRunTarget, record: CheckRunRecord): Promise<CheckRunRecord> {
  if (!record.isPending) return record;
  const { owner, repo } = target;
  const { data } = await api.rest.checks.listForRef({
    owner,
    repo,
    ref: record.headSha,
    check_name: checkRunName,
    filter: "all",
    per_page: 100,
  });
  const run = data.check_runs.find((each) => each.external_id === record.externalId);
  const settled =
    run === undefined
      ? { ...record, isPending: false }
      : {
          ...record,
          isPending: false,
          id: run.id,
          written: run.output.annotations_count,
          isCompleted: run.status === "completed",
          content: "",
        };
  await target.keep(settled);
  return settled;
}

function contentHash({ identity, conclusion }: CheckRunContent): string {
  return hash([identity, conclusion ?? ""]);
}

function hash(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 32);
}
