/** A YAML tree with its aliases followed: what GitHub reads of a workflow, every part with its place. */

import type { Range } from "../../core/text.ts";
import { resolveScalar, type ScalarValue } from "../yaml/scalar.ts";
import type { YamlAlias, YamlNode, YamlScalar } from "../yaml/tree.ts";

export type WorkflowNode = MappingNode | ListNode | TextNode;

export interface MappingNode {
  readonly type: "mapping";
  readonly range: Range;
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly name: string;
  readonly key: YamlScalar;
  readonly value: WorkflowNode;
}

export interface ListNode {
  readonly type: "list";
  readonly range: Range;
  readonly items: readonly WorkflowNode[];
}

export interface TextNode {
  readonly type: "text";
  readonly range: Range;
  readonly scalar: YamlScalar;
  /** The text, whatever YAML makes of it. */
  readonly text: string;
  readonly value: ScalarValue;
}

/** More than this many nodes through aliases are a bomb: the rest is left out. */
const mostAliased = 20_000;

interface Following {
  readonly anchors: Map<string, YamlNode>;
  readonly open: Set<YamlNode>;
  left: number;
}

/** Recursive aliases are left out, as everything that GitHub does not read: keys that are no scalars. */
export function followAliases(root: YamlNode): WorkflowNode | undefined {
  return follow(root, { anchors: new Map(), open: new Set(), left: mostAliased });
}

function follow(node: YamlNode, following: Following): WorkflowNode | undefined {
  if (node.anchor) following.anchors.set(node.anchor.name, node);
  if (node.type === "YamlAlias") return followAlias(node, following);
  const { range } = node;
  if (node.type === "YamlScalar") {
    return { type: "text", range, scalar: node, text: node.value, value: resolveScalar(node, "1.2") };
  }
  following.open.add(node);
  const followed: WorkflowNode =
    node.type === "YamlSequence"
      ? { type: "list", range, items: node.items.flatMap((item) => follow(item, following) ?? []) }
      : { type: "mapping", range, entries: node.pairs.flatMap(({ key, value }) => entryOf(key, value, following)) };
  following.open.delete(node);
  return followed;
}

function entryOf(key: YamlNode, value: YamlNode, following: Following): readonly Entry[] {
  const followed = follow(value, following);
  if (key.type !== "YamlScalar" || followed === undefined) return [];
  return [{ name: key.value, key, value: followed }];
}

function followAlias({ name }: YamlAlias, following: Following): WorkflowNode | undefined {
  const target = following.anchors.get(name);
  following.left -= 1;
  if (target === undefined || following.open.has(target) || following.left < 0) return undefined;
  following.left -= sizeOf(target, following.left);
  return following.left < 0 ? undefined : follow(target, following);
}

function sizeOf(root: YamlNode, most: number): number {
  const open = [root];
  let size = 0;
  for (let node = open.pop(); node && size <= most; node = open.pop()) {
    size += 1;
    if (node.type === "YamlMapping") for (const { value } of node.pairs) open.push(value);
    else if (node.type === "YamlSequence") open.push(...node.items);
  }
  return size;
}

/** The value behind names, one after the other; `undefined` where the way ends before. */
export function at(node: WorkflowNode | undefined, ...names: readonly string[]): WorkflowNode | undefined {
  let reached = node;
  for (const name of names) reached = entryAt(reached, name)?.value;
  return reached;
}

export function entryAt(node: WorkflowNode | undefined, name: string): Entry | undefined {
  return node?.type === "mapping" ? node.entries.find((entry) => entry.name === name) : undefined;
}

/** As GitHub finds inputs and variables: without regard to case. */
export function entryNamed(node: WorkflowNode | undefined, name: string): Entry | undefined {
  const wanted = name.toLowerCase();
  return entriesOf(node).find((entry) => entry.name.toLowerCase() === wanted);
}

export function entriesOf(node: WorkflowNode | undefined): readonly Entry[] {
  return node?.type === "mapping" ? node.entries : [];
}

export function itemsOf(node: WorkflowNode | undefined): readonly WorkflowNode[] {
  return node?.type === "list" ? node.items : [];
}

/** A list, or one value that may stand for a list of one. */
export function oneOrMore(node: WorkflowNode | undefined): readonly WorkflowNode[] {
  if (node === undefined) return [];
  return node.type === "list" ? node.items : [node];
}

/** A scalar; `undefined` for anything else and for an empty value. */
export function textAt(node: WorkflowNode | undefined, ...names: readonly string[]): TextNode | undefined {
  const reached = at(node, ...names);
  return reached?.type === "text" && reached.text !== "" ? reached : undefined;
}

/** Whether the value, or a part of it, comes from an expression. */
export function isDynamic(node: WorkflowNode | undefined): boolean {
  return node?.type === "text" && node.text.includes("${{");
}

/** Every scalar below a node, itself included. */
export function* textsIn(root: WorkflowNode | undefined): Generator<TextNode> {
  const open: WorkflowNode[] = root ? [root] : [];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === "text") yield node;
    else if (node.type === "list") open.push(...node.items.toReversed());
    else open.push(...node.entries.map(({ value }) => value).toReversed());
  }
}
