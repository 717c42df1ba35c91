/** CODEOWNERS, as GitHub reads it: who is to be asked about which path. */

import type { Differential } from "../../../core/differential.ts";
import { matchPaths } from "../../../core/glob.ts";

export interface OwnedPaths {
  /** As written, without the `@`: `ada`, `shop/network`; addresses as they are. */
  readonly owners: readonly string[];
  readonly paths: readonly string[];
}

const places = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];
/** GitHub reads no larger file. */
const largestFile = 3 * 1024 * 1024;
const mostRules = 5_000;

interface OwnerRule {
  readonly matches: (path: string) => boolean;
  readonly owners: readonly string[];
}

/** Owned paths by their owners, from the file at base: a change does not choose who judges it. `undefined` without a file. */
export async function ownersOf(
  { base }: Differential,
  paths: readonly string[],
): Promise<readonly OwnedPaths[] | undefined> {
  const contents = await base.read(places);
  const [text] = places.flatMap((place) => {
    const content = contents.get(place);
    return content?.kind === "text" && content.text.length <= largestFile ? [content.text] : [];
  });
  return text === undefined ? undefined : ownedPaths(readRules(text), paths);
}

function ownedPaths(rules: readonly OwnerRule[], paths: readonly string[]): readonly OwnedPaths[] {
  const groups = new Map<string, { readonly owners: readonly string[]; readonly paths: string[] }>();
  for (const path of paths) {
    const owners = rules.findLast((rule) => rule.matches(path))?.owners ?? [];
    if (owners.length === 0) continue;
    const key = JSON.stringify([...owners].sort());
    const group = groups.get(key) ?? { owners, paths: [] };
    group.paths.push(path);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function readRules(text: string): readonly OwnerRule[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/(?:^|\s)#.*$/, "").trim())
    .filter((line) => line !== "" && line.length <= 4_096)
    .slice(0, mostRules)
    .map((line) => {
      const [pattern = "", ...owners] = line.split(/(?<!\\)\s+/);
      return { matches: matchPaths(globsOf(pattern)), owners: owners.map((owner) => owner.replace(/^@/, "")) };
    });
}

/** A pattern with a slash inside begins at the top, another one anywhere; one that names a folder means all in it. */
function globsOf(pattern: string): readonly string[] {
  const plain = pattern.replace(/^\//, "").replace(/\/$/, "");
  const isAnchored = pattern.slice(0, -1).includes("/");
  const whole = isAnchored ? plain : `**/${plain}`;
  if (pattern.endsWith("/")) return [`${whole}/**`];
  const last = plain.slice(plain.lastIndexOf("/") + 1);
  const mayBeFolder = !isAnchored || !last.includes("*");
  return mayBeFolder ? [whole, `${whole}/**`] : [whole];
}
