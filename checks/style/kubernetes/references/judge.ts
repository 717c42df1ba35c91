/** Holds what the objects of a unit name against the unit: what is not there, or is there without the port or key that is asked for. */

import type { Place } from "../../../../core/finding.ts";
import { isSlip } from "../../../../core/nearest.ts";
import type { KubernetesObject } from "../../../../languages/kubernetes/objects.ts";
import { type Reference, referencesOf } from "../../../../languages/kubernetes/references.ts";
import { unreadPatch } from "../../../../languages/kustomize/build.ts";
import type { BuiltObject } from "../../../../languages/kustomize/built-object.ts";
import { lacksKey, lacksPort, lacksTargetPort } from "./details.ts";
import { chooses, hasOneOf, type Selector, selectorOf } from "./selection.ts";
import type { Unit } from "./units.ts";

/** Something that leads nowhere in one unit. */
export interface Dangling {
  readonly at: Place;
  /** "Service `api`". */
  readonly title: string;
  /** "routes to the Service `web`, which … does not have"; the place in between is the unit's title. */
  readonly says: (unitTitle: string) => string;
  /** What it leads to, to be looked for before the change: kind and name; nothing for a selector. */
  readonly wanted?: { readonly kind: string; readonly name: string };
  /** What was most likely meant. */
  readonly meant?: string;
  /** Both ends are known, and they do not fit. */
  readonly isCertain: boolean;
  /** Says nothing unless this change takes the target away. */
  readonly onlyIfLost: boolean;
}

export function danglingIn(unit: Unit): readonly Dangling[] {
  const whole = unit.objects.flatMap((built) =>
    built.object === undefined
      ? []
      : [...ofReferences(built.object, built, unit), ...ofSelector(built.object, built, unit), ...ofPorts(built, unit)],
  );
  const parts = unit.parts.flatMap(({ object, path, namespace }) =>
    ofReferences(object, { path, namespace: object.namespace ?? namespace, patches: [] }, unit),
  );
  return [...whole, ...parts];
}

type Referrer = Pick<BuiltObject, "path" | "namespace" | "patches">;

function ofReferences(object: KubernetesObject, from: Referrer, unit: Unit): readonly Dangling[] {
  return referencesOf(object).flatMap((reference): readonly Dangling[] => {
    if (mayBeChanged(from.patches, reference.touchedBy)) return [];
    const all = ofKind(unit, reference).filter((built) => mayShare(built, reference, from));
    const named = all.filter(({ names }) => names.size === 0 || names.has(reference.name));
    const at = { path: from.path, range: reference.at.place() };
    const what = `${reference.verb} ${reference.kind} \`${reference.name}\``;
    if (named.length > 0) return ofDetails(reference, named, { at, title: object.title, what });
    if (unit.mentioned.has(reference.name)) return [];
    const meant = all.flatMap(({ names }) => [...names]).find((name) => isMisspelt(reference.name, name));
    return [
      {
        at,
        title: object.title,
        says: (title) => `${what}, which ${title} does not have`,
        wanted: { kind: reference.kind, name: reference.name },
        ...(meant === undefined ? {} : { meant }),
        isCertain: meant !== undefined && unit.unknown.size === 0,
        onlyIfLost:
          unit.unknown.size > 0 || reference.isOftenElsewhere === true || ofKind(unit, reference).length === 0,
      },
    ];
  });
}

/** Names that differ in a number are names of two things. */
function isMisspelt(name: string, other: string): boolean {
  return isSlip(name, other) && name.replaceAll(/\d/gu, "") !== other.replaceAll(/\d/gu, "");
}

/** The object is there; does it have the port or the key? */
function ofDetails(
  { key, port }: Reference,
  named: readonly BuiltObject[],
  { at, title, what }: { readonly at: Place; readonly title: string; readonly what: string },
): readonly Dangling[] {
  const detail = port ?? key;
  if (detail === undefined || !named.every((built) => (port ? lacksPort(built, port) : lacksKey(built, detail))))
    return [];
  const word = port ? "port" : "key";
  return [
    {
      at: { path: at.path, range: detail.place() },
      title,
      says: () => `${what}, which does not have the ${word} \`${String(detail.value)}\``,
      isCertain: true,
      onlyIfLost: false,
    },
  ];
}

function ofSelector(object: KubernetesObject, from: BuiltObject, unit: Unit): readonly Dangling[] {
  const selector = selectorOf(object, from);
  if (!selector || mayBeChanged(from.patches, /selector/iu)) return [];
  const candidates = candidatesFor(selector, from, unit);
  const isAnyChosen = candidates.some(
    (each) => mayBeChanged(each.patches, /labels|spec\/template"?\s*$/imu) || chooses(selector, each) !== false,
  );
  if (isAnyChosen) return [];
  const isMeant = candidates.some((each) => hasOneOf(selector, each));
  const what = selector.chooses === "pod" ? "pod" : "Service";
  return [
    {
      at: { path: from.path, range: selector.section.place() },
      title: object.title,
      says: (title) => `selects no ${what} of ${title}`,
      isCertain: isMeant && unit.unknown.size === 0 && !makesPods(unit),
      onlyIfLost: unit.unknown.size > 0 || candidates.length === 0 || makesPods(unit),
    },
  ];
}

function candidatesFor(selector: Selector, from: BuiltObject, unit: Unit): readonly BuiltObject[] {
  // A monitor looks into other namespaces where it is told to.
  const isEverywhere = !selector.object.root.at("spec", "namespaceSelector").isMissing;
  const { pods, kinds } = indexOf(unit);
  const all = selector.chooses === "pod" ? pods : (kinds.get("Service") ?? []);
  return all.filter(({ namespace }) => isEverywhere || sharesNamespace(namespace, from.namespace));
}

interface UnitIndex {
  readonly kinds: ReadonlyMap<string, readonly BuiltObject[]>;
  readonly pods: readonly BuiltObject[];
}

const indices = new WeakMap<Unit, UnitIndex>();

function indexOf(unit: Unit): UnitIndex {
  const known = indices.get(unit);
  if (known) return known;
  const pods = unit.objects.filter(({ object }) => object?.pod !== undefined);
  const kinds = new Map<string, BuiltObject[]>();
  for (const built of unit.objects) {
    const same = kinds.get(built.kind);
    if (same) same.push(built);
    else kinds.set(built.kind, [built]);
  }
  const index = { kinds, pods };
  indices.set(unit, index);
  return index;
}

/** Operators make pods that stand in no file. */
function makesPods({ mentioned }: Unit): boolean {
  return mentioned.size > 0;
}

function ofPorts(built: BuiltObject, unit: Unit): readonly Dangling[] {
  const { object, path, patches } = built;
  const selector = object?.kind === "Service" ? selectorOf(object, built) : undefined;
  if (!object || !selector || patches.length > 0 || unit.unknown.size > 0) return [];
  const pods = candidatesFor(selector, built, unit).filter((each) => chooses(selector, each) !== false);
  if (pods.length === 0 || pods.some((each) => each.patches.length > 0)) return [];
  return object.root
    .at("spec", "ports")
    .items()
    .map((port) => port.at("targetPort"))
    .filter((port) => pods.every((each) => lacksTargetPort(each, port)))
    .map((port) => ({
      at: { path, range: port.place() },
      title: object.title,
      says: () => `sends to the port \`${String(port.value)}\`, which no container of its pods has`,
      isCertain: true,
      onlyIfLost: false,
    }));
}

export function mayBeChanged(patches: readonly string[], by: RegExp): boolean {
  return patches.some((text) => text === unreadPatch || by.test(text));
}

function ofKind(unit: Unit, { kind, group }: Reference): readonly BuiltObject[] {
  const all = indexOf(unit).kinds.get(kind) ?? [];
  return group === undefined ? all : all.filter((built) => built.group === group);
}

function mayShare(built: BuiltObject, reference: Reference, from: Referrer): boolean {
  return reference.isAnywhere === true || sharesNamespace(built.namespace, reference.namespace ?? from.namespace);
}

/** What has no namespace of its own gets one when it is applied. */
function sharesNamespace(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}

/** Whether a selector of that object is known to choose something. */
export function selectsSomething(unit: Unit, path: string, title: string): boolean {
  return unit.objects.some((built) => {
    if (built.path !== path || built.object?.title !== title) return false;
    const selector = selectorOf(built.object, built);
    return (
      selector !== undefined && candidatesFor(selector, built, unit).some((each) => chooses(selector, each) === true)
    );
  });
}

/** Whether a unit has an object of that kind and name, in whatever namespace. */
export function hasObject(unit: Unit, { kind, name }: { readonly kind: string; readonly name: string }): boolean {
  return (indexOf(unit).kinds.get(kind) ?? []).some(({ names }) => names.has(name));
}
