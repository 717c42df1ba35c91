/** Listings of commits that were read a moment ago: a commit never lists anything else, and an edit of a text asks again and again. */

import type { Listing, TreeName } from "./listing.ts";

/** Entries of all listings together, some 15 MB; the ones that were not asked for longest go first. */
const entriesAtMost = 100_000;

const known = new Map<string, Listing>();
let entries = 0;

export function knownListing(name: TreeName): Listing | undefined {
  const key = keyOf(name);
  const listing = known.get(key);
  if (listing === undefined) return undefined;
  known.delete(key);
  known.set(key, listing);
  return listing;
}

/** A listing that GitHub cut is not kept: the next one may be whole. */
export function keepListing(name: TreeName, listing: Listing): void {
  const key = keyOf(name);
  if (!listing.isComplete || known.has(key)) return;
  known.set(key, listing);
  entries += listing.entries.length;
  for (const [oldest, { entries: gone }] of known) {
    if (entries <= entriesAtMost) return;
    known.delete(oldest);
    entries -= gone.length;
  }
}

function keyOf({ owner, repo, sha }: TreeName): string {
  return `${owner}/${repo}@${sha}`.toLowerCase();
}
