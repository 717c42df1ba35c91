/** What a check run shows one by one: findings with floods condensed, a formatter's hunks as one item per file. */

import type { Annotation } from "../core/report.ts";
import { groupBy } from "./findings.ts";
import type { ReportedFinding } from "./findings.ts";

/** One finding, or all hunks of one formatter in one file. */
export interface Item extends ReportedFinding {
  /** How many findings it stands for. */
  readonly count: number;
}

/** What is left out of a list, told in one line per rule: "and 17 more in 6 files". */
export interface Remainder {
  readonly first: Item;
  readonly findings: number;
  readonly files: number;
}

export function condense(findings: readonly ReportedFinding[]): readonly Item[] {
  const numbered = findings.map((finding, number) => ({ finding, number }));
  const groups = groupBy(numbered, ({ finding: { rule, annotation }, number }) => {
    const isHunk = rule.check.startsWith("format/") && annotation.at !== undefined;
    return JSON.stringify(isHunk ? [rule.name, annotation.at?.path] : number);
  });
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { finding } = first;
    if (group.length === 1) return [{ ...finding, count: 1 }];
    return [{ ...finding, annotation: hunks(finding, group.length), count: group.length }];
  });
}

/** At most `perRule` items of one rule, in the given order, and what that leaves out. */
export function limitPerRule(
  items: readonly Item[],
  perRule: number,
): { readonly shown: readonly Item[]; readonly remainders: readonly Remainder[] } {
  const remainders: Remainder[] = [];
  const kept = new Set<Item>();
  for (const group of groupBy(items, ({ rule }) => rule.name).values()) {
    for (const item of group.slice(0, perRule)) kept.add(item);
    const rest = group.slice(perRule);
    const [first] = rest;
    if (first !== undefined) remainders.push({ first, ...size(rest) });
  }
  return { shown: items.filter((item) => kept.has(item)), remainders };
}

export function size(items: readonly Item[]): { readonly findings: number; readonly files: number } {
  const paths = new Set(items.map(({ annotation }) => annotation.at?.path));
  return { findings: items.reduce((sum, item) => sum + item.count, 0), files: paths.size };
}

const mendsItself = "Run `plumbline fix`.";

function hunks({ annotation }: ReportedFinding, count: number): Annotation {
  const { fix: _fix, ...rest } = annotation;
  const { advice = mendsItself } = annotation;
  if (advice === mendsItself) return { ...rest, message: `${count} hunks differ from the formatter's layout.`, advice };
  // What a person mends, a person has to be told.
  const others = count === 2 ? "another place of this file wants" : `${count - 1} more places of this file want`;
  return { ...rest, message: `${annotation.message.replace(/\.$/u, "")}; ${others} mending, too.` };
}
