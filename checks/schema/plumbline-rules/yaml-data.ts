/** Turns the YAML of a rule set into plain data, strictly: a configuration needs no alias, no tag, no key twice. */

import type { Range } from "../../../core/text.ts";
import { resolveScalar } from "../../../languages/yaml/scalar.ts";
import type { YamlMapping, YamlNode } from "../../../languages/yaml/tree.ts";
import type { Complain } from "./problem.ts";

const deepest = 16;

/** Plain data; objects inherit nothing but what comparing them needs, so that `__proto__` is a key like any other. */
export function toPlainData(node: YamlNode, complain: Complain, depth = 0): unknown {
  if (depth > deepest) {
    complain(node.range, `This is nested deeper than ${deepest} levels, which no rule set needs.`);
    return null;
  }
  if (node.tag !== undefined) {
    complain(node.range, `The tag \`${node.tag}\` has no meaning in a rule set.`, "Delete the tag.");
  }
  switch (node.type) {
    case "YamlAlias":
      complain(
        node.range,
        `\`*${node.name}\` is an alias, and aliases are not followed in a rule set.`,
        "Write the value out.",
      );
      return null;
    case "YamlScalar":
      return resolveScalar(node, "1.2");
    case "YamlSequence":
      return node.items.map((item) => toPlainData(item, complain, depth + 1));
    case "YamlMapping":
      return mappingData(node, complain, depth);
  }
}

/** A validator that compares objects (`enum`, `uniqueItems`) asks these two of them. */
const comparable: object = Object.freeze(
  Object.create(null, {
    valueOf: { value: Object.prototype.valueOf },
    toString: { value: Object.prototype.toString },
  }),
);

function mappingData(mapping: YamlMapping, complain: Complain, depth: number): Readonly<Record<string, unknown>> {
  const data: Record<string, unknown> = Object.create(comparable);
  for (const { key, value } of mapping.pairs) {
    if (key.type !== "YamlScalar") {
      complain(key.range, "This key is not a plain text.", "Write a name as the key.");
      continue;
    }
    if (Object.hasOwn(data, key.value)) {
      complain(
        key.range,
        `\`${key.value}\` stands twice here, and the second would silently win.`,
        "Delete one of them.",
      );
      continue;
    }
    const plain = toPlainData(value, complain, depth + 1);
    Object.defineProperty(data, key.value, { value: plain, enumerable: true, configurable: true, writable: true });
  }
  return data;
}

/** The places of a value: of itself, and of the key that it stands under. */
export interface Located {
  readonly node: YamlNode;
  readonly key: Range;
}

/** Follows a JSON pointer as far as the tree goes. */
export function locate(root: YamlNode, pointer: string): Located {
  let located: Located = { node: root, key: root.range };
  for (const part of pointer.split("/").slice(1)) {
    const next = childOf(located.node, part.replaceAll("~1", "/").replaceAll("~0", "~"));
    if (!next) return located;
    located = next;
  }
  return located;
}

export function childOf(node: YamlNode, name: string): Located | undefined {
  if (node.type === "YamlSequence") {
    const item = node.items[Number(name)];
    return item && { node: item, key: item.range };
  }
  if (node.type !== "YamlMapping") return undefined;
  const pair = node.pairs.find(({ key }) => key.type === "YamlScalar" && key.value === name);
  return pair && { node: pair.value, key: pair.key.range };
}
