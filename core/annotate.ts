/** Turns findings of one document into annotations: places spelled out, identities given, base subtracted. */

import { type ChangedFile, changedLines } from "./differential.ts";
import type { Document } from "./document.ts";
import type { Finding, Fix } from "./finding.ts";
import { fingerprintOf, identityOf } from "./fingerprint.ts";
import type { Annotation, AnnotationPlace, ReportedFix } from "./report.ts";
import { wholeName } from "./rule-set.ts";
import { type LineIndex, touchesRange } from "./text.ts";
import type { RuleFinding } from "./waive.ts";

const excerptLines = 5;
const excerptWidth = 400;

/** How often each identity stood at base, under the path that the file has at head. */
export type BaseIdentities = ReadonlyMap<string, number>;

export function countIdentities(
  findings: readonly RuleFinding[],
  pathAtHead: string,
  document: Document,
): BaseIdentities {
  const counts = new Map<string, number>();
  for (const { rule, finding } of findings) {
    const identity = identityOf(wholeName(rule), pathAtHead, finding, document.text, document.lines);
    counts.set(identity, (counts.get(identity) ?? 0) + 1);
  }
  return counts;
}

export interface RuleAnnotation {
  readonly rule: string;
  readonly annotation: Annotation;
}

export interface Compared {
  readonly added: readonly RuleAnnotation[];
  /** By rule name: findings that were there before. */
  readonly older: ReadonlyMap<string, number>;
}

/** What head adds over base. Of equal findings, those on changed lines are the new ones, then the last. */
export function compareWithBase(
  findings: readonly RuleFinding[],
  base: BaseIdentities,
  document: Document,
  file: ChangedFile,
): Compared {
  const groups = new Map<string, RuleFinding[]>();
  for (const each of findings) {
    const identity = identityOf(wholeName(each.rule), document.path, each.finding, document.text, document.lines);
    const group = groups.get(identity);
    if (group) group.push(each);
    else groups.set(identity, [each]);
  }

  const added: RuleAnnotation[] = [];
  const older = new Map<string, number>();
  for (const [identity, group] of groups) {
    const addedCount = Math.max(0, group.length - (base.get(identity) ?? 0));
    const fresh = newest(group, addedCount, document.lines, file);
    fresh.forEach(({ rule, finding }, occurrence) =>
      added.push({
        rule: rule.name,
        annotation: annotate(rule.name, finding, fingerprintOf(identity, occurrence), document, file),
      }),
    );
    const rule = group[0]?.rule.name ?? "";
    if (group.length > addedCount) older.set(rule, (older.get(rule) ?? 0) + group.length - addedCount);
  }
  return { added, older };
}

function newest(
  group: readonly RuleFinding[],
  count: number,
  lines: LineIndex,
  file: ChangedFile,
): readonly RuleFinding[] {
  if (count >= group.length) return group;
  const onChanged = group.map((each) => isInDifferential(each.finding, lines, file) === true);
  const byClaim = group
    .map((_, index) => index)
    .sort((left, right) => Number(onChanged[right]) - Number(onChanged[left]) || right - left);
  const chosen = new Set(byClaim.slice(0, count));
  return group.filter((_, index) => chosen.has(index));
}

export function annotate(
  rule: string,
  finding: Finding,
  fingerprint: string,
  document: Document,
  file: ChangedFile,
): Annotation {
  const related = (finding.related ?? []).map((place) => ({
    ...place,
    start: document.lines.position(place.range[0]),
  }));
  return {
    rule,
    message: finding.message,
    ...(finding.advice === undefined ? {} : { advice: finding.advice }),
    ...(finding.at ? { at: placeOf(finding, finding.at.range, document, file) } : {}),
    related,
    ...(finding.alike ? { alike: finding.alike } : {}),
    ...(finding.fix ? { fix: spellOut(finding.fix, document.lines) } : {}),
    fingerprint,
  };
}

function spellOut({ safe, edits }: Fix, lines: LineIndex): ReportedFix {
  return {
    safe,
    edits: edits.map((edit) => ({
      ...edit,
      start: lines.position(edit.range[0]),
      end: lines.position(edit.range[1]),
    })),
  };
}

function placeOf(
  finding: Finding,
  range: readonly [number, number],
  document: Document,
  file: ChangedFile,
): AnnotationPlace {
  const { lines } = document;
  const inDifferential = isInDifferential(finding, lines, file);
  return {
    path: document.path,
    range,
    start: lines.position(range[0]),
    end: lines.position(range[1]),
    excerpt: finding.secret ? [] : excerptOf(range, document),
    ...(inDifferential === undefined ? {} : { inDifferential }),
  };
}

/** The lines of a place; none where a line is too long to show. */
function excerptOf([start, end]: readonly [number, number], { text, lines }: Document): readonly string[] {
  const first = lines.position(start).line;
  const last = Math.min(lines.position(Math.max(start, end - 1)).line, first + excerptLines - 1);
  const shown: string[] = [];
  for (let number = first; number <= last; number += 1) {
    const [from, to] = lines.line(number);
    if (to - from > excerptWidth) return [];
    shown.push(text.slice(from, to));
  }
  return shown;
}

function isInDifferential(finding: Finding, lines: LineIndex, file: ChangedFile): boolean | undefined {
  if (!finding.at) return undefined;
  if (file.status === "added") return true;
  const changed = changedLines(file);
  if (!changed) return undefined;
  const [start, end] = finding.at.range;
  const first = lines.position(start).line;
  const last = lines.position(Math.max(start, end - 1)).line;
  return touchesRange(changed, first, last);
}
