/** Finds the schema of every document and reads it, with the local schemas it refers to, in one batch a round. Nothing is loaded from a network. */

import type { Facts, Trees } from "../../../core/check.ts";
import type { FileContent, Tree } from "../../../core/differential.ts";
import type { Document } from "../../../core/document.ts";
import type { Gap } from "../../../core/finding.ts";
import type { Range } from "../../../core/text.ts";
import { findReference } from "./reference.ts";
import { isShippedName, shippedForAddress, shippedForDocument, type ShippedName } from "./well-known.ts";

/** What a look needs to know about the schema of one document. */
export interface SchemaFacts {
  /** Name of a schema that we ship. */
  readonly shipped?: ShippedName;
  /** The schema and what it refers to, itself first. */
  readonly files?: readonly SchemaFile[];
  /** Part of the schema that is meant: `#/definitions/app`. */
  readonly fragment?: string;
  /** The document names a file that is not there. */
  readonly missing?: { readonly path: string; readonly range?: Range };
  readonly gaps?: readonly Omit<Gap, "path">[];
}

export interface SchemaFile {
  readonly path: string;
  readonly text: string;
  /** Addresses that the rule set maps to it. */
  readonly addresses: readonly string[];
}

const mostFiles = 50;
const mostText = 5_000_000;
const mostRounds = 10;

interface Wish {
  readonly document: Document;
  /** In this order; the first that exists is meant. */
  readonly candidates: readonly string[];
  readonly fragment: string;
  /** Place in the document; missing when the rule names the schema. */
  readonly range?: Range;
}

type Mapping = Readonly<Record<string, string>>;

export async function gatherSchemas(
  documents: readonly Document[],
  trees: Trees,
  schemas: Mapping,
  named: string,
): Promise<ReadonlyMap<string, Facts>> {
  const facts = new Map<string, Facts>();
  const wishes: Wish[] = [];
  for (const document of documents) {
    const found = decide(document, schemas, named);
    if (found === undefined) continue;
    if ("candidates" in found) wishes.push(found);
    else facts.set(document.path, { ...found });
  }
  const { contents, changed } = await readWished(wishes, trees, schemas, named !== "");
  for (const wish of wishes) facts.set(wish.document.path, { ...assemble(wish, contents, schemas), ...changed });
  return facts;
}

interface Wished {
  readonly contents: ReadonlyMap<string, FileContent>;
  readonly changed?: Pick<SchemaFacts, "gaps">;
}

/**
 * A schema that the file names is its author's own choice, and read beside it. One that a rule names can silence the
 * rule, so it is read where the rule is: at the base, unless it is only there since this change.
 */
async function readWished(wishes: readonly Wish[], trees: Trees, schemas: Mapping, isRules: boolean): Promise<Wished> {
  if (!isRules || trees.own === trees.base || wishes.length === 0) {
    return { contents: await readClosure(wishes, trees.own, schemas) };
  }
  const atBase = await readClosure(wishes, trees.base, schemas);
  const beside = await readClosure(wishes, trees.own, schemas);
  const roots = wishes[0]?.candidates ?? [];
  if (roots.every((path) => !isThere(atBase.get(path)))) return { contents: beside };
  const differing = [...atBase].find(
    ([path, content]) => isThere(content) && textOf(content) !== textOf(beside.get(path)),
  );
  if (differing === undefined) return { contents: atBase };
  const reason = `this change touches the schema \`${differing[0]}\` of a rule: its own version counts once it is merged`;
  return { contents: atBase, changed: { gaps: [{ reason, cause: "unsupported" }] } };
}

function isThere(content: FileContent | undefined): boolean {
  return (content?.kind ?? "missing") !== "missing";
}

function textOf(content: FileContent | undefined): string | undefined {
  return content?.kind === "text" ? content.text : undefined;
}

/** `undefined`: no schema is known for it. */
function decide(document: Document, schemas: Mapping, named: string): Wish | SchemaFacts | undefined {
  if (named !== "") {
    if (isShippedName(named)) return { shipped: named };
    return { document, ...pathWish(named, "") };
  }
  const reference = findReference(document.text, document.language === "yaml");
  const shipped = shippedForDocument(document);
  if (reference === undefined) return shipped === undefined ? undefined : { shipped };
  const { value, range } = reference;

  if (!/^[a-z][a-z0-9+.-]*:/iu.test(value)) {
    const wish = pathWish(value, folderOf(document.path));
    if (wish.candidates.length > 0) return { document, ...wish, range };
    return {
      gaps: [
        { reason: `the schema \`${value}\` lies outside of the repository and is not read`, cause: "unsupported" },
      ],
    };
  }
  const mapped = mappedPath(value, schemas);
  if (mapped !== undefined) return { document, ...pathWish(mapped, ""), range };
  const wellKnown = shippedForAddress(value) ?? shipped;
  if (wellKnown !== undefined) return { shipped: wellKnown };
  if (/^https?:\/\/json-schema\.org\//u.test(value)) return undefined;
  const advice = `map it to a file under \`schemas:\` of the rules`;
  return { gaps: [{ reason: `the schema \`${value}\` is remote and not loaded: ${advice}`, cause: "unsupported" }] };
}

/** A path from the naming file first, then from the root, as editors differ. */
function pathWish(reference: string, folder: string): { candidates: readonly string[]; fragment: string } {
  const hash = reference.indexOf("#");
  const path = hash === -1 ? reference : reference.slice(0, hash);
  const fromFile = path.startsWith("/") ? undefined : resolvePath(folder, path);
  const fromRoot = /^\.\.?\//u.test(path) ? undefined : resolvePath("", path.replace(/^\/+/u, ""));
  const candidates = [fromFile, fromRoot].filter((candidate) => candidate !== undefined && candidate !== "");
  return { candidates: [...new Set(candidates)].filter(isString), fragment: hash === -1 ? "" : reference.slice(hash) };
}

/** `undefined` when the path leads out of the tree. */
export function resolvePath(folder: string, path: string): string | undefined {
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

async function readClosure(
  wishes: readonly Wish[],
  tree: Tree,
  schemas: Mapping,
): Promise<ReadonlyMap<string, FileContent>> {
  const contents = new Map<string, FileContent>();
  let wanted = new Set(wishes.flatMap((wish) => wish.candidates));
  for (let round = 0; round < mostRounds && wanted.size > 0; round += 1) {
    const batch = [...wanted].slice(0, 10 * mostFiles);
    const read = await tree.read(batch);
    wanted = new Set();
    for (const path of batch) contents.set(path, read.get(path) ?? { kind: "missing" });
    for (const path of batch) {
      for (const next of referredPaths(path, contents.get(path), schemas)) if (!contents.has(next)) wanted.add(next);
    }
  }
  return contents;
}

/** Local files that a schema refers to; a linear look for `$ref`, whatever the schema's own language. */
function referredPaths(path: string, content: FileContent | undefined, schemas: Mapping): readonly string[] {
  if (content?.kind !== "text" || content.text.length > mostText) return [];
  const paths = new Set<string>();
  for (const [, reference = ""] of content.text.matchAll(/\$ref["']?\s*:\s*["']?([^"'\s,}#]{1,500})/gu)) {
    const mapped = mappedPath(reference, schemas);
    const local = mapped ?? (/^[a-z][a-z0-9+.-]*:/iu.test(reference) ? undefined : decoded(reference));
    const resolved = local === undefined ? undefined : resolvePath(mapped === undefined ? folderOf(path) : "", local);
    if (resolved !== undefined && resolved !== "" && paths.size < mostFiles) paths.add(resolved);
  }
  return [...paths];
}

function assemble(wish: Wish, contents: ReadonlyMap<string, FileContent>, schemas: Mapping): SchemaFacts {
  const root = wish.candidates.find((path) => isThere(contents.get(path)));
  const named = wish.candidates[0] ?? "";
  if (root === undefined) return missing(wish, named);
  const content = contents.get(root);
  if (content?.kind !== "text") {
    return {
      gaps: [{ reason: `the schema \`${root}\` cannot be read: it is ${content?.kind ?? "missing"}`, cause: "input" }],
    };
  }
  const files: SchemaFile[] = [];
  let size = 0;
  const open = [root];
  const seen = new Set(open);
  for (let path = open.shift(); path !== undefined; path = open.shift()) {
    const part = contents.get(path);
    if (part?.kind !== "text") continue;
    size += part.text.length;
    files.push({ path, text: part.text, addresses: addressesOf(path, schemas) });
    if (files.length > mostFiles || size > mostText) {
      return { gaps: [{ reason: `the schema \`${root}\` is larger than 50 files or 5 MB`, cause: "unsupported" }] };
    }
    for (const next of referredPaths(path, part, schemas)) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return { files, ...(wish.fragment.length > 1 ? { fragment: wish.fragment } : {}) };
}

/** Installed or built schemas are not part of a repository: only a path that should be there is a finding. */
function missing(wish: Wish, path: string): SchemaFacts {
  if (/(?:^|\/)(?:node_modules|vendor|dist|build|target|out|\.[^/]+)\//u.test(path)) {
    return { gaps: [{ reason: `the schema \`${path}\` is not part of the repository`, cause: "unsupported" }] };
  }
  if (wish.range === undefined) {
    return { gaps: [{ reason: `the schema \`${path}\` that the rule names does not exist`, cause: "input" }] };
  }
  return { missing: { path, range: wish.range } };
}

function mappedPath(reference: string, schemas: Mapping): string | undefined {
  const address = reference.replace(/#$/u, "");
  return Object.entries(schemas).find(([url]) => url.replace(/#$/u, "") === address)?.[1];
}

function addressesOf(path: string, schemas: Mapping): readonly string[] {
  return Object.entries(schemas).flatMap(([url, target]) =>
    resolvePath("", target) === path ? [url.replace(/#$/u, "")] : [],
  );
}

function decoded(reference: string): string | undefined {
  try {
    return decodeURI(reference);
  } catch {
    return undefined;
  }
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}
