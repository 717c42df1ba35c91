/** Every text in the values of a Compose file, once, with its place: what Compose interpolates. */

import type { Range } from "../../core/text.ts";
import type { YamlDocument } from "../parsed.ts";
import type { YamlFile, YamlNode } from "../yaml/tree.ts";
import { type ComposeReference, readInterpolation } from "./interpolation.ts";

export interface ComposeText {
  readonly text: string;
  /** Of the scalar, quotes included. */
  readonly place: Range;
}

/** Of a file with more values, the rest is not looked at. */
const mostTexts = 20_000;

/** Values with a dollar sign. What stands under `x-…` counts where it is used, and what somebody else fills in is not known. */
export function interpolatedTexts({ tree, problems }: YamlDocument): readonly ComposeText[] {
  const content = problems.length > 0 ? undefined : tree.documents[0]?.content;
  if (content?.type !== "YamlMapping") return [];
  const anchors = anchorsOf(tree);
  const open: YamlNode[] = content.pairs
    .filter(({ key }) => key.type !== "YamlScalar" || !key.value.startsWith("x-"))
    .map(({ value }) => value);
  const seen = new Set<YamlNode>();
  const found: ComposeText[] = [];
  for (let node = open.pop(); node && found.length < mostTexts; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.type === "YamlScalar") {
      if (node.value.includes("$") && !/\{[{%]/u.test(node.value)) found.push({ text: node.value, place: node.range });
    } else if (node.type === "YamlAlias") {
      const target = anchors.get(node.name);
      if (target) open.push(target);
    } else open.push(...childrenOf(node));
  }
  return found.sort((one, other) => one.place[0] - other.place[0]);
}

function childrenOf(node: YamlNode): readonly YamlNode[] {
  if (node.type === "YamlSequence") return node.items;
  return node.type === "YamlMapping" ? node.pairs.map(({ value }) => value) : [];
}

function anchorsOf({ documents }: YamlFile): ReadonlyMap<string, YamlNode> {
  const anchors = new Map<string, YamlNode>();
  const open = documents.flatMap(({ content }) => content ?? []);
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.anchor) anchors.set(node.anchor.name, node);
    for (const child of childrenOf(node)) open.push(child);
  }
  return anchors;
}

export interface PlacedReference extends ComposeReference {
  readonly place: Range;
}

export function referencesIn(document: YamlDocument): readonly PlacedReference[] {
  return interpolatedTexts(document).flatMap((value) =>
    readInterpolation(value.text).references.map((reference) => ({
      ...reference,
      place: placeWithin(value, reference.range, document.text),
    })),
  );
}

/** The piece itself where the scalar is written as it reads, else the whole scalar. */
export function placeWithin({ text, place }: ComposeText, [start, end]: Range, source: string): Range {
  const written = source.slice(...place);
  const at = written.indexOf(text);
  if (at !== -1) return [place[0] + at + start, place[0] + at + end];
  const piece = text.slice(start, end);
  const only = written.indexOf(piece);
  const isOnly = only !== -1 && written.indexOf(piece, only + 1) === -1;
  return isOnly ? [place[0] + only, place[0] + only + piece.length] : place;
}
