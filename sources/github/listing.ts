/** What a commit's tree holds: one recursive call, or folder by folder where GitHub cuts the answer. */

import type { EntryKind, TreeEntry } from "../../core/differential.ts";
import { callOptions } from "./api.ts";
import type { GitHubApi, RepositoryName } from "./api.ts";
import { keepListing, knownListing } from "./known-listings.ts";

export interface Listing {
  readonly entries: readonly TreeEntry[];
  readonly byPath: ReadonlyMap<string, TreeEntry>;
  /** `false`: GitHub cut it; a path that is not here may exist all the same. */
  readonly isComplete: boolean;
}

export type TreeName = RepositoryName & { readonly sha: string; readonly signal?: AbortSignal | undefined };

/** Calls spent on the folders of a tree that is too large for one answer. */
const folderCalls = 40;

export async function listTree(api: GitHubApi, name: TreeName): Promise<Listing> {
  const known = knownListing(name);
  if (known !== undefined) return known;
  const listing = await readTree(api, name);
  keepListing(name, listing);
  return listing;
}

async function readTree(api: GitHubApi, name: TreeName): Promise<Listing> {
  const whole = await treeOf(api, name, name.sha, true);
  if (!whole.truncated)
    return listing(
      whole.rows.flatMap((row) => entryOf(row, "")),
      true,
    );
  return listByFolder(api, name, whole.rows);
}

interface Folder {
  readonly sha: string;
  /** With its final slash; empty for the root. */
  readonly prefix: string;
}

/** Folder by folder, each with all below it at once where GitHub can; one that it cuts is opened in turn. */
async function listByFolder(api: GitHubApi, name: TreeName, known: readonly TreeRow[]): Promise<Listing> {
  const entries = new Map(known.flatMap((row) => entryOf(row, "")).map((entry) => [entry.path, entry]));
  let isComplete = true;
  let calls = 1;

  /** What lies in a folder itself; answers the folders in it. */
  async function open(folder: Folder): Promise<Folder[]> {
    const { rows, truncated } = await treeOf(api, name, folder.sha, false);
    if (truncated) isComplete = false;
    keep(rows, folder.prefix);
    return rows.flatMap((row) =>
      row.type === "tree" ? [{ sha: row.sha, prefix: `${folder.prefix}${row.path}/` }] : [],
    );
  }

  function keep(rows: readonly TreeRow[], prefix: string): void {
    for (const row of rows) for (const entry of entryOf(row, prefix)) entries.set(entry.path, entry);
  }

  const pending = await open({ sha: name.sha, prefix: "" });
  for (let folder = pending.shift(); folder !== undefined; folder = pending.shift()) {
    if (calls >= folderCalls) return listing([...entries.values()], false);
    calls += 1;
    const { rows, truncated } = await treeOf(api, name, folder.sha, true);
    keep(rows, folder.prefix);
    if (!truncated) continue;
    calls += 1;
    pending.push(...(await open(folder)));
  }
  return listing([...entries.values()], isComplete);
}

interface TreeRow {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
  readonly size?: number | undefined;
}

async function treeOf(
  api: GitHubApi,
  { owner, repo, signal }: TreeName,
  tree_sha: string,
  recursive: boolean,
): Promise<{ readonly rows: readonly TreeRow[]; readonly truncated: boolean }> {
  const { data } = await api.rest.git.getTree({
    owner,
    repo,
    tree_sha,
    ...(recursive && { recursive: "1" }),
    ...callOptions(signal),
  });
  return { rows: data.tree, truncated: data.truncated };
}

function entryOf(row: TreeRow, prefix: string): readonly TreeEntry[] {
  const kind = kindOf(row);
  if (kind === undefined) return [];
  return [{ path: prefix + row.path, kind, id: row.sha, ...(row.size !== undefined && { size: row.size }) }];
}

function kindOf(row: TreeRow): EntryKind | undefined {
  if (row.mode === "120000") return "symlink";
  if (row.type === "commit") return "submodule";
  return row.type === "blob" ? "file" : undefined;
}

function listing(entries: readonly TreeEntry[], isComplete: boolean): Listing {
  const sorted = [...entries].sort((one, other) => (one.path < other.path ? -1 : 1));
  return { entries: sorted, byPath: new Map(sorted.map((entry) => [entry.path, entry])), isComplete };
}
