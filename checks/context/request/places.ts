/** Where a request says something: title, body, branch, commits; each with the words that name it to a reader. */

import type { Commit, Differential, InheritedRequest } from "../../../core/differential.ts";
import { proseOf, templateLine } from "./prose.ts";
import { templatePaths } from "./template-paths.ts";

export type PlaceName = "title" | "body" | "branch" | "commits";

export interface RequestText {
  readonly place: PlaceName;
  /** "the title", "commit 1a2b3c4". */
  readonly name: string;
  readonly text: string;
}

const everywhere: readonly PlaceName[] = ["title", "body", "branch", "commits"];

/** The `in` option of checks that look for something in a request. */
export const inOption = {
  type: "array",
  items: {
    anyOf: [
      { const: "title", type: "string" },
      { const: "body", type: "string" },
      { const: "branch", type: "string" },
      { const: "commits", type: "string" },
    ],
  },
  default: [...everywhere],
  minItems: 1,
  uniqueItems: true,
  description: "Where it counts.",
} as const;

/** Why nothing can be said to be missing: there is no request whose text could hold it. */
export const noRequest = "no pull request text here (`--title`, `--body-file`)";

/** Everything that was said, in the order a reader would look; merge commits say nothing of their own. */
export async function textsOf(
  differential: Differential,
  places: readonly PlaceName[],
): Promise<readonly RequestText[]> {
  const { request, branch } = differential;
  const texts: RequestText[] = [];
  if (places.includes("title") && request) texts.push({ place: "title", name: "the title", text: request.title });
  if (places.includes("body") && request && request.body.trim() !== "") {
    texts.push({ place: "body", name: "the description", text: proseOf(request.body, await templateOf(differential)) });
  }
  if (places.includes("branch") && branch !== undefined) {
    texts.push({ place: "branch", name: `branch ${inCode(branch)}`, text: branch });
  }
  if (places.includes("commits")) {
    for (const commit of ownCommits(differential)) {
      texts.push({ place: "commits", name: `commit ${commit.sha.slice(0, 7)}`, text: commit.message });
    }
  }
  return [...texts, ...(await inheritedTexts(differential, places))];
}

/** What was said of the change that this one takes back, picks again or builds on. */
export async function inheritedTexts(
  differential: Differential,
  places: readonly PlaceName[],
): Promise<readonly RequestText[]> {
  const { inherited = [] } = differential;
  const template = inherited.length === 0 ? new Set<string>() : await templateOf(differential);
  const texts = inherited.flatMap((earlier): readonly RequestText[] => {
    const name = earlierName(earlier);
    return [
      { place: "title", name: `the title of ${name}`, text: earlier.title },
      { place: "body", name: `the description of ${name}`, text: proseOf(earlier.body, template) },
      { place: "branch", name: `the branch of ${name}`, text: earlier.branch ?? "" },
    ];
  });
  return texts.filter(({ place, text }) => places.includes(place) && text.trim() !== "");
}

/** "`#12`, which this reverts". */
export function earlierName({ kind, number, sha }: InheritedRequest): string {
  const name = inCode(number === undefined ? (sha ?? "").slice(0, 7) : `#${number}`);
  return `${name}, ${earlierRelations[kind]}`;
}

const earlierRelations: Readonly<Record<InheritedRequest["kind"], string>> = {
  revert: "which this reverts",
  "back-port": "which this picks again",
  stack: "which this builds on",
};

export function ownCommits(differential: Differential): readonly Commit[] {
  return differential.commits.filter((commit) => !commit.isMerge);
}

/** "title, body, branch `open-ssh` or 2 commits": where nothing was found. */
export function listPlaces(differential: Differential, places: readonly PlaceName[]): string {
  const commits = ownCommits(differential).length;
  const names = places.flatMap((place) => {
    if (place === "branch") return differential.branch === undefined ? [] : [`branch ${inCode(differential.branch)}`];
    if (place !== "commits") return [place];
    return commits === 0 ? [] : [commits === 1 ? "the commit" : `${commits} commits`];
  });
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

/** Somebody's words as code: they ping nobody, link nowhere, and end where they end. */
export function inCode(words: string, longest = 80): string {
  const plain = words.replaceAll("`", "'").replace(/\s+/g, " ").trim();
  return `\`${plain.length > longest ? `${plain.slice(0, longest)}…` : plain}\``;
}

/** Lines of the repository's pull-request template at base: what stands in a body before anybody wrote a word. */
export async function templateOf(differential: Differential): Promise<ReadonlySet<string>> {
  const contents = await differential.base.read(templatePaths);
  const lines = [...contents.values()].flatMap((content) =>
    content.kind === "text" ? content.text.split(/\r?\n/).map(templateLine) : [],
  );
  return new Set(lines.filter((line) => line !== ""));
}
