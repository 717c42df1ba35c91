/** Issues of GitHub, asked with the access that the review itself has. */

import type { LookUpTicket, TicketAnswer } from "../../core/tracker.ts";
import { callOptions, statusOf } from "../github/api.ts";
import type { GitHubApi } from "../github/api.ts";
import { openMemory } from "./remember.ts";

/** One memory for each installation: what one may see, another may not. */
const lookUps = new WeakMap<GitHubApi, LookUpTicket>();

/**
 * Asks GitHub about its issues, and `others` about everything else. `now` in milliseconds, of any origin; `host` is
 * where people browse, `github.com` unless it is a server of one's own.
 */
export function withGitHubIssues(
  api: GitHubApi,
  others: LookUpTicket | undefined,
  { now, host = "github.com" }: { readonly now: () => number; readonly host?: string | undefined },
): LookUpTicket {
  const known = lookUps.get(api);
  if (known !== undefined) return known;
  const remember = openMemory(now);
  const lookUp: LookUpTicket = async (ticket, signal) => {
    const [owner = "", repo = "", ...more] = (ticket.project ?? "").split("/");
    const number = Number(ticket.id);
    const isHere = ticket.host === undefined || ticket.host === host;
    if (!ticket.trackers.includes("github") || !isHere || repo === "" || more.length > 0 || !(number > 0)) {
      return others?.(ticket, signal) ?? { kind: "unsupported", reason: "its tracker is not connected" };
    }
    return remember(`${owner}/${repo}#${number}`, () => askGitHub(api, { owner, repo, number }, signal));
  };
  lookUps.set(api, lookUp);
  return lookUp;
}

async function askGitHub(
  api: GitHubApi,
  { owner, repo, number }: { readonly owner: string; readonly repo: string; readonly number: number },
  signal: AbortSignal | undefined,
): Promise<TicketAnswer> {
  try {
    const { data } = await api.rest.issues.get({ owner, repo, issue_number: number, ...callOptions(signal) });
    // GitHub numbers issues and pull requests alike, and answers for both.
    if (data.pull_request !== undefined) return { kind: "missing" };
    return { kind: data.state === "open" ? "open" : "done", project: `${owner}/${repo}` };
  } catch (error) {
    signal?.throwIfAborted();
    const status = statusOf(error);
    if (status === 404 || status === 410) return { kind: "missing" };
    if (status === 403 && /not accessible/i.test(String(error))) {
      return { kind: "unsupported", reason: "Plumbline has no permission to read issues" };
    }
    return { kind: "unreachable", reason: "GitHub cannot answer now" };
  }
}
