/** Where a change names its document: a file that it adds or edits, a path or an address in its text. */

import { hasHeadContent, type Differential } from "../../../core/differential.ts";
import type { Gap } from "../../../core/finding.ts";
import { matchPaths } from "../../../core/glob.ts";
import { compilePatterns } from "../request/patterns.ts";
import { inCode, type PlaceName, textsOf } from "../request/places.ts";

export interface FoundDocuments {
  /** Documents in this repository, with the words that say where each was found. */
  readonly files: readonly FoundFile[];
  /** The first address of a document elsewhere: "`https://…` in the description". */
  readonly address?: string;
  readonly gaps: readonly Gap[];
}

export interface FoundFile {
  readonly path: string;
  /** "added by this change", "in the description". */
  readonly where: string;
  /** At which side it lies; `undefined` = at neither. */
  readonly at: "head" | "base" | undefined;
  /** `undefined` where it is no Markdown, or is not at head. */
  readonly text?: string;
}

export interface DocumentOptions {
  readonly paths: readonly string[];
  readonly addresses: readonly string[];
  readonly in: readonly PlaceName[];
}

/** More are not looked at: a change with so many documents is about documents. */
const mostFiles = 20;

export async function findDocuments(
  differential: Differential,
  { paths, addresses, in: places }: DocumentOptions,
  /** Words that, standing before a path, make it such a document wherever it lies. */
  label: RegExp,
): Promise<FoundDocuments> {
  const isDocument = matchPaths(paths);
  const patterns = compilePatterns(addresses);
  const where = new Map<string, string>();
  for (const file of differential.files) {
    if (!isDocument(file.path) || !isReadable(file.path) || !hasHeadContent(file)) continue;
    where.set(file.path, file.status === "added" ? "added by this change" : "edited by this change");
  }
  let address: string | undefined;
  for (const { text, name } of await textsOf(differential, places)) {
    for (const path of pathsIn(text, isDocument, label, differential.repository)) {
      if (!where.has(path)) where.set(path, `in ${name}`);
    }
    const link = addresses.length === 0 ? knownAddress(text, label) : patterns.find(text);
    if (link !== undefined) address ??= `${inCode(link)} in ${name}`;
  }
  const files = await readFiles(differential, [...where].slice(0, mostFiles));
  return { files, gaps: patterns.gaps, ...(address === undefined ? {} : { address }) };
}

async function readFiles(
  { head, base }: Differential,
  where: readonly (readonly [path: string, where: string])[],
): Promise<readonly FoundFile[]> {
  const paths = where.map(([path]) => path);
  if (paths.length === 0) return [];
  const atHead = await head.read(paths);
  const gone = paths.filter((path) => (atHead.get(path)?.kind ?? "missing") === "missing");
  const atBase = gone.length === 0 ? new Map() : await base.read(gone);
  return where.map(([path, words]): FoundFile => {
    const content = atHead.get(path) ?? { kind: "missing" };
    if (content.kind === "missing") {
      const isAtBase = (atBase.get(path)?.kind ?? "missing") !== "missing";
      return { path, where: words, at: isAtBase ? "base" : undefined };
    }
    const isMarkdown = content.kind === "text" && /\.(?:md|markdown)$/i.test(path);
    return { path, where: words, at: "head", ...(isMarkdown ? { text: content.text } : {}) };
  });
}

function isReadable(path: string): boolean {
  return /\.(?:md|markdown|rst|adoc|asciidoc|txt|org)$/i.test(path);
}

/** A path, as it stands in a sentence, a link or GitHub's address of a file. */
const pathPattern = /https?:\/\/[^\s)\]>"'`]{1,500}|[\w.@~+/-]{1,200}\.(?:md|markdown|rst|adoc|asciidoc|txt|org)\b/giu;

/** Paths that lie where such documents lie, and others where the line says that they are one. */
function pathsIn(
  text: string,
  isDocument: (path: string) => boolean,
  label: RegExp,
  repository: string,
): readonly string[] {
  return text.split("\n").flatMap((line) => {
    const isLabelled = label.test(line);
    return [...line.slice(0, 4_000).matchAll(pathPattern)].flatMap(([found]) => {
      const path = inRepository(found, repository);
      if (path === undefined || !isReadable(path) || path.split("/").includes("..")) return [];
      return isDocument(path) || isLabelled ? [path] : [];
    });
  });
}

/** `https://github.com/shop/infrastructure/blob/main/docs/x.md` is a file of this repository. */
function inRepository(found: string, repository: string): string | undefined {
  if (!/^https?:/i.test(found)) return found.replace(/^\.?\//, "");
  const marker = `/${repository}/blob/`.toLowerCase();
  const at = found.toLowerCase().indexOf(marker);
  if (at === -1) return undefined;
  const [, ...path] = (found.slice(at + marker.length).split(/[?#]/)[0] ?? "").split("/");
  return decoded(path.join("/"));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Homes of documents whose address alone says what they are. */
const documentHomes =
  /https:\/\/(?:docs\.google\.com\/document\/|[\w-]+\.atlassian\.net\/wiki\/|[\w.-]+\/confluence\/|confluence\.[\w.-]+\/|(?:www\.)?notion\.so\/|[\w-]+\.notion\.site\/|coda\.io\/d\/|hackmd\.io\/|[\w-]+\.quip\.com\/|paper\.dropbox\.com\/|[\w-]+\.slab\.com\/|wiki\.[\w.-]+\/|[\w.-]+\/(?:wiki|w)\/|github\.com\/[\w.-]+\/(?:rfcs?|design-docs?|designs?|proposals?)\/|[\w-]+\.sharepoint\.com\/)[^\s)\]>"'`]{3,}/i;

function knownAddress(text: string, label: RegExp): string | undefined {
  const known = documentHomes.exec(text)?.[0];
  if (known !== undefined) return known;
  for (const line of text.split("\n")) {
    const address = label.test(line) ? /https?:\/\/[^\s)\]>"'`]{8,}/i.exec(line.slice(0, 4_000))?.[0] : undefined;
    if (address !== undefined && !/\.(?:md|markdown|rst|adoc)(?:[?#]|$)/i.test(address)) return address;
  }
  return undefined;
}
