/** Links to a ticket's page, in whatever tracker has such pages. */

import type { TicketReference, TrackerName } from "../../../../core/tracker.ts";
import type { Hit } from "../tickets.ts";
import { isLookAlike, isPlaceholder } from "./look-alikes.ts";

/** Up to what ends an address in prose and in Markdown. */
const address = /https?:\/\/[^\s<>()[\]"'`|]+/g;
const longestAddress = 2_000;

/** Tickets that links name, and the text with every link blanked: what stands inside one is no ticket of its own. */
export function findLinks(text: string): { readonly hits: readonly Hit[]; readonly rest: string } {
  const hits: Hit[] = [];
  const rest = text.replace(address, (found: string, start: number) => {
    const url = found.slice(0, longestAddress).replace(/[.,;:!?*_~]+$/, "");
    const ticket = ticketOf(url);
    if (ticket !== undefined) hits.push({ start, end: start + found.length, ticket });
    return " ".repeat(found.length);
  });
  return { hits, rest };
}

interface Form {
  readonly trackers: readonly TrackerName[];
  /** Of a whole address; its named groups are the parts of a reference. */
  readonly pattern: RegExp;
}

const start = "^https?:\\/\\/(?<host>[\\w.-]+(?::\\d+)?)";

function form(trackers: readonly TrackerName[], path: string): Form {
  return { trackers, pattern: new RegExp(`${start}${path}`) };
}

const folders = "\\/(?:[\\w.~%-]+\\/)*";

/** The first that fits names the tracker. */
const forms: readonly Form[] = [
  form(["gitlab"], "\\/(?<project>[\\w.~/-]+?)\\/-\\/(?:issues|work_items)\\/(?<id>[1-9]\\d{0,9})(?!\\w)"),
  form(["jira"], `${folders}browse\\/(?<id>(?<project>[A-Z][A-Z0-9_]+)-[1-9]\\d{0,6})(?!\\w)`),
  form(["jira"], "\\/\\S*[?&]selectedIssue=(?<id>(?<project>[A-Z][A-Z0-9_]+)-[1-9]\\d{0,6})(?!\\w)"),
  form(["linear", "youtrack"], `${folders}issue\\/(?<id>(?<project>[A-Z][A-Z0-9]*)-[1-9]\\d{0,6})(?!\\w)`),
  form(["github"], "\\/(?<project>[\\w.-]+\\/[\\w.-]+)\\/issues\\/(?<id>[1-9]\\d{0,9})(?!\\w)"),
  form(["phabricator"], "\\/(?<id>[TD][1-9]\\d{0,6})(?![\\w/.-])"),
  form(["azure-boards"], `${folders}_workitems\\/edit\\/(?<id>[1-9]\\d{0,9})(?!\\w)`),
  form(["other"], `${folders}(?:issues|story|tickets?)\\/[1-9]\\d{0,12}(?!\\w)`),
  form(["other"], `${folders}show_bug\\.cgi\\?id=[1-9]\\d{0,9}`),
  // A key that is the whole end of an address: short links, service desks.
  form(["jira", "linear", "youtrack"], `${folders}(?<id>(?<project>[A-Z][A-Z0-9]{1,11})-[1-9]\\d{0,6})$`),
];

const otherAddress =
  /^https?:\/\/(?:app\.asana\.com\/\d+\/[\w/-]*|trello\.com\/c\/\w+|[\w-]+\.monday\.com\/boards\/\d[\w/-]*|app\.clickup\.com\/t\/[\w/-]+|[\w-]+\.service-now\.com\/\S*(?:sys_id|number)=\w+)/;

function ticketOf(url: string): TicketReference | undefined {
  for (const { trackers, pattern } of forms) {
    const match = pattern.exec(url);
    if (match === null) continue;
    const { host, project, id } = match.groups ?? {};
    if (host === undefined || isExample(project, id)) return undefined;
    return {
      // Bitbucket, Gitea and GitHub's own servers have the same addresses.
      trackers: trackers[0] === "github" && host !== "github.com" ? ["github", "other"] : trackers,
      text: match[0],
      host,
      ...(project === undefined ? {} : { project }),
      ...(id === undefined ? {} : { id }),
    };
  }
  const other = otherAddress.exec(url)?.[0];
  return other === undefined ? undefined : { trackers: ["other"], text: other };
}

function isExample(project: string | undefined, id: string | undefined): boolean {
  if (project === undefined || id === undefined) return false;
  if (
    /^(?:owner|org|organi[sz]ation|user|username|my-?org|your-?org)\/(?:repo|repository|name|project)$/i.test(project)
  ) {
    return true;
  }
  const number = /^[A-Z][A-Z0-9_]*-(\d+)$/.exec(id)?.[1];
  return number !== undefined && (isPlaceholder(project, number) || isLookAlike(project));
}
