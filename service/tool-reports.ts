/** Takes in what another tool said of a commit: kept first, then every review of that commit looks again. */

import { isToolName, type KeptToolReport, type ToolReport } from "../core/tool-report.ts";
import type { CommitKey, Store, SubjectKey } from "../store/store.ts";
import { pullNumberOf } from "./review-state.ts";
import type { ReviewState } from "./review-state.ts";

/** Who hands a report in, and which commits it may speak of. */
export interface Reporter {
  readonly owner: string;
  readonly repo: string;
  readonly about: ReportScope;
}

export type ReportScope =
  | { readonly kind: "any" }
  | { readonly kind: "commit"; readonly sha: string }
  | { readonly kind: "pull"; number: number };

export type TakenReport =
  /** Reviews of these pull requests and merge groups take it up now. */
  | { readonly kind: "joins"; readonly subjects: readonly string[] }
  /** Nobody's head so far: it joins when the commit becomes one. */
  | { readonly kind: "early" }
  /** Something newer has taken the commit's place: nobody reads it any more. */
  | { readonly kind: "late" }
  | { readonly kind: "unknown-repository" | "not-theirs" | "full" };

type ReportStore = Pick<
  Store<ReviewState>,
  "repositoryNamed" | "keepToolReport" | "subjectsAt" | "newestHead" | "want"
>;

export async function takeToolReport(
  store: ReportStore,
  { owner, repo, about }: Reporter,
  sha: string,
  report: ToolReport,
  now: number,
): Promise<TakenReport> {
  const named = await store.repositoryNamed({ owner, repo });
  if (named === undefined) return { kind: "unknown-repository" };
  const commit: CommitKey = { ...named, sha };
  const subjects = (await store.subjectsAt(commit)).filter(({ subject }) => !subject.startsWith("push/"));
  const own = subjects.filter(({ subject }) => about.kind !== "pull" || subject === `pull/${about.number}`);
  const isForeign = about.kind === "commit" ? about.sha !== sha : subjects.length > 0 && own.length === 0;
  if (isForeign) return { kind: "not-theirs" };

  const kept = { ...report, at: now, ...(about.kind === "pull" && { pull: about.number }) };
  if ((await store.keepToolReport(commit, kept)) === "full") return { kind: "full" };
  if (own.length === 0) return { kind: "early" };
  const current = await atHead(store, own, sha);
  // Also for the same word twice: whoever repeats it may have had no answer because we died before this.
  for (const key of current) await store.want(key, { scope: "full", reruns: [] });
  return current.length === 0 ? { kind: "late" } : { kind: "joins", subjects: current.map(({ subject }) => subject) };
}

async function atHead(store: ReportStore, keys: readonly SubjectKey[], sha: string): Promise<readonly SubjectKey[]> {
  const heads = await Promise.all(keys.map((key) => store.newestHead(key)));
  return keys.filter((_, index) => heads[index]?.sha === sha);
}

/** What was said of the head of one subject. */
export async function reportsFor(
  store: Pick<Store<ReviewState>, "toolReportsAt">,
  key: SubjectKey,
  sha: string,
): Promise<readonly KeptToolReport[]> {
  const { owner, repo } = key;
  const number = pullNumberOf(key);
  const reports = await store.toolReportsAt({ owner, repo, sha });
  return reports.filter(({ tool, pull }) => isToolName(tool) && (pull === undefined || pull === number));
}
