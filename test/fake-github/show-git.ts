/** Commits, changed files, trees and file contents as GitHub's API shows them. */

import type { FileDifference } from "./git-diff.ts";
import type { GitCommit, TreeFile } from "./git-trees.ts";
import { repositoryPage, repositoryUrl, showAccount } from "./show-accounts.ts";
import { nodeId, type RepositoryRecord, type World } from "./world.ts";

/** A patch beyond these is left out, of one file and of the whole list. */
const patchLimits = { bytes: 500_000, lines: 20_000, totalBytes: 1_000_000, totalLines: 20_000 };

export function showCommit(world: World, repository: RepositoryRecord, commit: GitCommit) {
  const url = `${repositoryUrl(world, repository)}/commits/${commit.sha}`;
  const account = world.accounts.get(commit.author.name.toLowerCase());
  const user = account ? showAccount(world, account) : null;
  return {
    url,
    sha: commit.sha,
    node_id: nodeId(`Commit:${commit.sha}`, 0),
    html_url: `${repositoryPage(world, repository)}/commit/${commit.sha}`,
    comments_url: `${url}/comments`,
    commit: {
      url: `${repositoryUrl(world, repository)}/git/commits/${commit.sha}`,
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      comment_count: 0,
      tree: { sha: commit.tree, url: `${repositoryUrl(world, repository)}/git/trees/${commit.tree}` },
      verification: unsigned,
    },
    author: user,
    committer: user,
    parents: commit.parents.map((sha) => showParent(world, repository, sha)),
  };
}

export function showGitCommit(world: World, repository: RepositoryRecord, commit: GitCommit) {
  return {
    sha: commit.sha,
    node_id: nodeId(`Commit:${commit.sha}`, 0),
    url: `${repositoryUrl(world, repository)}/git/commits/${commit.sha}`,
    html_url: `${repositoryPage(world, repository)}/commit/${commit.sha}`,
    author: commit.author,
    committer: commit.committer,
    tree: { sha: commit.tree, url: `${repositoryUrl(world, repository)}/git/trees/${commit.tree}` },
    message: commit.message,
    parents: commit.parents.map((sha) => showParent(world, repository, sha)),
    verification: unsigned,
  };
}

/** The form of push payloads and check suites. */
export function showSimpleCommit(commit: GitCommit) {
  const person = ({ name, email }: GitCommit["author"]) => ({ name, email });
  return {
    id: commit.sha,
    tree_id: commit.tree,
    message: commit.message,
    timestamp: commit.committer.date,
    author: person(commit.author),
    committer: person(commit.committer),
  };
}

const unsigned = { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null };

function showParent(world: World, repository: RepositoryRecord, sha: string) {
  return {
    sha,
    url: `${repositoryUrl(world, repository)}/commits/${sha}`,
    html_url: `${repositoryPage(world, repository)}/commit/${sha}`,
  };
}

export function showFiles(world: World, repository: RepositoryRecord, sha: string, files: readonly FileDifference[]) {
  let [bytes, lines] = [0, 0];
  return files.map((file) => {
    const size = Buffer.byteLength(file.patch ?? "");
    const height = file.additions + file.deletions;
    bytes += size;
    lines += height;
    const tooLarge = size > patchLimits.bytes || height > patchLimits.lines;
    const isShown = !tooLarge && bytes <= patchLimits.totalBytes && lines <= patchLimits.totalLines;
    const path = encodePath(file.path);
    return {
      sha: file.id,
      filename: file.path,
      status: file.status,
      additions: file.additions,
      deletions: file.deletions,
      changes: height,
      blob_url: `${repositoryPage(world, repository)}/blob/${sha}/${path}`,
      raw_url: `${repositoryPage(world, repository)}/raw/${sha}/${path}`,
      contents_url: `${repositoryUrl(world, repository)}/contents/${path}?ref=${sha}`,
      ...(isShown && file.patch !== undefined ? { patch: file.patch } : {}),
      ...(file.previousPath === undefined ? {} : { previous_filename: file.previousPath }),
    };
  });
}

/** What a tree lists: `commit` is a submodule. */
export function objectType(mode: string): "blob" | "tree" | "commit" {
  if (mode === "040000") return "tree";
  return mode === "160000" ? "commit" : "blob";
}

/** What the contents API calls the same things. */
export function contentType(mode: string): "file" | "dir" | "symlink" | "submodule" {
  if (mode === "040000") return "dir";
  if (mode === "160000") return "submodule";
  return mode === "120000" ? "symlink" : "file";
}

export function showContent(
  world: World,
  repository: RepositoryRecord,
  place: { readonly ref: string; readonly path: string; readonly file: TreeFile; readonly size: number },
) {
  const { ref, path, file, size } = place;
  const url = `${repositoryUrl(world, repository)}/contents/${encodePath(path)}?ref=${encodeURIComponent(ref)}`;
  const page = `${repositoryPage(world, repository)}/blob/${ref}/${encodePath(path)}`;
  const kind = objectType(file.mode) === "tree" ? "trees" : "blobs";
  const gitUrl = `${repositoryUrl(world, repository)}/git/${kind}/${file.id}`;
  return {
    type: contentType(file.mode),
    name: path.slice(path.lastIndexOf("/") + 1),
    path,
    sha: file.id,
    size,
    url,
    git_url: gitUrl,
    html_url: page,
    download_url: kind === "trees" ? null : `${page}?raw=true`,
    _links: { self: url, git: gitUrl, html: page },
  };
}

export function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
