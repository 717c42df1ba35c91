/** Reads the manifests and patches that kustomizations name: one batch, each text parsed once while it is remembered. */

import type { FileContent, Tree } from "../../core/differential.ts";
import { isTemplate } from "../../core/kinds.ts";
import { openDocument } from "../../core/open-document.ts";
import { createShelf } from "../../core/shelf.ts";
import { parseJsonDocument } from "../json/document.ts";
import type { Manifest } from "../kubernetes/objects.ts";
import { parseYamlDocument } from "../yaml/document.ts";

/** `undefined`: nobody knows what is in it, as it is missing, a template, too much, or does not parse. */
export type ReadResources = ReadonlyMap<string, Manifest | undefined>;

const mostFiles = 3_000;
const mostCharacters = 20_000_000;
const largestFile = 2_000_000;

const known = new WeakMap<Tree, Map<string, Promise<Manifest | undefined>>>();

export async function readResources(tree: Tree, paths: readonly string[]): Promise<ReadResources> {
  const files = known.get(tree) ?? new Map<string, Promise<Manifest | undefined>>();
  known.set(tree, files);
  const missing = [...new Set(paths)].filter((path) => !files.has(path)).slice(0, Math.max(0, mostFiles - files.size));
  if (missing.length > 0) {
    const batch = readBatch(tree, missing);
    for (const path of missing)
      files.set(
        path,
        batch.then((read) => read.get(path)),
      );
  }
  return new Map(await Promise.all(paths.map(async (path) => [path, await files.get(path)] as const)));
}

async function readBatch(tree: Tree, paths: readonly string[]): Promise<ReadResources> {
  const contents = await tree.read(paths);
  let left = mostCharacters;
  const read = new Map<string, Manifest | undefined>();
  for (const [path, content] of contents) {
    if (content.kind !== "text" || content.text.length > Math.min(left, largestFile)) continue;
    left -= content.text.length;
    read.set(path, parsed(path, content));
  }
  return read;
}

/** From one push to the next most manifests stay as they were. In characters of text; their trees are some twenty times that. */
const remembered = createShelf<{ readonly manifest: Manifest | undefined; readonly length: number }>(
  1_000_000,
  ({ length }) => length + 100,
);

function parsed(path: string, content: Extract<FileContent, { kind: "text" }>): Manifest | undefined {
  const key = `${path}\0${content.text}`;
  const seen = remembered.get(key);
  if (seen) return seen.manifest;
  const manifest = parse(path, content);
  remembered.put(key, { manifest, length: content.text.length });
  return manifest;
}

function parse(path: string, content: Extract<FileContent, { kind: "text" }>): Manifest | undefined {
  const document = openDocument(path, content);
  if (isTemplate(document.kind)) return undefined;
  if (document.language !== "yaml" && document.language !== "json") return undefined;
  const manifest = document.language === "yaml" ? parseYamlDocument(document) : parseJsonDocument(document);
  return manifest.problems.length > 0 || manifest.unread !== undefined ? undefined : manifest;
}
