/** What a policy is asked about in one document: manifests of a kind, blocks of a type, or the items that `each` leads to. */

import { matchName } from "../../../core/glob.ts";
import { dataOf, type Data } from "../../../languages/data.ts";
import { dataOfHcl, type HclBlockData, type HclData } from "../../../languages/hcl/data.ts";
import type { DataDocument, HclDocument, JsonDocument, YamlDocument } from "../../../languages/parsed.ts";
import { dialectOf } from "../../../languages/yaml/scalar.ts";
import { reach, readKeyPath, type KeyStep, type Reached } from "./key-path.ts";

export type Structured = DataDocument;

export interface Scope {
  /** `kind:` of manifests; empty = whatever it is. */
  readonly kinds: readonly string[];
  /** Types of blocks, with labels behind dots: `ingress`, `resource.aws_*`; empty = the whole text. */
  readonly blocks: readonly string[];
  /** Key paths from there; empty = the thing itself. */
  readonly each: readonly string[];
}

export interface Subject extends Reached {
  readonly data: Data;
  /** The whole document, manifest or file. */
  readonly document: unknown;
  readonly block: string;
  readonly labels: readonly string[];
}

export function subjectsOf(document: Structured, { kinds, blocks, each }: Scope): readonly Subject[] {
  const roots = document.language === "hcl" ? hclRoots(document, blocks) : dataRoots(document, kinds, blocks);
  const paths = each.map((path) => readKeyPath(path) ?? []);
  return paths.length === 0 ? roots : roots.flatMap((root) => paths.flatMap((path) => stepsFrom(root, path)));
}

function stepsFrom(root: Subject, path: readonly KeyStep[]): readonly Subject[] {
  return reach(root, path).map((reached) => ({ ...root, ...reached }));
}

function dataRoots(
  document: YamlDocument | JsonDocument,
  kinds: readonly string[],
  blocks: readonly string[],
): readonly Subject[] {
  if (blocks.length > 0) return [];
  const roots = dataIn(document).map((data) => subject(data, data.value));
  if (kinds.length === 0) return roots;
  const matchers = kinds.map(matchName);
  return roots.flatMap(manifestsOf).filter(({ value }) => {
    const kind = fieldOf(value, "kind");
    return typeof kind === "string" && matchers.some((matches) => matches(kind));
  });
}

/** A `List` stands for its items. */
function manifestsOf(root: Subject): readonly Subject[] {
  const kind = fieldOf(root.value, "kind");
  if (typeof kind !== "string" || !kind.endsWith("List")) return [root];
  return reach(root, [{ key: "items" }, { each: true }]).map((item) => ({ ...root, ...item, document: item.value }));
}

function hclRoots(document: HclDocument, blocks: readonly string[]): readonly Subject[] {
  const data = hclDataIn(document);
  if (blocks.length === 0) return [subject(data.root, data.root.value)];
  const matchers = blocks.map(blockMatcher);
  return data.blocks
    .filter((block) => matchers.some((matches) => matches(block)))
    .map((block) => ({
      ...subject(block.data, data.root.value),
      block: block.type,
      labels: block.labels,
    }));
}

/** `resource.aws_*` asks for the type and the first label; labels that are not named may be anything. */
function blockMatcher(pattern: string): (block: HclBlockData) => boolean {
  const parts = pattern.split(".").map(matchName);
  return ({ type, labels }) => parts.every((matches, index) => matches([type, ...labels][index] ?? ""));
}

function subject(data: Data, document: unknown): Subject {
  return { data, document, value: data.value, pointer: "", key: undefined, block: "", labels: [] };
}

function fieldOf(value: unknown, name: string): unknown {
  const isHolder = typeof value === "object" && value !== null && Object.hasOwn(value, name);
  return isHolder ? Reflect.get(value, name) : undefined;
}

/** Many policies ask about one document: its data is made once. */
const known = new WeakMap<object, readonly Data[]>();
const knownHcl = new WeakMap<object, HclData>();

function dataIn(document: YamlDocument | JsonDocument): readonly Data[] {
  const before = known.get(document.tree);
  if (before) return before;
  const made =
    document.language === "yaml"
      ? document.tree.documents.flatMap(({ content }) => (content ? [dataOf(content, dialectOf(document.kind))] : []))
      : [dataOf(document.tree.content)];
  known.set(document.tree, made);
  return made;
}

function hclDataIn({ tree }: HclDocument): HclData {
  const before = knownHcl.get(tree);
  if (before) return before;
  const made = dataOfHcl(tree);
  knownHcl.set(tree, made);
  return made;
}
