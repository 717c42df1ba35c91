/** Numbered issues of GitHub, GitLab and Azure Boards: `#12`, `shop/tracker#12`, `AB#12`. */

import type { Hit, Surroundings } from "../tickets.ts";
import { setOf } from "./look-alikes.ts";

/** A number that may have a repository before it; what no word character, entity or path leads into. */
const numbered = /(?<![\w&#/.-])((?:[\w.-]{1,100}\/){0,4}[\w.-]{1,100})?#([1-9]\d{0,8})(?![\w#]|-\d|\.\d)/g;

/** The words before a bare number decide whether it counts an issue or something else. */
const nearby = 24;

export function findIssueNumbers(text: string, { repository, pullRequest }: Surroundings): readonly Hit[] {
  const hits: Hit[] = [];
  for (const match of text.matchAll(numbered)) {
    const [whole, prefix, number = ""] = match;
    const before = text.slice(Math.max(0, match.index - nearby), match.index);
    const after = text.slice(match.index + whole.length, match.index + whole.length + nearby);
    const place = { start: match.index, end: match.index + whole.length };
    if (prefix === "AB") {
      hits.push({ ...place, ticket: { trackers: ["azure-boards"], text: whole, id: number } });
      continue;
    }
    if (speaksOfOther(before) || (prefix !== undefined && !isRepository(prefix))) continue;
    const project = prefix?.includes("/") === true ? prefix : repository;
    const isBare = prefix === undefined || project === repository;
    if (isBare && (Number(number) === pullRequest || countsOther(before, after))) continue;
    const isElsewhere = prefix !== undefined && !prefix.includes("/") && !issueWords.has(prefix.toLowerCase());
    hits.push({
      ...place,
      ticket: isElsewhere
        ? { trackers: ["github", "gitlab", "other"], text: whole }
        : { trackers: ["github", "gitlab"], text: whole, id: number, project },
    });
  }
  return hits;
}

/** `Open SSH (#45)`: GitHub writes the number of the pull request itself there, and again when it is reverted. */
export function withoutMergeNumbers(text: string): string {
  const end = text.indexOf("\n");
  const subject = end === -1 ? text : text.slice(0, end);
  const own = subject
    .replace(/(?:\(#\d+\)["\u201d\s]*)+$/, blank)
    .replace(/^(?:Merge pull request|Merged PR|Auto merge of|Rollup merge of) #?\d+/, blank);
  return end === -1 ? own : own + text.slice(end);
}

function blank(text: string): string {
  return " ".repeat(text.length);
}

/** `Reverts shop/tracker#12`, `backport of #12`: what is named is a pull request. */
function speaksOfOther(before: string): boolean {
  return /(?:\breverts?|\bback-?ports?(?: of)?|\bcherry-?pick(?:s|ed)?(?: from| of)?|\b(?:depends|stacked|based) on|\bpull requests?|\bPRs?|\bMRs?|\bmerge requests?):? $/i.test(
    before,
  );
}

/** "our #1 priority", "build #12", "option #2": counted, not tracked. */
function countsOther(before: string, after: string): boolean {
  return (
    /(?:^|[\s([])(?:our|the|my|is|are|number|build|run|job|pipeline|step|option|attempt|try|reason|rule|item|point|line|page|part|phase|shard|node|pod|host|rack|replica|instance|version|colou?r|round|take)s?:? $/i.test(
      before,
    ) || /^ (?:priority|reason|rule|cause|choice|thing|problem|concern|goal|request)\b/i.test(after)
  );
}

const issueWords = setOf("issue issues bug bugs ticket tickets task tasks fix fixes close closes gh ref refs");
const otherWords = setOf(
  "pr mr pull build run job ci step option pod node host shard line page part phase version v no nr rev color colour try",
);

/** `infrastructure#12` may be a repository of the same owner; `C#12` and `build#12` are none. */
function isRepository(prefix: string): boolean {
  if (prefix.includes("/")) return !/^(?:owner|org)\/repo(?:sitory)?$/i.test(prefix);
  return prefix.length > 1 && /[a-z]/i.test(prefix) && !otherWords.has(prefix.toLowerCase());
}
