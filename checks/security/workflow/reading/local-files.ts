/** Actions and workflows of the same repository that a file uses, and what the configuration of actionlint says: gathered as texts, read when asked. */

import type { Facts, Trees } from "../../../../core/check.ts";
import type { Tree } from "../../../../core/differential.ts";
import type { Document } from "../../../../core/document.ts";
import { openDocument } from "../../../../core/open-document.ts";
import type { YamlDocument } from "../../../../languages/parsed.ts";
import { readUses } from "../../../../languages/workflow/uses.ts";
import { parseYamlDocument } from "../../../../languages/yaml/document.ts";

/** Plain data: it travels to a worker. */
export interface LocalFiles {
  readonly [key: string]: unknown;
  /** Folder of the repository that the file belongs to, with its slash; `""` for the top of the tree. */
  readonly top: string;
  /** By path from there; `null` = no such file. */
  readonly texts: Readonly<Record<string, string | null>>;
  /** Of `.github/actionlint.yaml` at base. */
  readonly configuration?: string;
}

const configurationNames = [".github/actionlint.yaml", ".github/actionlint.yml"];
const mostFiles = 200;
const mostText = 2_000_000;

/** Head's own files, for what is used is what this change makes of it; the configuration can silence, so it is base's. */
export async function gatherLocalFiles(
  documents: readonly Document[],
  { own, base }: Trees,
): Promise<ReadonlyMap<string, Facts>> {
  const facts = new Map<string, Facts>();
  const wanted = documents.map((document) => ({
    document,
    top: topOf(document.path),
    paths: pathsUsedBy(document.text),
  }));
  const contents = await readTexts(
    own,
    wanted.flatMap(({ top, paths }) => paths.map((path) => top + path)),
  );
  const configurations = await readTexts(
    base,
    wanted.flatMap(({ top }) => configurationNames.map((name) => top + name)),
  );
  for (const { document, top, paths } of wanted) {
    const texts = Object.fromEntries(paths.map((path) => [path, contents.get(top + path) ?? null]));
    const configuration = configurationNames
      .map((name) => configurations.get(top + name))
      .find((text) => text !== undefined);
    const files: LocalFiles = { top, texts, ...(configuration !== undefined && { configuration }) };
    facts.set(document.path, files);
  }
  return facts;
}

/** A repository may lie in a folder of the tree; its top is where `.github` is. */
export function topOf(path: string): string {
  return /^(.*?)\.github\//u.exec(path)?.[1] ?? "";
}

/** Reads lines, never parses: whatever looks like a local `uses`. */
function pathsUsedBy(text: string): readonly string[] {
  const found = new Set<string>();
  for (const [, name = ""] of text.matchAll(/uses["']?[ \t]*:[ \t]*["']?((?:\.\/|\$\/)[^\s"'#,}]+)/gu)) {
    const uses = readUses(name);
    if (uses?.kind !== "local" || uses.path.includes("..") || found.size >= mostFiles) continue;
    for (const path of candidatesOf(uses.path)) found.add(path);
  }
  return [...found];
}

function candidatesOf(path: string): readonly string[] {
  if (/\.ya?ml$/u.test(path)) return [path.replace(/@.*$/u, "")];
  return [join(path, "action.yml"), join(path, "action.yaml"), join(path, "Dockerfile")];
}

function join(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

async function readTexts(tree: Tree, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const unique = [...new Set(paths)];
  if (unique.length === 0) return new Map();
  const contents = await tree.read(unique);
  const texts = new Map<string, string>();
  let left = mostText;
  for (const [path, content] of contents) {
    if (content.kind !== "text" || content.text.length > left) continue;
    left -= content.text.length;
    texts.set(path, content.text);
  }
  return texts;
}

export function localFilesOf(facts: Facts | undefined): LocalFiles {
  return facts !== undefined && isLocalFiles(facts) ? facts : { top: "", texts: {} };
}

function isLocalFiles(facts: Facts): facts is LocalFiles {
  return typeof facts["top"] === "string" && typeof facts["texts"] === "object";
}

export type LocalFile =
  | { readonly is: "read"; readonly document: YamlDocument }
  /** There is no such file. */
  | { readonly is: "missing" }
  /** Nobody looked, or it is not to be read. */
  | { readonly is: "unknown" };

/** The action's own file, or the workflow, that a local `uses` means. */
export function localFile({ texts }: LocalFiles, text: string): LocalFile {
  const uses = readUses(text);
  if (uses?.kind !== "local") return { is: "unknown" };
  const candidates = candidatesOf(uses.path);
  const path = candidates.find((candidate) => typeof texts[candidate] === "string");
  if (path === undefined)
    return candidates.some((candidate) => Object.hasOwn(texts, candidate)) ? { is: "missing" } : { is: "unknown" };
  if (path.endsWith("Dockerfile")) return { is: "unknown" };
  const content = texts[path] ?? "";
  const isAction = !/\.ya?ml$/u.test(uses.path);
  const opened = openDocument(path, { kind: "text", text: content, byteOrderMark: false });
  return {
    is: "read",
    document: parseYamlDocument({ ...opened, kind: isAction ? "github-action" : "github-workflow" }),
  };
}
