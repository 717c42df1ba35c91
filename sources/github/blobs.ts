/** File contents in a few calls: GraphQL batches by known sizes, halved when GitHub cannot answer, raw REST for what is cut or not plain UTF-8. */

import { decodeContent } from "../../core/decode.ts";
import type { FileContent } from "../../core/differential.ts";
import { callOptions, statusOf } from "./api.ts";
import type { GitHubApi } from "./api.ts";
import { blobFragment, plainContent } from "./blob.ts";
import type { Blob } from "./blob.ts";
import type { TreeName } from "./listing.ts";

export interface WantedFile {
  readonly path: string;
  /** In bytes, where a listing told it. */
  readonly size?: number;
}

const objectsPerBatch = 100;
/** Where no size is known, fewer objects keep an answer small enough. */
const objectsOfUnknownSize = 50;
const bytesPerBatch = 1_000_000;
const batchesInFlight = 2;

/** How many more files may be read one call each: thousands of them would use up the installation's hour. */
export interface RawReads {
  left: number;
}

type Answer = { readonly repository: Readonly<Record<string, Blob | null>> | null };

/** One content per asked path. A file that cannot be read says so; only a failing repository or an abort throws. */
export async function readBlobs(
  api: GitHubApi,
  name: TreeName,
  files: readonly WantedFile[],
  raw: RawReads,
): Promise<ReadonlyMap<string, FileContent>> {
  const contents = new Map<string, FileContent>();
  const queue = batches(files);
  async function drain(): Promise<void> {
    for (let batch = queue.shift(); batch !== undefined; batch = queue.shift()) {
      for (const [path, content] of await readBatch(api, name, batch, raw)) contents.set(path, content);
    }
  }
  await Promise.all(Array.from({ length: batchesInFlight }, drain));
  return contents;
}

function batches(files: readonly WantedFile[]): (readonly WantedFile[])[] {
  const most = files.every((file) => file.size !== undefined) ? objectsPerBatch : objectsOfUnknownSize;
  const all: WantedFile[][] = [];
  let bytes = 0;
  for (const file of files) {
    const size = file.size ?? 0;
    const last = all.at(-1);
    if (last === undefined || last.length >= most || bytes + size > bytesPerBatch) {
      all.push([file]);
      bytes = size;
    } else {
      last.push(file);
      bytes += size;
    }
  }
  return all;
}

async function readBatch(
  api: GitHubApi,
  name: TreeName,
  files: readonly WantedFile[],
  raw: RawReads,
): Promise<readonly (readonly [string, FileContent])[]> {
  const answer = await ask(api, name, files).catch((error: unknown) => {
    if (name.signal?.aborted === true || !isTooMuch(error)) throw error;
    return undefined;
  });
  if (answer !== undefined) {
    return Promise.all(
      files.map(
        async (file, index) => [file.path, await contentOf(api, name, file, answer[`f${index}`] ?? null, raw)] as const,
      ),
    );
  }

  const only = files[0];
  if (files.length === 1 && only !== undefined) return [[only.path, await readRaw(api, name, only.path, raw)]];
  const middle = Math.ceil(files.length / 2);
  const first = await readBatch(api, name, files.slice(0, middle), raw);
  return [...first, ...(await readBatch(api, name, files.slice(middle), raw))];
}

async function ask(
  api: GitHubApi,
  { owner, repo, sha, signal }: TreeName,
  files: readonly WantedFile[],
): Promise<Readonly<Record<string, Blob | null>>> {
  // Paths travel as variables: no character of theirs can become part of the query.
  const parameters = files.map((_, index) => `$p${index}: String!`).join(", ");
  const fields = files.map((_, index) => `f${index}: object(expression: $p${index}) { ...content }`).join("\n");
  const query = `query ($owner: String!, $repo: String!, ${parameters}) {
  repository(owner: $owner, name: $repo) {
${fields}
  }
}
${blobFragment}`;
  const expressions = Object.fromEntries(files.map((file, index) => [`p${index}`, `${sha}:${file.path}`]));
  const { request } = callOptions(signal);
  const answer = await api.graphql<Answer>(query, { owner, repo, ...expressions, request: { ...request, repeats: 0 } });
  if (answer.repository === null) throw Object.assign(new Error(`${owner}/${repo} is not there`), { status: 404 });
  return answer.repository;
}

/** The server gave up on the size of the question: ask for half of it. Rate limits and aborts are somebody else's business. */
function isTooMuch(error: unknown): boolean {
  const status = statusOf(error);
  if (status !== undefined) return status >= 500;
  if (!(error instanceof Error) || !("errors" in error) || !Array.isArray(error.errors)) return false;
  return !error.errors.some((each: { type?: unknown }) => each.type === "RATE_LIMITED");
}

async function contentOf(
  api: GitHubApi,
  name: TreeName,
  file: WantedFile,
  blob: Blob | null,
  raw: RawReads,
): Promise<FileContent> {
  const content = plainContent(blob);
  if (content !== undefined) return content;
  const isBinary = typeof blob?.text !== "string";
  return isBinary && !isNamedText(file.path) ? { kind: "binary" } : readRaw(api, name, file.path, raw);
}

/** A "binary" file under such a name is more likely UTF-16 or damaged, and its author is told which. */
function isNamedText(path: string): boolean {
  return /\.(ya?ml|json[c5]?|md|tf|hcl|tfvars|toml|ini|conf|cfg|sh|txt)$/i.test(path);
}

async function readRaw(
  api: GitHubApi,
  { owner, repo, sha, signal }: TreeName,
  path: string,
  raw: RawReads,
): Promise<FileContent> {
  if (raw.left <= 0) return { kind: "unreadable", reason: "is one of too many files that are no plain UTF-8" };
  raw.left -= 1;
  try {
    const answer = await api.request("GET /repos/{owner}/{repo}/contents/{+path}", {
      owner,
      repo,
      path: path.split("/").map(encodeURIComponent).join("/"),
      ref: sha,
      headers: { accept: "application/vnd.github.raw+json" },
      request: { ...callOptions(signal).request, parseSuccessResponseBody: false },
    });
    return decodeContent(await bytesOf(answer.data));
  } catch (error) {
    if (statusOf(error) === 404) return { kind: "missing" };
    if (signal?.aborted === true || isRefusal(error)) throw error;
    return { kind: "unreadable", reason: error instanceof Error ? error.message : "GitHub did not answer" };
  }
}

/** Limits and missing rights concern the whole review, not this one file. */
function isRefusal(error: unknown): boolean {
  const status = statusOf(error);
  return status === undefined || status === 401 || status === 403 || status === 429;
}

async function bytesOf(body: unknown): Promise<Uint8Array> {
  if (body instanceof ReadableStream) return new Uint8Array(await new Response(body).arrayBuffer());
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  return new TextEncoder().encode(String(body));
}
