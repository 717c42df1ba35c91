/** A parsed document as plain values for a validator, with the way back from a JSON pointer to its place in the text. */

import type { Range } from "../../../core/text.ts";
import type { JsonNode } from "../../../languages/json/tree.ts";
import { resolveScalar, type YamlDialect } from "../../../languages/yaml/scalar.ts";
import type { YamlMapping, YamlNode } from "../../../languages/yaml/tree.ts";

export interface Instance {
  readonly value: unknown;
  /** The place of a value: its own range, and its key's where it stands under one. */
  locate(pointer: string): Located | undefined;
  /** Its value, or the set of its keys, cannot be known from this text alone. */
  isUnknown(pointer: string): boolean;
  /** So is something inside of it. */
  hasUnknownBelow(pointer: string): boolean;
}

export interface Located {
  readonly value: Range;
  readonly key?: Range;
}

type Node = YamlNode | JsonNode;
interface Child extends Located {
  readonly node: Node | undefined;
}

/** More than any file of people; what an alias bomb expands to is cut here. */
const mostNodes = 200_000;
const deepest = 500;

export function instanceOf(root: Node, dialect: YamlDialect): Instance {
  const anchors = new Map<string, YamlNode>();
  collectAnchors(root, anchors);
  const unknown = new Set<string>();
  const places = new Map<string, Located>();
  let nodes = 0;

  function read(node: Node | undefined, pointer: string, depth: number, expanding: ReadonlySet<string>): unknown {
    nodes += 1;
    if (node === undefined || nodes > mostNodes || depth > deepest) return unknownAt(pointer);
    if (node.type === "YamlAlias") {
      const target = anchors.get(node.name);
      if (target === undefined || expanding.has(node.name)) return unknownAt(pointer);
      return read(target, pointer, depth + 1, new Set([...expanding, node.name]));
    }
    if ("tag" in node && node.tag !== undefined && !node.tag.startsWith("!!")) return unknownAt(pointer);
    if (node.type === "YamlScalar") return known(resolveScalar(node, dialect), pointer);
    if (node.type === "JsonValue") return known(node.value, pointer);
    if (node.type === "YamlSequence" || node.type === "JsonArray") {
      return node.items.map((item: Node, index) => {
        const at = `${pointer}/${index}`;
        if (!places.has(at)) places.set(at, { value: item.range });
        return read(item, at, depth + 1, expanding);
      });
    }
    const result: Record<string, unknown> = Object.create(null);
    for (const [name, child] of childrenOf(node, pointer, expanding)) {
      const at = `${pointer}/${escape(name)}`;
      places.set(at, child);
      result[name] = read(child.node, at, depth + 1, expanding);
    }
    return result;
  }

  function childrenOf(node: Node, pointer: string, expanding: ReadonlySet<string>): ReadonlyMap<string, Child> {
    const children = new Map<string, Child>();
    if (node.type === "JsonObject") {
      for (const { key, value } of node.members) {
        children.set(key.name, { node: value, key: key.range, value: value.range });
      }
    } else if (node.type === "YamlMapping") {
      for (const pair of node.pairs) if (isMerge(pair.key)) merge(pair, children, pointer, expanding);
      for (const { key, value } of node.pairs) {
        if (isMerge(key)) continue;
        if (key.type !== "YamlScalar") unknown.add(pointer);
        else children.set(key.value, { node: value, key: key.range, value: value.range });
      }
    }
    return children;
  }

  /** Keys that `<<` brings stand, for the reader, where `<<` stands. */
  function merge(
    pair: YamlMapping["pairs"][number],
    children: Map<string, Child>,
    pointer: string,
    expanding: ReadonlySet<string>,
  ): void {
    const sources = pair.value.type === "YamlSequence" ? pair.value.items : [pair.value];
    for (const source of sources.toReversed()) {
      const target = source.type === "YamlAlias" ? anchors.get(source.name) : source;
      const isLoop = source.type === "YamlAlias" && expanding.has(source.name);
      if (target?.type !== "YamlMapping" || isLoop) {
        unknown.add(pointer);
        continue;
      }
      const inside = source.type === "YamlAlias" ? new Set([...expanding, source.name]) : expanding;
      nodes += target.pairs.length;
      if (nodes > mostNodes || inside.size > 50) unknown.add(pointer);
      else
        for (const [name, { node }] of childrenOf(target, pointer, inside)) {
          children.set(name, { node, key: pair.key.range, value: pair.key.range });
        }
    }
  }

  function known(value: unknown, pointer: string): unknown {
    if (typeof value === "string" && isTemplated(value)) unknown.add(pointer);
    return value;
  }

  function unknownAt(pointer: string): string {
    unknown.add(pointer);
    return "";
  }

  const value = read(root, "", 0, new Set());
  return {
    value,
    locate: (pointer) => (pointer === "" ? { value: root.range } : places.get(pointer)),
    isUnknown: (pointer) => unknown.has(pointer),
    hasUnknownBelow: (pointer) => [...unknown].some((place) => place === pointer || place.startsWith(`${pointer}/`)),
  };
}

/** Filled in before anybody reads the file: a template engine's marks, an expression, an interpolation. */
export function isTemplated(text: string): boolean {
  return /\{\{|\$\{|\{%|<%|\$\(|^\$[A-Za-z_]|%\{|^__\w+__$|^@\w+@$/u.test(text);
}

export function escape(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

function isMerge(key: YamlNode): boolean {
  return key.type === "YamlScalar" && key.style === "plain" && key.value === "<<";
}

/** The last anchor of a name wins; a name that is set twice is rare enough. */
function collectAnchors(root: Node, anchors: Map<string, YamlNode>): void {
  const open: Node[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if ("anchor" in node && node.anchor !== undefined) anchors.set(node.anchor.name, node);
    if (node.type === "YamlMapping") for (const pair of node.pairs) open.push(pair.key, pair.value);
    else if (node.type === "YamlSequence") open.push(...node.items);
  }
}
