/** What is asked about commits and files: contents, trees, blobs, refs, histories and comparisons. */

import { ApiError, found, notFound, page, pageOf, type RepositoryRequest } from "./api-exchange.ts";
import { aboutRepository, parameter, type Endpoints } from "./endpoint.ts";
import type { GitRepository } from "./git-repository.ts";
import { repositoryPage, repositoryUrl } from "./show-accounts.ts";
import { contentType, objectType, showCommit, showContent, showFiles, showGitCommit } from "./show-git.ts";
import { nodeId } from "./world.ts";

const largestContent = 1_000_000;
const largestRawContent = 100_000_000;
const largestTree = { entries: 100_000, bytes: 7_000_000 };
const mostComparedFiles = 300;
const mostComparedCommits = 250;
const mostFolderEntries = 1000;

export const gitEndpoints: Endpoints = {
  "repos/get-content": aboutRepository(async (request) => {
    const { repository, world } = request;
    const path = parameter(request, "path").replace(/^\/|\/$/g, "");
    const ref = request.query.get("ref") ?? repository.defaultBranch;
    const sha = await repository.git.resolve(ref);
    if (sha === undefined) throw new ApiError(404, `No commit found for the ref ${ref}`);
    const file = found(await repository.git.find(sha, path));
    if (objectType(file.mode) === "tree") return listFolder(request, { ref, path, id: file.id });
    const data = (await repository.git.read(file.id))?.data ?? Buffer.alloc(0);
    const shown = showContent(world, repository, { ref, path, file, size: data.length });
    if (contentType(file.mode) === "submodule") {
      return { status: 200, body: { ...shown, submodule_git_url: null } };
    }
    if (asksRaw(request)) {
      if (data.length > largestRawContent) throw tooLarge(path);
      return { status: 200, raw: data };
    }
    if (contentType(file.mode) === "symlink") {
      return { status: 200, body: { ...shown, target: data.toString("utf8") } };
    }
    const content = data.length <= largestContent ? base64Lines(data) : "";
    return { status: 200, body: { ...shown, encoding: content || data.length === 0 ? "base64" : "none", content } };
  }),

  "git/get-tree": aboutRepository(async (request) => {
    const { repository, world } = request;
    const { git } = repository;
    const asked = parameter(request, "tree_sha");
    const commit = await git.resolve(asked);
    const root = commit ? found(await git.readCommit(commit)).tree : asked;
    if ((await git.read(root))?.type !== "tree") throw notFound();
    const tree: Record<string, unknown>[] = [];
    const walk = { bytes: 0, isFull: false };
    await walkTree(request, root, "", request.query.has("recursive"), tree, walk);
    const url = `${repositoryUrl(world, repository)}/git/trees/${root}`;
    return { status: 200, body: { sha: root, url, tree, truncated: walk.isFull } };
  }),

  "git/get-blob": aboutRepository(async (request) => {
    const { repository, world } = request;
    const sha = parameter(request, "file_sha");
    const object = found(/^[0-9a-f]{40}$/.test(sha) ? await repository.git.read(sha) : undefined);
    if (object.type !== "blob") throw notFound();
    if (asksRaw(request)) return { status: 200, raw: object.data };
    const url = `${repositoryUrl(world, repository)}/git/blobs/${sha}`;
    const content = base64Lines(object.data);
    const blob = { sha, node_id: nodeId(`Blob:${sha}`, 0), url, size: object.data.length, content, encoding: "base64" };
    return { status: 200, body: blob };
  }),

  "git/get-ref": aboutRepository(async (request) => {
    const { repository, world } = request;
    const ref = `refs/${parameter(request, "ref")}`;
    const sha = found(repository.git.readRef(ref));
    const url = repositoryUrl(world, repository);
    const object = { type: "commit", sha, url: `${url}/git/commits/${sha}` };
    return {
      status: 200,
      body: { ref, node_id: nodeId(`Ref:${ref}`, repository.id), url: `${url}/git/${ref}`, object },
    };
  }),

  "git/get-commit": aboutRepository(async (request) => {
    const { repository, world } = request;
    const commit = found(await repository.git.readCommit(parameter(request, "commit_sha")));
    return { status: 200, body: showGitCommit(world, repository, commit) };
  }),

  "repos/get-commit": aboutRepository(async (request) => {
    const { repository, world } = request;
    const { git } = repository;
    const ref = parameter(request, "ref");
    const sha = await git.resolve(ref);
    if (sha === undefined) throw new ApiError(422, `No commit found for SHA: ${ref}`);
    const commit = found(await git.readCommit(sha));
    const [parent] = commit.parents;
    const all = parent ? await git.diff(parent, sha) : [];
    const { items, headers } = pageOf(request, all);
    const files = showFiles(world, repository, sha, items);
    return { status: 200, headers, body: { ...showCommit(world, repository, commit), files } };
  }),

  "repos/list-commits": aboutRepository(async (request) => {
    const { repository, world, query } = request;
    const { git } = repository;
    const head = await git.resolve(query.get("sha") ?? repository.defaultBranch);
    if (head === undefined) throw notFound();
    const path = query.get("path");
    const history = await git.commitsBetween(undefined, head);
    const changes = await Promise.all(
      history.map(async (commit) => path === null || (await changesPath(git, commit.sha, commit.parents[0], path))),
    );
    const touching = history.filter((_, index) => changes[index]);
    return page(request, touching, (commit) => showCommit(world, repository, commit));
  }),

  "repos/compare-commits": aboutRepository(compare),
};

async function compare(request: RepositoryRequest) {
  const { repository, world } = request;
  const { git } = repository;
  const sides = [parameter(request, "base"), parameter(request, "head")];
  const [base, head] = await Promise.all(sides.map((side) => resolveAcrossNetwork(request, side)));
  if (base === undefined || head === undefined) throw notFound();
  const mergeBase = found(await git.mergeBase(base, head));
  const ahead = [...(await git.commitsBetween(base, head))].reverse();
  const behind = await git.commitsBetween(head, base);
  const isPaged = request.query.has("page") || request.query.has("per_page");
  const { items, headers } = isPaged
    ? pageOf(request, ahead)
    : { items: ahead.slice(-mostComparedCommits), headers: {} as Record<string, string> };
  const isFirstPage = Number(request.query.get("page") ?? 1) === 1;
  const files = isFirstPage ? (await git.diff(mergeBase, head)).slice(0, mostComparedFiles) : [];
  const url = `${repositoryUrl(world, repository)}/compare/${sides.join("...")}`;
  const page = `${repositoryPage(world, repository)}/compare/${sides.join("...")}`;
  const show = async (sha: string) => showCommit(world, repository, found(await git.readCommit(sha)));
  const body = {
    url,
    html_url: page,
    permalink_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    base_commit: await show(base),
    merge_base_commit: await show(mergeBase),
    status: compareStatus(ahead.length, behind.length),
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: items.map((commit) => showCommit(world, repository, commit)),
    files: showFiles(world, repository, head, files),
  };
  return { status: 200, headers, body };
}

function compareStatus(ahead: number, behind: number): string {
  if (ahead > 0 && behind > 0) return "diverged";
  if (ahead > 0) return "ahead";
  return behind > 0 ? "behind" : "identical";
}

/** `branch`, a sha, or `owner:branch` of a repository in the same fork network. */
async function resolveAcrossNetwork(request: RepositoryRequest, side: string): Promise<string | undefined> {
  const { world, repository } = request;
  const [owner, ref] = side.includes(":") ? side.split(":", 2) : [undefined, side];
  if (owner === undefined) return repository.git.resolve(ref ?? "");
  const family = [...world.repositories.values()].find(
    (one) => one.owner.login.toLowerCase() === owner.toLowerCase() && one.git.store === repository.git.store,
  );
  return family?.git.resolve(ref ?? "");
}

interface Walk {
  bytes: number;
  isFull: boolean;
}

async function walkTree(
  request: RepositoryRequest,
  id: string,
  prefix: string,
  isRecursive: boolean,
  into: Record<string, unknown>[],
  walk: Walk,
): Promise<void> {
  const { git } = request.repository;
  const url = `${repositoryUrl(request.world, request.repository)}/git`;
  for (const entry of await git.readTree(id)) {
    if (walk.isFull) return;
    const path = prefix + entry.name;
    const type = objectType(entry.mode);
    const size = type === "blob" ? { size: (await git.read(entry.id))?.data.length ?? 0 } : {};
    const shown = { path, mode: entry.mode, type, sha: entry.id, ...size, url: `${url}/${type}s/${entry.id}` };
    walk.bytes += path.length + 200;
    if (into.length >= largestTree.entries || walk.bytes > largestTree.bytes) {
      walk.isFull = true;
      return;
    }
    into.push(shown);
    if (type === "tree" && isRecursive) await walkTree(request, entry.id, `${path}/`, true, into, walk);
  }
}

async function listFolder(
  request: RepositoryRequest,
  folder: { readonly ref: string; readonly path: string; readonly id: string },
) {
  const { repository, world } = request;
  const entries = (await repository.git.readTree(folder.id)).slice(0, mostFolderEntries);
  const body = await Promise.all(
    entries.map(async (file) => {
      const path = folder.path === "" ? file.name : `${folder.path}/${file.name}`;
      const size = objectType(file.mode) === "blob" ? ((await repository.git.read(file.id))?.data.length ?? 0) : 0;
      const shown = showContent(world, repository, { ref: folder.ref, path, file, size });
      return shown.type === "submodule" ? { ...shown, type: "file" } : shown;
    }),
  );
  return { status: 200, body };
}

async function changesPath(git: GitRepository, sha: string, parent: string | undefined, path: string) {
  const [after, before] = await Promise.all([git.find(sha, path), parent ? git.find(parent, path) : undefined]);
  return after?.id !== before?.id || after?.mode !== before?.mode;
}

function asksRaw(request: RepositoryRequest): boolean {
  return /application\/vnd\.github(\.v3)?\.raw/.test(request.headers.accept ?? "");
}

function tooLarge(path: string): ApiError {
  return new ApiError(403, "This API returns blobs up to 100 MB in size.", [
    { resource: "Blob", field: "data", code: "too_large", message: path },
  ]);
}

function base64Lines(data: Buffer): string {
  return data.toString("base64").replace(/.{60}/g, "$&\n");
}
