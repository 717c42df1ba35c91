/** A block, or an object that stands for one, read three-valued: what it sets, what it leaves out, what nobody can know. */

import type { Range } from "../../../../core/text.ts";
import { evaluate, type Scope } from "../../../../languages/hcl/evaluate.ts";
import type { SummaryAttribute, SummaryBlock } from "../../../../languages/hcl/module/summary.ts";
import type { HclExpression, HclObject, HclObjectItem } from "../../../../languages/hcl/tree.ts";
import { isList, isMap, textOf, unknown, type Value, type ValueMap } from "../../../../languages/hcl/value.ts";

/** What stands at a name. `null` in the text says the same as nothing. */
export type Reading =
  | { readonly state: "absent"; readonly place: Range }
  | { readonly state: "unknown"; readonly place: Range; readonly expression?: HclExpression }
  | { readonly state: "known"; readonly place: Range; readonly value: Value; readonly expression?: HclExpression };

/** Sections of one name. `isWhole`: there are no others that only a run would show. */
export interface Sections {
  readonly list: readonly Section[];
  readonly isWhole: boolean;
}

export interface Section {
  /** Where a finding about something that is missing here points. */
  readonly place: Range;
  readonly read: (name: string) => Reading;
  readonly sections: (name: string) => Sections;
}

const none: Sections = { list: [], isWhole: true };
const unknowable: Sections = { list: [], isWhole: false };
/** A `dynamic` block of more elements is data, and nobody reads a finding about each. */
const mostElements = 100;

interface Body {
  readonly attributes: readonly SummaryAttribute[];
  readonly blocks: readonly SummaryBlock[];
}

export function sectionOfBody(body: Body, place: Range, scope: Scope): Section {
  const attribute = (name: string) => body.attributes.find((each) => each.name === name);
  return {
    place,
    read(name) {
      const { expression, whole } = attribute(name) ?? {};
      return expression && whole ? readingOf(expression, whole, scope) : { state: "absent", place };
    },
    sections(name) {
      const { expression, whole } = attribute(name) ?? {};
      if (expression && whole) return sectionsOfExpression(expression, whole, scope);
      const list: Section[] = [];
      let isWhole = true;
      for (const block of body.blocks) {
        if (block.type === name) list.push(sectionOfBody(block, block.place, scope));
        if (block.type !== "dynamic" || block.labels[0] !== name) continue;
        const generated = dynamicSections(block, name, scope);
        list.push(...generated.list);
        isWhole &&= generated.isWhole;
      }
      return { list, isWhole };
    },
  };
}

/** One section for each element where all of them are known; an empty collection makes none. */
function dynamicSections(block: SummaryBlock, name: string, scope: Scope): Sections {
  const content = block.blocks.find(({ type }) => type === "content");
  const forEach = block.attributes.find((each) => each.name === "for_each");
  const iterator = block.attributes.find((each) => each.name === "iterator")?.expression;
  if (!content || !forEach) return unknowable;
  const entries = entriesOf(evaluate(forEach.expression, scope));
  if (!entries || entries.length > mostElements) return unknowable;
  const binding = iterator?.type === "HclTraversal" ? iterator.root.name : name;
  return {
    list: entries.map(([key, value]) => {
      const element = new Map<string, Value>([
        ["key", key],
        ["value", value],
      ]);
      return sectionOfBody(content, block.place, bound(scope, binding, element));
    }),
    isWhole: true,
  };
}

function entriesOf(collection: Value): readonly (readonly [Value, Value])[] | undefined {
  if (isList(collection)) return collection.map((value, index) => [index, value]);
  return isMap(collection) ? [...collection] : undefined;
}

function bound(scope: Scope, name: string, value: ValueMap): Scope {
  return {
    budget: scope.budget,
    value(root, attribute) {
      if (root !== name) return scope.value(root, attribute);
      return attribute === undefined ? value : (value.get(attribute) ?? unknown);
    },
  };
}

export function readingOf(expression: HclExpression, place: Range, scope: Scope): Reading {
  const value = evaluate(expression, scope);
  if (value === unknown) return { state: "unknown", place, expression };
  return value === null ? { state: "absent", place } : { state: "known", place, value, expression };
}

/** `ingress = [{ … }]`: attributes as blocks. */
export function sectionsOfExpression(expression: HclExpression, place: Range, scope: Scope): Sections {
  if (expression.type === "HclObject") return { list: [sectionOfObject(expression, scope)], isWhole: true };
  if (expression.type === "HclTuple") {
    const parts = expression.items.map((item) => sectionsOfExpression(item, item.range, scope));
    return { list: parts.flatMap(({ list }) => list), isWhole: parts.every(({ isWhole }) => isWhole) };
  }
  return sectionsOfValue(evaluate(expression, scope), place);
}

export function sectionOfObject(object: HclObject, scope: Scope): Section {
  const find = (name: string): HclObjectItem | "unsure" | undefined => {
    let unsure = false;
    for (const item of object.items.toReversed()) {
      const key = item.key.type === "HclName" ? item.key.name : textOf(evaluate(item.key, scope));
      if (key === name) return item;
      unsure ||= key === unknown;
    }
    return unsure ? "unsure" : undefined;
  };
  return {
    place: object.range,
    read(name) {
      const item = find(name);
      if (item === undefined) return { state: "absent", place: object.range };
      if (item === "unsure") return { state: "unknown", place: object.range };
      return readingOf(item.value, item.range, scope);
    },
    sections(name) {
      const item = find(name);
      if (item === undefined) return none;
      return item === "unsure" ? unknowable : sectionsOfExpression(item.value, item.range, scope);
    },
  };
}

export function sectionsOfValue(value: Value, place: Range): Sections {
  if (value === null) return none;
  if (isMap(value)) return { list: [sectionOfMap(value, place)], isWhole: true };
  if (!isList(value)) return unknowable;
  const parts = value.map((item) => sectionsOfValue(item, place));
  return { list: parts.flatMap(({ list }) => list), isWhole: parts.every(({ isWhole }) => isWhole) };
}

function sectionOfMap(map: ValueMap, place: Range): Section {
  return {
    place,
    read(name) {
      const value = map.get(name) ?? null;
      if (value === unknown) return { state: "unknown", place };
      return value === null ? { state: "absent", place } : { state: "known", place, value };
    },
    sections: (name) => sectionsOfValue(map.get(name) ?? null, place),
  };
}
