/** Git objects as GraphQL shows them: blobs cut at 512,000 bytes, trees, commits. */

import { repositoryPage, repositoryUrl } from "./show-accounts.ts";
import { objectType } from "./show-git.ts";
import { nodeId, type RepositoryRecord, type World } from "./world.ts";
import type { GitCommit } from "./git-trees.ts";

const longestText = 512_000;
/** Git's own rule: a NUL among the first bytes makes a file binary. */
const binaryProbe = 8000;

interface Context {
  readonly world: World;
}

type Source = Readonly<Record<string, unknown>>;

/** @param expression `rev`, `rev:path` or a bare object id. */
export async function showGraphqlObject(
  context: Context,
  repository: RepositoryRecord,
  expression: string,
): Promise<Source | null> {
  const { git } = repository;
  const colon = expression.indexOf(":");
  const revision = colon < 0 ? expression : expression.slice(0, colon);
  const commit = await git.resolve(revision);
  if (colon < 0) {
    const id = commit ?? (/^[0-9a-f]{40}$/.test(revision) ? revision : undefined);
    return id === undefined ? null : showObject(context, repository, id);
  }
  const file = commit === undefined ? undefined : await git.find(commit, expression.slice(colon + 1));
  return file === undefined || objectType(file.mode) === "commit" ? null : showObject(context, repository, file.id);
}

async function showObject(context: Context, repository: RepositoryRecord, id: string): Promise<Source | null> {
  const object = await repository.git.read(id);
  const common = (type: string) => ({
    __typename: type,
    id: nodeId(`${type}:${id}`, repository.id),
    oid: id,
    abbreviatedOid: id.slice(0, 7),
    commitResourcePath: `/${repository.owner.login}/${repository.name}/commit/${id}`,
    commitUrl: `${repositoryPage(context.world, repository)}/commit/${id}`,
  });
  switch (object?.type) {
    case "blob":
      return { ...common("Blob"), ...showBlob(object.data) };
    case "tree":
      return { ...common("Tree"), entries: () => showEntries(context, repository, id) };
    case "commit": {
      const commit = await repository.git.readCommit(id);
      return commit ? { ...common("Commit"), ...showCommit(context, repository, commit) } : null;
    }
    default:
      return null;
  }
}

function showBlob(data: Buffer) {
  const isBinary = data.subarray(0, binaryProbe).includes(0);
  return {
    byteSize: data.length,
    isBinary,
    isTruncated: data.length > longestText,
    text: isBinary ? null : data.subarray(0, longestText).toString("utf8"),
  };
}

async function showEntries(context: Context, repository: RepositoryRecord, tree: string): Promise<readonly Source[]> {
  return (await repository.git.readTree(tree)).map((entry) => ({
    name: entry.name,
    path: entry.name,
    mode: Number.parseInt(entry.mode, 8),
    type: objectType(entry.mode),
    oid: entry.id,
    size: async () => (await repository.git.read(entry.id))?.data.length ?? 0,
    object: () => showObject(context, repository, entry.id),
  }));
}

function showCommit(context: Context, repository: RepositoryRecord, commit: GitCommit) {
  return {
    message: commit.message,
    messageHeadline: commit.message.split("\n")[0],
    messageBody: commit.message.split("\n").slice(1).join("\n").trim(),
    committedDate: commit.committer.date,
    authoredDate: commit.author.date,
    url: `${repositoryUrl(context.world, repository)}/commits/${commit.sha}`,
    author: { ...commit.author, user: null },
    committer: { ...commit.committer, user: null },
    history: ({ first }: { first?: number | null }) => historyOf(repository, commit, first ?? 20),
    parents: () => ({ totalCount: commit.parents.length }),
    tree: () => showObject(context, repository, commit.tree),
    file: async ({ path }: { path: string }) => {
      const file = await repository.git.find(commit.sha, path);
      if (!file) return null;
      return { path, oid: file.id, object: () => showObject(context, repository, file.id) };
    },
  };
}

/** By first parents, which is what a trunk's history looks like. */
async function historyOf(repository: RepositoryRecord, newest: GitCommit, count: number) {
  const nodes: { readonly __typename: string; readonly messageHeadline: string | undefined }[] = [];
  let commit: GitCommit | undefined = newest;
  while (commit !== undefined && nodes.length < count) {
    nodes.push({ __typename: "Commit", messageHeadline: commit.message.split("\n")[0] });
    const parent: string | undefined = commit.parents[0];
    commit = parent === undefined ? undefined : await repository.git.readCommit(parent);
  }
  return { nodes, totalCount: nodes.length };
}
