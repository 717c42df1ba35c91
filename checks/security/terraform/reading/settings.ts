/** The table of settings: which attribute of which resource says what, and what the provider does where nothing is said. */

import { isList, isMap, textOf, unknown, type Value } from "../../../../languages/hcl/value.ts";
import type { ModuleView, Resource } from "./module-view.ts";
import type { Reading, Section, Sections } from "./section.ts";
import type { Inspector, Remark } from "./terraform-check.ts";

type Scalar = string | number | boolean;
type Test = (value: Value) => boolean;

/** One row. `want` lists the good values, `avoid` the bad ones; `bad` judges any other way. */
export interface Setting {
  readonly on: string | readonly string[];
  /** `block.block.attribute`. */
  readonly path: string;
  readonly want?: Scalar | readonly Scalar[];
  readonly avoid?: Scalar | readonly Scalar[];
  readonly bad?: Test;
  /**
   * What the provider does without it. `bad`: what this row warns of, wherever it is missing. `bad-inside`: only where the block
   * around it is there. Missing here: nothing bad, or nobody can say.
   */
  readonly absent?: "bad" | "bad-inside";
  /** Only `true` lets the row speak. */
  readonly when?: (resource: Resource, module: ModuleView) => boolean;
  /** Follows the resource's address, without a full stop. */
  readonly says: string;
  /** One imperative sentence; from `want` where it is missing. */
  readonly mend?: string;
}

export function settings(rows: readonly Setting[]): readonly Inspector[] {
  return rows.map((row) => ({
    on: typeof row.on === "string" ? [row.on] : row.on,
    inspect: (resource, module) => (row.when && !row.when(resource, module) ? [] : remarksOf(row, resource)),
  }));
}

function* remarksOf(row: Setting, resource: Resource): Iterable<Remark> {
  const isBad = testOf(row);
  for (const { reading, isInside } of readingsAt(resource.section, row.path)) {
    const missing = row.absent === "bad" || (row.absent === "bad-inside" && isInside);
    const offends = reading.state === "known" ? isBad(reading.value) : reading.state === "absent" && missing;
    if (offends) yield { place: reading.place, says: row.says, mend: row.mend ?? mendOf(row) };
  }
}

interface Found {
  readonly reading: Reading;
  /** The block that it should stand in is there. */
  readonly isInside: boolean;
}

/** Every place that the path leads to; where a block of it is missing, one reading that says so. */
export function readingsAt(section: Section, path: string): readonly Found[] {
  const names = path.split(".");
  const attribute = names.pop() ?? "";
  let sections: readonly Section[] = [section];
  for (const name of names) {
    const next = sections.map((each) => [each, each.sections(name)] as const);
    const inner = next.flatMap(([, { list }]) => list);
    if (inner.length > 0) {
      sections = inner;
      continue;
    }
    const place = sections[0]?.place ?? section.place;
    const isWhole = next.every(([, each]) => each.isWhole);
    return [{ reading: { state: isWhole ? "absent" : "unknown", place }, isInside: false }];
  }
  return sections.map((each) => ({ reading: each.read(attribute), isInside: true }));
}

/** Every block that the dotted path of blocks leads to. */
export function sectionsAt(section: Section, path: string): Sections {
  let found: Sections = { list: [section], isWhole: true };
  for (const name of path.split(".")) {
    const next = found.list.map((each) => each.sections(name));
    found = {
      list: next.flatMap(({ list }) => list),
      isWhole: found.isWhole && next.every(({ isWhole }) => isWhole),
    };
  }
  return found;
}

/** The one value at a path; `unknown` also where there are several, `undefined` where there is none. */
export function valueAt(section: Section, path: string): Value | undefined {
  const [only, ...others] = readingsAt(section, path);
  if (!only || others.length > 0) return unknown;
  if (only.reading.state === "known") return only.reading.value;
  return only.reading.state === "absent" ? undefined : unknown;
}

function testOf({ want, avoid, bad }: Setting): Test {
  if (bad) return bad;
  if (avoid !== undefined) return isOneOf(avoid);
  if (want === undefined) return () => false;
  const isGood = isOneOf(want);
  return (value) => isPlain(value) && !isGood(value);
}

function isPlain(value: Value): boolean {
  return value !== unknown && !isList(value) && !isMap(value);
}

/** As Terraform converts: `"true"` and `true` are the same to an attribute. Letters' case does not count. */
function isOneOf(values: Scalar | readonly Scalar[]): Test {
  const words = new Set((Array.isArray(values) ? values : [values]).map((value) => String(value).toLowerCase()));
  return (value) => {
    const text = textOf(value);
    return text !== unknown && words.has(text.toLowerCase());
  };
}

function mendOf({ path, want }: Setting): string {
  const name = path.slice(path.lastIndexOf(".") + 1);
  const block = path.slice(0, Math.max(0, path.lastIndexOf(".")));
  if (want === undefined) return `Set \`${name}\`${block === "" ? "" : ` in \`${block}\``}.`;
  const [value] = Array.isArray(want) ? want : [want];
  const written = typeof value === "string" ? `"${value}"` : String(value);
  return `Set \`${name} = ${written}\`${block === "" ? "" : ` in \`${block}\``}.`;
}

// Tests for `bad`.

export function below(least: number): Test {
  return (value) => {
    const text = textOf(value);
    return text !== unknown && text.trim() !== "" && Number(text) < least;
  };
}

export function above(most: number): Test {
  return (value) => {
    const text = textOf(value);
    return text !== unknown && text.trim() !== "" && Number(text) > most;
  };
}

export function matches(pattern: RegExp): Test {
  return (value) => {
    const text = textOf(value);
    return text !== unknown && pattern.test(text);
  };
}

/** A list that holds one of them, or that value itself. */
export function holds(...values: readonly Scalar[]): Test {
  const isThis = isOneOf(values);
  return (value) => (isList(value) ? value.some(isThis) : isThis(value));
}

/** A list known to hold none of them. */
export function lacks(...values: readonly Scalar[]): Test {
  const isThis = isOneOf(values);
  return (value) => isList(value) && !value.includes(unknown) && !value.some(isThis);
}

export const isEmpty: Test = (value) => value === "" || (isList(value) && value.length === 0);

// Conditions for `when`.

type Condition = NonNullable<Setting["when"]>;

/** The value at the path is known to be one of these. */
export function where(path: string, ...values: readonly Scalar[]): Condition {
  const isThis = isOneOf(values);
  return ({ section }) => {
    const value = valueAt(section, path);
    return value !== undefined && isThis(value);
  };
}

/** The value at the path is missing, or known to be none of these. */
export function unless(path: string, ...values: readonly Scalar[]): Condition {
  const isThis = isOneOf(values);
  return ({ section }) => {
    const value = valueAt(section, path);
    return value === undefined || (value !== unknown && !isThis(value));
  };
}

/** Neither attribute nor block of that name is there, for certain. */
export function hasNo(name: string): Condition {
  return ({ section }) => {
    const { list, isWhole } = section.sections(name);
    return section.read(name).state === "absent" && list.length === 0 && isWhole;
  };
}

export function has(name: string): Condition {
  return ({ section }) => section.read(name).state !== "absent" || section.sections(name).list.length > 0;
}

export function both(...conditions: readonly Condition[]): Condition {
  return (resource, module) => conditions.every((condition) => condition(resource, module));
}
