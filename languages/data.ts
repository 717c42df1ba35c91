/** The plain data that a YAML or JSON tree stands for, with the way back from a JSON pointer to the place in the text. */

import type { Range } from "../core/text.ts";
import type { JsonNode } from "./json/tree.ts";
import { resolveScalar, type YamlDialect } from "./yaml/scalar.ts";
import type { YamlAlias, YamlMapping, YamlNode, YamlPair, YamlScalar } from "./yaml/tree.ts";

/** Stands where a value cannot be known: behind a tag of the reader's own, in a template, behind too many aliases. Never fires. */
export const unknownValue: unique symbol = Symbol("unknown value");

/**
 * `unknown`: the value, or something it lies in, cannot be known. `open`: a mapping that takes more keys from elsewhere
 * (`<<`), so what it lacks is not known. `partly`: something below is unknown or open. Else `known`.
 */
export type Certainty = "known" | "partly" | "open" | "unknown";

export interface DataPlace {
  /** Missing for the root and for items. */
  readonly key?: Range;
  readonly value: Range;
}

export interface Data {
  /**
   * Objects inherit nothing but what deep comparison needs, so `__proto__` and `constructor` are keys like any other.
   * An alias shares its anchor's value. The last of equal keys wins. Never to be written out: sharing may be deep.
   */
  readonly value: unknown;
  /** The place of an ajv `instancePath`; `undefined` where nothing is there. */
  locate(instancePath: string): DataPlace | undefined;
  certainty(instancePath: string): Certainty;
  /** Whether an object of `value` takes more keys from elsewhere: what it lacks is not known. */
  isOpen(object: object): boolean;
}

type Node = YamlNode | JsonNode;

interface Converted {
  readonly value: unknown;
  /** Nodes, with aliases counted as often as a reader would walk them. */
  readonly size: number;
  readonly certainty: Certainty;
}

interface Conversion {
  readonly dialect: YamlDialect;
  readonly anchors: Map<string, { readonly node: YamlNode; readonly converted: Converted | undefined }>;
  readonly targets: Map<YamlAlias, YamlNode>;
  readonly certainties: Map<Node, Certainty>;
  /** Objects that take more keys from elsewhere. */
  readonly open: WeakSet<object>;
  /** What looks like a template is a text like any other. */
  readonly templatesAreText: boolean;
  /** Nodes that aliases may still add: validators walk shared values once per way to them. */
  left: number;
}

const mostAliasedNodes = 50_000;
const template = /\{\{|\{%|<%|\$\{|\$\([A-Za-z_]|^\$[A-Za-z_]\w*$/;

/**
 * Works on the tree of one document; a tree from our parsers is never too deep for it. `templates`: in the files of some
 * tools `{{ … }}` is theirs, and what stands there is what they get.
 */
export function dataOf(
  node: Node | undefined,
  dialect: YamlDialect = "1.2",
  templates: "unknown" | "text" = "unknown",
): Data {
  const conversion: Conversion = {
    dialect,
    anchors: new Map(),
    targets: new Map(),
    certainties: new Map(),
    open: new WeakSet(),
    templatesAreText: templates === "text",
    left: mostAliasedNodes,
  };
  const value = node ? convert(node, conversion).value : null;

  return {
    value,
    locate: (instancePath) => walkTo(node, instancePath, conversion.targets)?.place,
    certainty(instancePath) {
      const way = walkTo(node, instancePath, conversion.targets);
      if (!way) return "unknown";
      if (way.nodes.some((each) => conversion.certainties.get(each) === "unknown")) return "unknown";
      const last = way.nodes.at(-1);
      return (last && conversion.certainties.get(last)) ?? "known";
    },
    isOpen: (object) => conversion.open.has(object),
  };
}

function convert(node: Node, conversion: Conversion): Converted {
  const anchor = "anchor" in node ? node.anchor?.name : undefined;
  // An alias inside its own anchor has no end: until the node is whole, the anchor stands for nothing.
  if (anchor !== undefined && isYaml(node)) conversion.anchors.set(anchor, { node, converted: undefined });
  const converted = hasOwnTag(node) ? unknown : convertContent(node, conversion);
  if (anchor !== undefined && isYaml(node)) conversion.anchors.set(anchor, { node, converted });
  if (converted.certainty !== "known") conversion.certainties.set(node, converted.certainty);
  return converted;
}

const unknown: Converted = { value: unknownValue, size: 1, certainty: "unknown" };

function convertContent(node: Node, conversion: Conversion): Converted {
  switch (node.type) {
    case "YamlScalar":
      return ofScalar(resolveScalar(node, conversion.dialect), conversion);
    case "JsonValue":
      return ofScalar(node.value, conversion);
    case "YamlAlias":
      return ofAlias(node, conversion);
    case "YamlSequence":
    case "JsonArray":
      return ofItems(node.items, conversion);
    case "YamlMapping":
      return ofMapping(node, conversion);
    case "JsonObject":
      return ofEntries(
        node.members.map((member) => [member.key.name, member.value]),
        "known",
        conversion,
      );
  }
}

function ofScalar(value: unknown, { templatesAreText }: Conversion): Converted {
  if (!templatesAreText && typeof value === "string" && template.test(value)) return unknown;
  return { value, size: 1, certainty: "known" };
}

function ofAlias(alias: YamlAlias, conversion: Conversion): Converted {
  const anchor = conversion.anchors.get(alias.name);
  if (!anchor?.converted || anchor.converted.size > conversion.left) return unknown;
  conversion.left -= anchor.converted.size;
  conversion.targets.set(alias, anchor.node);
  return anchor.converted;
}

function ofItems(items: readonly Node[], conversion: Conversion): Converted {
  const value: unknown[] = [];
  let size = 1;
  let certainty: Certainty = "known";
  for (const item of items) {
    const converted = convert(item, conversion);
    value.push(converted.value);
    size += converted.size;
    if (converted.certainty !== "known") certainty = "partly";
  }
  return { value, size, certainty };
}

function ofMapping(mapping: YamlMapping, conversion: Conversion): Converted {
  const entries: (readonly [string, Node])[] = [];
  let certainty: Certainty = "known";
  for (const pair of mapping.pairs) {
    const name = keyName(pair, conversion.targets, conversion.anchors);
    if (name === undefined) certainty = "open";
    else entries.push([name, pair.value]);
    // Anchors on keys and below merges are known to what follows.
    convert(pair.key, conversion);
    if (name === undefined) convert(pair.value, conversion);
  }
  return ofEntries(entries, certainty, conversion);
}

function ofEntries(entries: readonly (readonly [string, Node])[], own: Certainty, conversion: Conversion): Converted {
  const value: object = Object.create(comparable);
  let size = 1;
  let certainty = own;
  for (const [name, node] of entries) {
    const converted = convert(node, conversion);
    Object.defineProperty(value, name, {
      value: converted.value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
    size += converted.size;
    if (converted.certainty !== "known" && certainty === "known") certainty = "partly";
  }
  if (own === "open") conversion.open.add(value);
  return { value, size, certainty };
}

/** Deep comparison (ajv's `enum`, `const`, `uniqueItems`) asks these two of every object; nothing else is inherited. */
const comparable: object = Object.freeze(
  Object.create(null, {
    valueOf: { value: Object.prototype.valueOf },
    toString: { value: Object.prototype.toString },
  }),
);

/** A key's text; `undefined` for a merge and for keys that are no scalars. */
function keyName(pair: YamlPair, targets: Conversion["targets"], anchors?: Conversion["anchors"]): string | undefined {
  const { key } = pair;
  if (key.type === "YamlAlias") {
    const target = targets.get(key) ?? anchors?.get(key.name)?.node;
    return target?.type === "YamlScalar" ? target.value : undefined;
  }
  if (key.type !== "YamlScalar" || isMerge(key)) return undefined;
  return key.value;
}

function isMerge(key: YamlScalar): boolean {
  return key.value === "<<" && (key.style === "plain" || key.tag === "!!merge");
}

/** A tag of the reader's own (`!Ref`, `!vault`) makes of the node what only the reader knows. */
function hasOwnTag(node: Node): boolean {
  const tag = "tag" in node ? node.tag : undefined;
  return tag !== undefined && !tag.startsWith("!!") && !tag.startsWith("!<tag:yaml.org,2002:") && tag !== "!";
}

function isYaml(node: Node): node is YamlNode {
  return node.type.startsWith("Yaml");
}

interface Way {
  readonly place: DataPlace;
  /** From the root to the value, aliases and what they stand for included. */
  readonly nodes: readonly Node[];
}

function walkTo(root: Node | undefined, instancePath: string, targets: Conversion["targets"]): Way | undefined {
  if (!root) return undefined;
  let node = root;
  let place: DataPlace = { value: root.range };
  const nodes: Node[] = [root];
  for (const segment of segmentsOf(instancePath)) {
    if (node.type === "YamlAlias") {
      const target = targets.get(node);
      if (!target) return { place, nodes };
      node = target;
      nodes.push(node);
    }
    const child = childAt(node, segment, targets);
    // What lies inside an unknown value has the place of that value.
    if (!child) return hasOwnTag(node) ? { place, nodes } : undefined;
    node = child.node;
    nodes.push(node);
    place = { ...(child.key && { key: child.key }), value: node.range };
  }
  return { place, nodes };
}

function segmentsOf(instancePath: string): readonly string[] {
  return instancePath
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function childAt(node: Node, segment: string, targets: Conversion["targets"]): { key?: Range; node: Node } | undefined {
  if (node.type === "YamlSequence" || node.type === "JsonArray") {
    const item: Node | undefined = node.items[Number(segment)];
    return item && { node: item };
  }
  if (node.type === "JsonObject") {
    const member = node.members.findLast((each) => each.key.name === segment);
    return member && { key: member.key.range, node: member.value };
  }
  if (node.type === "YamlMapping") {
    const pair = node.pairs.findLast((each) => keyName(each, targets) === segment);
    return pair && { key: pair.key.range, node: pair.value };
  }
  return undefined;
}
