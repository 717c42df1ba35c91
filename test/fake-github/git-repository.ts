/** One bare git repository: branches, commits, trees, merge bases and diffs that are true by construction. */

import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { git } from "./git-environment.ts";
import { parseDiff, type FileDifference } from "./git-diff.ts";
import { openObjectStore, type GitObject, type ObjectStore } from "./git-objects.ts";
import {
  formatCommit,
  parseCommit,
  parseTree,
  writeFile,
  writeTree,
  type FlatTree,
  type GitCommit,
  type GitPerson,
  type NewFile,
  type TreeEntry,
  type TreeFile,
} from "./git-trees.ts";

/** What a commit changes; deletions come first, then renames, then files. */
export interface Changes {
  readonly files?: Readonly<Record<string, NewFile>> | ReadonlyMap<string, NewFile>;
  readonly delete?: readonly string[];
  /** Old path -> new path. */
  readonly rename?: Readonly<Record<string, string>>;
}

export interface NewCommit extends Changes {
  readonly message: string;
  readonly author: GitPerson;
  readonly parents: readonly string[];
}

export interface GitRepository {
  readonly folder: string;
  readonly store: ObjectStore;
  /** @returns the new commit's sha; no ref moves. */
  commit(commit: NewCommit): Promise<string>;
  setRef(ref: string, sha: string): void;
  deleteRef(ref: string): void;
  readRef(ref: string): string | undefined;
  /** A sha (also abbreviated to nothing shorter than 40), branch, tag or full ref -> commit sha. */
  resolve(expression: string): Promise<string | undefined>;
  read(id: string): Promise<GitObject | undefined>;
  readCommit(sha: string): Promise<GitCommit | undefined>;
  readTree(id: string): Promise<readonly TreeEntry[]>;
  flatTree(sha: string): Promise<FlatTree>;
  /** File or folder at a path of a commit; the root for `""`. */
  find(sha: string, path: string): Promise<TreeFile | undefined>;
  mergeBase(a: string, b: string): Promise<string | undefined>;
  /** Newest first, reachable from `head` and not from `base`. */
  commitsBetween(base: string | undefined, head: string): Promise<readonly GitCommit[]>;
  diff(base: string, head: string): Promise<readonly FileDifference[]>;
  /** @returns the merge commit's tree, or `undefined` on a conflict. */
  mergeTree(a: string, b: string): Promise<string | undefined>;
  commitTree(tree: string, parents: readonly string[], message: string, author: GitPerson): string;
  close(): void;
}

/** @param network the parent whose objects a fork shares, as on GitHub. */
export function createGitRepository(folder: string, defaultBranch: string, network?: GitRepository): GitRepository {
  layOut(folder, defaultBranch, network?.folder);
  const store = network?.store ?? openObjectStore(folder);
  const commits = new Map<string, GitCommit>();
  const flatTrees = new Map<string, FlatTree>();
  const diffs = new Map<string, Promise<readonly FileDifference[]>>();

  const repository: GitRepository = {
    folder,
    store,
    async commit(commit) {
      const parent = commit.parents[0];
      const flat = applyChanges(store, parent ? await repository.flatTree(parent) : new Map(), commit);
      const sha = repository.commitTree(writeTree(store, flat), commit.parents, commit.message, commit.author);
      flatTrees.set(sha, flat);
      return sha;
    },
    commitTree(tree, parents, message, author) {
      return store.write("commit", formatCommit({ tree, parents, message, author, committer: author }));
    },
    setRef(ref, sha) {
      const file = join(folder, ref);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${sha}\n`);
    },
    deleteRef: (ref) => rmSync(join(folder, ref), { force: true }),
    readRef(ref) {
      const file = join(folder, ref);
      if (!/^refs\/[^\0]+$/.test(ref) || ref.includes("..") || ref.endsWith("/") || !existsSync(file)) return undefined;
      try {
        return readFileSync(file, "utf8").trim();
      } catch {
        return undefined; // a folder of refs
      }
    },
    async resolve(expression) {
      if (/^[0-9a-f]{40}$/.test(expression)) {
        return (await repository.readCommit(expression)) ? expression : undefined;
      }
      if (expression === "HEAD") return repository.readRef(`refs/heads/${defaultBranch}`);
      const candidates = [expression, `refs/${expression}`, `refs/heads/${expression}`, `refs/tags/${expression}`];
      return candidates.map((ref) => repository.readRef(ref)).find((sha) => sha !== undefined);
    },
    read: (id) => store.read(id),
    async readCommit(sha) {
      const known = commits.get(sha);
      if (known) return known;
      const object = await store.read(sha);
      if (object?.type !== "commit") return undefined;
      const commit = parseCommit(sha, object.data);
      commits.set(sha, commit);
      return commit;
    },
    async readTree(id) {
      const object = await store.read(id);
      return object?.type === "tree" ? parseTree(object.data) : [];
    },
    async flatTree(sha) {
      const known = flatTrees.get(sha);
      if (known) return known;
      const flat = new Map<string, TreeFile>();
      const commit = await repository.readCommit(sha);
      if (commit) await flatten(repository, commit.tree, "", flat);
      flatTrees.set(sha, flat);
      return flat;
    },
    async find(sha, path) {
      const commit = await repository.readCommit(sha);
      let found: TreeFile | undefined = commit && { mode: "040000", id: commit.tree };
      for (const segment of path === "" ? [] : path.replace(/\/+$/, "").split("/")) {
        if (found?.mode !== "040000") return undefined;
        found = (await repository.readTree(found.id)).find((entry) => entry.name === segment);
      }
      return found;
    },
    async mergeBase(a, b) {
      const ofA = await ancestors(repository, a);
      const candidates = (await frontier(repository, b, ofA)).map((commit) => commit.sha);
      for (const sha of candidates) {
        const others = candidates.filter((other) => other !== sha);
        const reach = await Promise.all(others.map((other) => ancestors(repository, other)));
        if (!reach.some((set) => set.has(sha))) return sha;
      }
      return undefined;
    },
    async commitsBetween(base, head) {
      const known = base === undefined ? new Set<string>() : await ancestors(repository, base);
      const all = await Promise.all([...(await ancestors(repository, head))].map((sha) => repository.readCommit(sha)));
      return all.filter((commit): commit is GitCommit => commit !== undefined && !known.has(commit.sha));
    },
    diff(base, head) {
      const key = `${base}..${head}`;
      const running = diffs.get(key) ?? differenceBetween(folder, base, head);
      diffs.set(key, running);
      return running;
    },
    async mergeTree(a, b) {
      try {
        return (await git(folder, ["merge-tree", "--write-tree", a, b])).toString("utf8").split("\n")[0];
      } catch {
        return undefined;
      }
    },
    close() {
      if (!network) store.close();
    },
  };
  return repository;
}

/** What `git init --bare` would make, without starting git. */
function layOut(folder: string, defaultBranch: string, network: string | undefined): void {
  mkdirSync(join(folder, "refs", "heads"), { recursive: true });
  if (network) symlinkSync(join(network, "objects"), join(folder, "objects"));
  else mkdirSync(join(folder, "objects", "pack"), { recursive: true });
  writeFileSync(join(folder, "HEAD"), `ref: refs/heads/${defaultBranch}\n`);
  const upload = "[uploadpack]\n\tallowFilter = true\n\tallowAnySHA1InWant = true\n";
  writeFileSync(join(folder, "config"), `[core]\n\trepositoryformatversion = 0\n\tbare = true\n${upload}`);
}

function applyChanges(store: ObjectStore, before: FlatTree, changes: Changes): FlatTree {
  const flat = new Map(before);
  for (const path of changes.delete ?? []) {
    if (!flat.delete(path)) throw new Error(`cannot delete ${path}: no such file`);
  }
  for (const [from, to] of Object.entries(changes.rename ?? {})) {
    const file = flat.get(from);
    if (!file) throw new Error(`cannot rename ${from}: no such file`);
    flat.delete(from);
    flat.set(to, file);
  }
  const files = changes.files instanceof Map ? [...changes.files] : Object.entries(changes.files ?? {});
  for (const [path, file] of files) flat.set(path, writeFile(store, file));
  return flat;
}

async function flatten(repository: GitRepository, tree: string, prefix: string, into: Map<string, TreeFile>) {
  for (const entry of await repository.readTree(tree)) {
    const path = prefix + entry.name;
    if (entry.mode === "040000") await flatten(repository, entry.id, `${path}/`, into);
    else into.set(path, entry);
  }
}

/** In breadth-first order from the commit itself. */
async function ancestors(repository: GitRepository, sha: string): Promise<Set<string>> {
  const seen = new Set([sha]);
  for (const each of seen) {
    for (const parent of (await repository.readCommit(each))?.parents ?? []) seen.add(parent);
  }
  return seen;
}

/** First commits on every way down from `sha` that are in the set, newest first. */
async function frontier(repository: GitRepository, sha: string, set: ReadonlySet<string>): Promise<GitCommit[]> {
  const seen = new Set([sha]);
  const found: GitCommit[] = [];
  for (const each of seen) {
    const commit = await repository.readCommit(each);
    if (!commit) continue;
    if (set.has(each)) found.push(commit);
    else commit.parents.forEach((parent) => seen.add(parent));
  }
  return found.sort((a, b) => b.committer.date.localeCompare(a.committer.date));
}

async function differenceBetween(folder: string, base: string, head: string): Promise<readonly FileDifference[]> {
  const options = ["--raw", "--numstat", "-p", "-z", "-M", "--no-abbrev", "--no-color", "--no-ext-diff"];
  return parseDiff(await git(folder, ["diff", ...options, base, head]));
}
