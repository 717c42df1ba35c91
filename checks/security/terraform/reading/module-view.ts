/** A module as security checks meet it: the resources of one file, indexed once, and what the other files say about them. */

import type { Facts } from "../../../../core/check.ts";
import type { Range } from "../../../../core/text.ts";
import { evaluate, type Scope } from "../../../../languages/hcl/evaluate.ts";
import type { Declaration } from "../../../../languages/hcl/module/summary.ts";
import { summarizeFile } from "../../../../languages/hcl/module/summarize.ts";
import type { HclExpression } from "../../../../languages/hcl/tree.ts";
import { newBudget, unknown, type Value } from "../../../../languages/hcl/value.ts";
import type { HclDocument, JsonDocument } from "../../../../languages/parsed.ts";
import { isJoinedType } from "./joined-types.ts";
import { readModuleFacts } from "./module-facts.ts";
import { handedOn } from "./registry-modules.ts";
import { addressesIn } from "./references.ts";
import { type Reading, type Section, sectionOfBody } from "./section.ts";

export interface Resource {
  /** Type of a resource; `data.TYPE` of a data source; `provider`, `module` … for other blocks. */
  readonly type: string;
  readonly name: string;
  /** `aws_s3_bucket.logs`: what messages call it. */
  readonly address: string;
  readonly path: string;
  readonly section: Section;
  /** `resource "aws_s3_bucket" "logs"`. */
  readonly header: Range;
  /** Made by a module of elsewhere, which may make whatever belongs to it as well. */
  readonly isFromModule?: true;
}

export interface ModuleView {
  /** Of the document, by type; without those that are known not to be made (`count = 0`). */
  readonly own: ReadonlyMap<string, readonly Resource[]>;
  /** Of the whole module, as far as it is known. */
  readonly ofType: (type: string) => readonly Resource[];
  readonly find: (address: string) => Resource | undefined;
  /** Whether every resource of the type is known: `false` where files that nobody could read may hold more. */
  readonly isWhole: (type: string) => boolean;
  readonly scope: Scope;
}

const views = new WeakMap<object, ModuleView>();

/** Every check of a document shares one view. */
export function viewOf(document: HclDocument | JsonDocument, facts: Facts | undefined): ModuleView {
  const known = views.get(document);
  if (known) return known;
  const view = buildView(document, facts);
  views.set(document, view);
  return view;
}

function buildView(document: HclDocument | JsonDocument, facts: Facts | undefined): ModuleView {
  const others = readModuleFacts(facts);
  const { declarations, isBroken } = summarizeFile(document);
  const scope = scopeOf(declarations, others.values);
  const own = declarations.flatMap((declaration) => withHandedOn(declaration, document.path, scope));
  const elsewhere = others.declarations
    .filter(({ path }) => path !== document.path)
    .map(({ declaration, path }) => describe(declaration, path, scope));
  const all = [...own, ...elsewhere].filter(isMade);
  const byType = groupBy(all, ({ type }) => type);
  const byAddress = new Map(all.map((resource) => [resource.address, resource]));
  return {
    own: groupBy(own.filter(isMade), ({ type }) => type),
    ofType: (type) => byType.get(type) ?? [],
    find: (address) => byAddress.get(address),
    isWhole: (type) => others.isWhole && !isBroken && (others.isAlone || isJoinedType(type)),
    scope,
  };
}

function withHandedOn(declaration: Declaration, path: string, scope: Scope): readonly Resource[] {
  const described = describe(declaration, path, scope);
  const resource = handedOn(declaration, described.section);
  return resource ? [described, { ...described, ...resource, isFromModule: true }] : [described];
}

function describe(declaration: Declaration, path: string, scope: Scope): Resource {
  const { kind, type: given, name, labels, place } = declaration;
  const section = sectionOfBody(declaration, place, scope);
  const common = { name, path, section, header: place };
  if (kind === "resource" && given !== undefined) return { ...common, type: given, address: `${given}.${name}` };
  if (kind === "data" && given !== undefined) {
    return { ...common, type: `data.${given}`, address: `data.${given}.${name}` };
  }
  return { ...common, type: kind, address: [kind, ...labels].join(".") };
}

function isMade({ section }: Resource): boolean {
  const count = section.read("count");
  if (count.state === "known" && (count.value === 0 || count.value === "0")) return false;
  const forEach = section.read("for_each");
  if (forEach.state !== "known") return true;
  return Array.isArray(forEach.value)
    ? forEach.value.length > 0
    : !(forEach.value instanceof Map) || forEach.value.size > 0;
}

/** Variables by their default, locals by their expression; everything else is known only to a run. */
function scopeOf(declarations: readonly Declaration[], given: ReadonlyMap<string, Value>): Scope {
  const expressions = new Map<string, HclExpression>();
  for (const { kind, name, attributes } of declarations) {
    const wanted = kind === "local" ? name : "default";
    const expression = attributes.find((each) => each.name === wanted)?.expression;
    if (!expression || (kind !== "local" && kind !== "variable")) continue;
    expressions.set(`${kind === "local" ? "local" : "var"}.${name}`, expression);
  }
  const values = new Map<string, Value>(given);
  const scope: Scope = {
    budget: newBudget(500_000),
    value(root, attribute) {
      const key = `${root}.${attribute ?? ""}`;
      const value = values.get(key);
      if (value !== undefined) return value;
      const expression = expressions.get(key);
      if (!expression) return unknown;
      // Whoever asks again on the way to the answer stands in a cycle.
      values.set(key, unknown);
      const result = evaluate(expression, scope);
      values.set(key, result);
      return result;
    },
  };
  return scope;
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** Resources that belong to another by naming it. `isWhole`: there are no others that only a run would show. */
export interface Companions {
  readonly list: readonly Resource[];
  readonly isWhole: boolean;
}

/** Resources of `type` whose `attribute` names `resource`: by reference, or by the same literal name. */
export function companionsOf(module: ModuleView, resource: Resource, type: string, attribute: string): Companions {
  const list: Resource[] = [];
  let isWhole = module.isWhole(type) && resource.isFromModule !== true;
  for (const candidate of module.ofType(type)) {
    const pointer = candidate.section.read(attribute);
    if (pointsAt(pointer, resource)) list.push(candidate);
    else if (pointer.state === "unknown" && !namesAnother(pointer)) isWhole = false;
  }
  return { list, isWhole };
}

const naming = ["bucket", "name", "identifier", "cluster_identifier", "id"];

function pointsAt(pointer: Reading, resource: Resource): boolean {
  if (pointer.state === "absent") return false;
  if (pointer.expression && addressesIn(pointer.expression).includes(resource.address)) return true;
  if (pointer.state !== "known" || typeof pointer.value !== "string") return false;
  return naming.some((name) => {
    const own = resource.section.read(name);
    return own.state === "known" && own.value === pointer.value;
  });
}

function namesAnother(pointer: Reading): boolean {
  return pointer.state === "unknown" && pointer.expression !== undefined && addressesIn(pointer.expression).length > 0;
}
