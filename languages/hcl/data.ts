/** The plain data that an HCL text stands for, with the way back to its places: what policies of owners are asked about. */

import { unknownValue, type Certainty, type Data, type DataPlace } from "../data.ts";
import { evaluate, type Scope } from "./evaluate.ts";
import type { HclBlock, HclBody, HclExpression, HclFile, HclObjectItem } from "./tree.ts";
import { isList, isMap, newBudget, unknown, type Value } from "./value.ts";

/** One block as data of its own: attributes by name, nested blocks as lists under their type. */
export interface HclBlockData {
  readonly type: string;
  readonly labels: readonly string[];
  /** Rooted at the block; `labels` stands for its labels where the block says nothing else by that name. */
  readonly data: Data;
}

export interface HclData {
  /** The whole file: blocks as lists under their type. */
  readonly root: Data;
  /** Every block at any depth, in the order of the text; the content of a `dynamic` block stands for blocks of its type. */
  readonly blocks: readonly HclBlockData[];
}

interface Conversion {
  readonly scope: Scope;
  readonly places: WeakMap<object, ReadonlyMap<string, DataPlace>>;
  readonly open: WeakSet<object>;
  readonly blocks: HclBlockData[];
}

/** Nothing outside the expression itself is known: no variable, no resource. */
const nothingKnown = (): Value => unknown;

export function dataOfHcl(file: HclFile): HclData {
  const conversion: Conversion = {
    scope: { value: nothingKnown, budget: newBudget(200_000) },
    places: new WeakMap(),
    open: new WeakSet(),
    blocks: [],
  };
  const value = ofBody(file.body, conversion);
  return { root: dataAt(value, { value: file.range }, conversion), blocks: conversion.blocks };
}

function dataAt(value: object, place: DataPlace, { places, open }: Conversion): Data {
  const walk = (instancePath: string): { value: unknown; place: DataPlace } | undefined => {
    let at: { value: unknown; place: DataPlace } = { value, place };
    for (const segment of segmentsOf(instancePath)) {
      const next = typeof at.value === "object" && at.value !== null ? places.get(at.value)?.get(segment) : undefined;
      // What lies inside a computed value has the place of that value.
      at = { value: childOf(at.value, segment), place: next ?? at.place };
      if (at.value === undefined) return undefined;
    }
    return at;
  };
  return {
    value,
    locate: (instancePath) => walk(instancePath)?.place,
    certainty(instancePath): Certainty {
      const found = walk(instancePath)?.value;
      if (found === undefined || found === unknownValue) return "unknown";
      return typeof found === "object" && found !== null && open.has(found) ? "open" : "known";
    },
    isOpen: (object) => open.has(object),
  };
}

function segmentsOf(instancePath: string): readonly string[] {
  const segments = instancePath.split("/").slice(1);
  return segments.map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function childOf(value: unknown, segment: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, segment)) return undefined;
  return Reflect.get(value, segment);
}

function ofBody(body: HclBody, conversion: Conversion): object {
  const object: object = Object.create(null);
  const places = new Map<string, DataPlace>();
  const lists = new Map<string, { readonly items: unknown[]; readonly places: Map<string, DataPlace> }>();
  const dynamic = new Set<string>();
  for (const item of body.items) {
    if (item.type === "HclAttribute") {
      const value = ofExpression(item.expression, conversion);
      // To set `null` is to leave it out.
      if (value === null) continue;
      define(object, item.name.name, value);
      places.set(item.name.name, { key: item.name.range, value: item.expression.range });
    } else if (isDynamic(item)) {
      dynamic.add(item.labels[0]?.value ?? "");
      readDynamic(item, conversion);
    } else {
      const { name } = item.blockType;
      const list = lists.get(name) ?? { items: [], places: new Map<string, DataPlace>() };
      lists.set(name, list);
      list.places.set(String(list.items.length), { value: item.header });
      list.items.push(
        ofBlock(
          item,
          item.blockType.name,
          item.labels.map(({ value }) => value),
          conversion,
        ),
      );
      if (!places.has(name)) places.set(name, { key: item.blockType.range, value: item.header });
    }
  }
  for (const [name, list] of lists) {
    if (Object.hasOwn(object, name)) continue;
    conversion.places.set(list.items, list.places);
    define(object, name, list.items);
  }
  // How many blocks of that type there will be, nobody knows yet.
  for (const name of dynamic) define(object, name, unknownValue);
  conversion.places.set(object, places);
  return object;
}

function ofBlock(block: HclBlock, type: string, labels: readonly string[], conversion: Conversion): object {
  // Its place in the list comes before those of the blocks in it.
  const index = conversion.blocks.length;
  const value = ofBody(block.body, conversion);
  if (!Object.hasOwn(value, "labels")) define(value, "labels", labels);
  conversion.blocks.splice(index, 0, { type, labels, data: dataAt(value, { value: block.header }, conversion) });
  return value;
}

function isDynamic({ blockType, labels }: HclBlock): boolean {
  return blockType.name === "dynamic" && labels.length === 1;
}

function readDynamic(block: HclBlock, conversion: Conversion): void {
  for (const item of block.body.items) {
    if (item.type !== "HclBlock" || item.blockType.name !== "content") continue;
    ofBlock(item, block.labels[0]?.value ?? "", [], conversion);
  }
}

function ofExpression(expression: HclExpression, conversion: Conversion): unknown {
  switch (expression.type) {
    case "HclParentheses":
      return ofExpression(expression.expression, conversion);
    case "HclTuple": {
      const items = expression.items.map((item) => ofExpression(item, conversion));
      const places = expression.items.map((item, index) => [String(index), { value: item.range }] as const);
      conversion.places.set(items, new Map(places));
      return items;
    }
    case "HclObject":
      return ofObject(expression.items, conversion);
    default:
      return ofValue(evaluate(expression, conversion.scope));
  }
}

function ofObject(items: readonly HclObjectItem[], conversion: Conversion): object {
  const object: object = Object.create(null);
  const places = new Map<string, DataPlace>();
  for (const { key, value } of items) {
    const name = key.type === "HclName" ? key.name : evaluate(key, conversion.scope);
    const plain = ofExpression(value, conversion);
    if (typeof name === "string" || typeof name === "number") {
      define(object, String(name), plain);
      places.set(String(name), { key: key.range, value: value.range });
    } else conversion.open.add(object);
  }
  conversion.places.set(object, places);
  return object;
}

function ofValue(value: Value): unknown {
  if (value === unknown) return unknownValue;
  if (isList(value)) return value.map(ofValue);
  if (!isMap(value)) return value;
  const object: object = Object.create(null);
  for (const [key, item] of value) define(object, key, ofValue(item));
  return object;
}

/** Names come from outside, `__proto__` among them. */
function define(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });
}
