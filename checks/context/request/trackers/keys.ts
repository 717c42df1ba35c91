/** Keys of a project and a number, `OPS-12`: how Jira, Linear and YouTrack name a ticket. */

import type { TrackerName } from "../../../../core/tracker.ts";
import type { Hit, Surroundings } from "../tickets.ts";
import { branchWords, isLookAlike, isPlaceholder } from "./look-alikes.ts";

const trackers: readonly TrackerName[] = ["jira", "linear", "youtrack"];

/** Not part of a longer word, a version (`TLS-1.3`), a date or another number (`CVE-2024-1`). */
const keyInText = /(?<![A-Za-z0-9.-])([A-Z][A-Z0-9]{1,11})-([1-9]\d{0,6})(?![A-Za-z0-9]|\.\d|-\d)/g;
const keyInBranch = /(?<![A-Za-z0-9.])([A-Z][A-Z0-9]{1,11})-([1-9]\d{0,6})(?![A-Za-z0-9])/g;

/** `ada/ops-12-open-ssh`: trackers that name branches write their keys small. */
const smallKeyInBranch = /(?<=^|\/)([a-z][a-z0-9]{1,9})-([1-9]\d{0,6})(?=[-_/]|$)/g;

export function findKeys(text: string, isBranch: boolean, { projects, repository }: Surroundings): readonly Hit[] {
  const known = new Set(projects);
  const large = [...text.matchAll(isBranch ? keyInBranch : keyInText)];
  // GitHub's own way to write `#12` has the form of a key.
  const keys = large.filter(([, project = ""]) => project !== "GH").flatMap((match) => hitOf(match, known) ?? []);
  const issues = large.filter(([, project]) => project === "GH").map((match) => gitHubHit(match, repository));
  if (!isBranch) return [...keys, ...issues];
  const small = [...text.matchAll(smallKeyInBranch)].filter(
    ([, project = ""]) => known.has(project.toUpperCase()) || !branchWords.has(project),
  );
  return [...keys, ...issues, ...small.flatMap((match) => hitOf(match, known) ?? [])];
}

function hitOf(match: RegExpExecArray, known: ReadonlySet<string>): Hit | undefined {
  const [text, written = "", number = ""] = match;
  const project = written.toUpperCase();
  if (!known.has(project) && (isLookAlike(project) || isPlaceholder(project, number))) return undefined;
  const ticket = { trackers, text, id: `${project}-${number}`, project };
  return { start: match.index, end: match.index + text.length, ticket };
}

function gitHubHit({ 0: text, 2: id = "", index }: RegExpExecArray, project: string): Hit {
  return { start: index, end: index + text.length, ticket: { trackers: ["github"], text, id, project } };
}
