/** Reports of other tools in this process's memory, by commit. */

import type { KeptToolReport } from "../core/tool-report.ts";
import type { ReportKept } from "./store.ts";

/** Nobody reads a check run that twenty tools speak in. */
export const mostToolsOfCommit = 20;
const mostCommits = 500;

export interface ReportShelf {
  keep(commit: string, report: KeptToolReport): ReportKept;
  at(commit: string): readonly KeptToolReport[];
}

export function createReportShelf(): ReportShelf {
  const commits = new Map<string, ReadonlyMap<string, KeptToolReport>>();
  return {
    keep(commit, report) {
      const known = commits.get(commit) ?? new Map<string, KeptToolReport>();
      const before = known.get(report.tool);
      if (before !== undefined && contentOf(before) === contentOf(report)) return "same";
      if (before === undefined && known.size >= mostToolsOfCommit) return "full";
      commits.delete(commit);
      commits.set(commit, new Map([...known, [report.tool, report]]));
      const [oldest] = commits.keys();
      if (commits.size > mostCommits && oldest !== undefined) commits.delete(oldest);
      return "new";
    },
    at: (commit) => [...(commits.get(commit)?.values() ?? [])].sort((one, other) => (one.tool < other.tool ? -1 : 1)),
  };
}

/** Whenever it came: two that say the same are one. */
export function contentOf({ at: _at, ...content }: KeptToolReport): string {
  return JSON.stringify(content);
}
