/** One issue that collects what was found, edited in place: a line for each, never twice, ticked boxes stay ticked. */

import { statusOf } from "./api.ts";
import type { GitHubApi, RepositoryName } from "./api.ts";

export interface IssueLine {
  /** Markdown, one line. */
  readonly text: string;
  /** Hexadecimal; the same thing has the same line. */
  readonly id: string;
}

const marker = "<!-- plumbline: unreviewed changes -->";
/** The newest lines; GitHub takes 65,536 characters. */
const mostLines = 100;
const longestLine = 500;

/** Answers the issue's number; `undefined` where the App may not write issues, or the repository has none. */
export async function collectInIssue(
  api: GitHubApi,
  { owner, repo }: RepositoryName,
  branch: string,
  lines: readonly IssueLine[],
): Promise<number | undefined> {
  try {
    const { data } = await api.rest.issues.listForRepo({
      owner,
      repo,
      state: "open",
      sort: "updated",
      direction: "desc",
      per_page: 100,
    });
    const known = data.find((each) => each.user?.type === "Bot" && !each.pull_request && isOurs(each.body, branch));
    const body = withLines(known?.body ?? "", branch, lines);
    if (known === undefined) {
      const title = `Unreviewed changes on ${branch}`;
      const created = await api.rest.issues.create({ owner, repo, title, body });
      return created.data.number;
    }
    if (body !== known.body) await api.rest.issues.update({ owner, repo, issue_number: known.number, body });
    return known.number;
  } catch (error) {
    if ([403, 404, 410].includes(statusOf(error) ?? 0)) return undefined;
    throw error;
  }
}

function isOurs(body: string | null | undefined, branch: string): boolean {
  return body?.startsWith(headOf(branch)) === true;
}

function headOf(branch: string): string {
  return `${marker}\nThese changes came to \`${branch.replaceAll("`", "'")}\` without a review. Tick what somebody has read; close this when all is.\n`;
}

/** Lines that are there stay as people left them; the oldest make room. */
function withLines(body: string, branch: string, lines: readonly IssueLine[]): string {
  const kept = body.split(/\r?\n/).filter((line) => /^- \[[ xX]\] .*<!-- [0-9a-f]+ -->$/.test(line));
  const fresh = lines
    .filter(({ id }) => !kept.some((line) => line.endsWith(`<!-- ${id} -->`)))
    .map(({ text, id }) => `- [ ] ${text.slice(0, longestLine)} <!-- ${id} -->`);
  return `${headOf(branch)}\n${[...kept, ...fresh].slice(-mostLines).join("\n")}\n`;
}
