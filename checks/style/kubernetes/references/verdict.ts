/** What to say of a reference that leads nowhere: old, broken by this change, certainly wrong, or perhaps made elsewhere. */

import { type Dangling, danglingIn, hasObject, selectsSomething } from "./judge.ts";
import type { Unit } from "./units.ts";

type Units = ReadonlyMap<string, Unit>;

/** One reference, in every unit where it leads nowhere. */
export interface Group {
  readonly first: Dangling;
  readonly found: readonly { readonly unit: Unit; readonly dangling: Dangling }[];
  /** Units that its file is part of. */
  readonly users: number;
}

export interface Verdict {
  /** What follows the object's title. */
  readonly says: string;
  readonly advice: string;
  readonly isCertain: boolean;
}

export interface Sides {
  readonly before: Units;
  readonly after: Units;
  /** New path -> old path. */
  readonly renamed: ReadonlyMap<string, string>;
}

export function groupsIn(units: Units): readonly Group[] {
  const users = usersByPath(units);
  const groups = new Map<string, { first: Dangling; found: { unit: Unit; dangling: Dangling }[]; users: number }>();
  for (const unit of units.values()) {
    for (const dangling of danglingIn(unit)) {
      const key = keyOf(dangling, dangling.at.path, dangling.at.range[0]);
      const group = groups.get(key) ?? { first: dangling, found: [], users: users.get(dangling.at.path)?.size ?? 0 };
      groups.set(key, group);
      if (group.found.at(-1)?.unit !== unit) group.found.push({ unit, dangling });
    }
  }
  return [...groups.values()].sort((left, right) => byPlace(left.first, right.first));
}

function usersByPath(units: Units): ReadonlyMap<string, ReadonlySet<Unit>> {
  const users = new Map<string, Set<Unit>>();
  for (const unit of units.values()) {
    for (const { path } of [...unit.objects, ...unit.parts]) users.set(path, (users.get(path) ?? new Set()).add(unit));
  }
  return users;
}

function keyOf({ title, says }: Dangling, path: string, start?: number): string {
  return [path, title, says(""), start ?? ""].join("\0");
}

function byPlace({ at: left }: Dangling, { at: right }: Dangling): number {
  if (left.path !== right.path) return left.path < right.path ? -1 : 1;
  return left.range[0] - right.range[0];
}

const olderKeys = new WeakMap<Unit, ReadonlySet<string>>();

/** `undefined`: it was so before, or nobody knows. */
export function verdictOn({ first, found, users }: Group, sides: Sides): Verdict | undefined {
  const path = sides.renamed.get(first.at.path) ?? first.at.path;
  for (const { unit, dangling } of found) {
    const before = sides.before.get(unit.id);
    if (before && isLost(dangling, path, { unit, before, after: sides.after })) {
      const verdict = lostVerdict(dangling, unit, before);
      if (verdict) return verdict;
    }
  }
  if (found.length < users || found.some(({ dangling }) => dangling.onlyIfLost)) return undefined;
  const wasThere = found.some(({ unit }) => olderIn(sides.before.get(unit.id)).has(keyOf(first, path)));
  const [only] = found;
  if (wasThere || !only) return undefined;
  const { meant } = first;
  return {
    says: first.says(only.unit.title),
    advice: meant === undefined ? adviceFor(first.wanted) : `Write \`${meant}\`.`,
    isCertain: found.every(({ dangling }) => dangling.isCertain),
  };
}

function adviceFor(wanted: Dangling["wanted"]): string {
  return wanted === undefined
    ? "Write what the target has, or give it to the target."
    : `Correct the name, or add the ${wanted.kind}.`;
}

function olderIn(unit: Unit | undefined): ReadonlySet<string> {
  if (!unit) return new Set();
  const known = olderKeys.get(unit) ?? new Set(danglingIn(unit).map((each) => keyOf(each, each.at.path)));
  olderKeys.set(unit, known);
  return known;
}

/** It led somewhere before, and what it led to is in nothing that is looked at now. */
function isLost(
  dangling: Dangling,
  path: string,
  { unit, before, after }: { readonly unit: Unit; readonly before: Unit; readonly after: Units },
): boolean {
  const isNewlyUnknown = [...unit.unknown].some((reason) => !before.unknown.has(reason));
  if (isNewlyUnknown || olderIn(before).has(keyOf(dangling, path))) return false;
  const { wanted } = dangling;
  if (!wanted)
    return dangling.onlyIfLost || !dangling.isCertain ? selectsSomething(before, path, dangling.title) : false;
  return hasObject(before, wanted) && ![...after.values()].some((each) => hasObject(each, wanted));
}

function lostVerdict({ wanted, says }: Dangling, unit: Unit, before: Unit): Verdict | undefined {
  if (!wanted) {
    return { says: `${says(unit.title)} any more`, advice: adviceFor(wanted), isCertain: true };
  }
  const successor = successorOf(wanted, unit, before);
  // Secrets leave repositories for good reasons, and are still there in the cluster.
  if (successor === undefined && wanted.kind === "Secret") return undefined;
  const what = says("").replace(/, which .*$/u, "");
  return successor === undefined
    ? {
        says: `${what}, which this change takes away from ${unit.title}`,
        advice: `Keep the ${wanted.kind}, or delete the reference.`,
        isCertain: true,
      }
    : { says: `${what}, which this change calls \`${successor}\``, advice: `Write \`${successor}\`.`, isCertain: true };
}

/** The only one of its kind that is new. */
function successorOf({ kind }: { readonly kind: string }, unit: Unit, before: Unit): string | undefined {
  const fresh = unit.objects.flatMap((built) => {
    const isNew = built.kind === kind && built.name !== undefined && !hasObject(before, { kind, name: built.name });
    return isNew ? [[...built.names][0] ?? ""] : [];
  });
  return fresh.length === 1 ? fresh[0] : undefined;
}
