/** File rules over the documents of a differential: head first, then base only where head has something to say. */

import { byPlace } from "./annotation-order.ts";
import { type BaseIdentities, compareWithBase, countIdentities, annotate } from "./annotate.ts";
import { examine, type Examined } from "./examine.ts";
import { fingerprintOf, identityOf } from "./fingerprint.ts";
import type { ChangedFile, Differential } from "./differential.ts";
import type { Document } from "./document.ts";
import type { Gap } from "./finding.ts";
import { trustedTree } from "./foreign-switches.ts";
import { openDocument } from "./open-document.ts";
import type { Annotation, Outcome, ReportedWaiver, WaivedFinding } from "./report.ts";
import { type Rule, type RuleSet, wholeName } from "./rule-set.ts";
import type { Toolbox } from "./toolbox.ts";
import type { Waiver } from "./waiver.ts";

export interface FileReview {
  /** By rule name, for every rule whose check looks at files. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly addedWaivers: readonly ReportedWaiver[];
}

export async function reviewFiles(
  differential: Differential,
  documents: readonly Document[],
  ruleSet: RuleSet,
  toolbox: Toolbox,
): Promise<FileReview> {
  const rules = ruleSet.rules.filter(
    (rule) => rule.severity !== "off" && toolbox.checks.get(rule.check)?.scope === "file",
  );
  const trees = { own: differential.head, base: trustedTree(differential) };
  const head = await examine(documents, rules, trees, ruleSet, toolbox);
  const base = await examineBase(differential, head, rules, ruleSet, toolbox);
  const files = new Map(differential.files.map((file) => [file.path, file]));

  const tallies = new Map(rules.map((rule) => [rule.name, newTally(rule)]));
  for (const examined of head) {
    const file = files.get(examined.document.path);
    if (file) tally(examined, base.get(file.path)?.identities ?? new Map(), file, tallies);
  }
  return {
    outcomes: new Map([...tallies].map(([name, each]) => [name, outcomeOf(each)])),
    addedWaivers: head.flatMap((examined) => addedWaivers(examined, base.get(examined.document.path)?.waivers ?? [])),
  };
}

interface BaseSide {
  readonly identities: BaseIdentities;
  /** Text of each waiver comment at base. */
  readonly waivers: readonly string[];
}

/** By path at head. Reads and checks only what can have been there before: not new files, not files without findings. */
async function examineBase(
  differential: Differential,
  head: readonly Examined[],
  rules: readonly Rule[],
  ruleSet: RuleSet,
  toolbox: Toolbox,
): Promise<ReadonlyMap<string, BaseSide>> {
  const toldAtHead = new Set(
    head.filter((each) => each.standing.length + each.waivers.length > 0).map((each) => each.document.path),
  );
  const headPaths = new Map<string, string>();
  for (const file of differential.files) {
    const before = pathAtBase(file);
    if (before !== undefined && toldAtHead.has(file.path)) headPaths.set(before, file.path);
  }
  if (headPaths.size === 0) return new Map();

  const contents = await differential.base.read([...headPaths.keys()]);
  const documents = [...contents].flatMap(([path, content]) =>
    content.kind === "text" ? [openDocument(path, content)] : [],
  );
  const fired = new Set(head.flatMap((each) => each.standing.map(({ rule }) => wholeName(rule))));
  const needed = rules.filter((rule) => fired.has(wholeName(rule)));
  const examined = await examine(
    documents,
    needed,
    { own: differential.base, base: differential.base },
    ruleSet,
    toolbox,
  );
  return new Map(
    examined.map(({ document, standing, waivers }) => {
      const path = headPaths.get(document.path) ?? document.path;
      return [
        path,
        {
          identities: countIdentities(standing, path, document),
          waivers: waivers.map((waiver) => commentText(waiver, document)),
        },
      ];
    }),
  );
}

function pathAtBase(file: ChangedFile): string | undefined {
  if (file.status === "added") return undefined;
  return file.previousPath ?? file.path;
}

interface Tally {
  readonly rule: Rule;
  readonly annotations: Annotation[];
  readonly waived: WaivedFinding[];
  readonly gaps: Gap[];
  readonly skipped: string[];
  /** How many of them are about something else altogether. */
  aside: number;
  readonly notes: string[];
  documents: number;
  older: number;
}

function newTally(rule: Rule): Tally {
  return { rule, annotations: [], waived: [], gaps: [], skipped: [], aside: 0, notes: [], documents: 0, older: 0 };
}

function tally(examined: Examined, base: BaseIdentities, file: ChangedFile, tallies: ReadonlyMap<string, Tally>): void {
  const { document } = examined;
  for (const [rule, observation] of examined.observations) {
    const each = tallies.get(rule);
    if (!each) continue;
    each.documents += 1;
    for (const gap of observation.gaps ?? []) each.gaps.push({ path: document.path, ...gap });
    if (observation.skipped !== undefined) each.skipped.push(observation.skipped);
    if (observation.aside) each.aside += 1;
    if (observation.note !== undefined) each.notes.push(observation.note);
  }
  const { added, older } = compareWithBase(examined.standing, base, document, file);
  for (const { rule, annotation } of added) tallies.get(rule)?.annotations.push(annotation);
  for (const [rule, count] of older) {
    const each = tallies.get(rule);
    if (each) each.older += count;
  }
  const seen = new Map<string, number>();
  for (const { rule, finding, waiver } of examined.waived) {
    const identity = identityOf(wholeName(rule), document.path, finding, document.text, document.lines);
    const occurrence = seen.get(identity) ?? 0;
    seen.set(identity, occurrence + 1);
    const annotation = annotate(rule.name, finding, fingerprintOf(identity, occurrence), document, file);
    tallies
      .get(rule.name)
      ?.waived.push({ annotation, ...(waiver.reason === undefined ? {} : { reason: waiver.reason }) });
  }
}

function outcomeOf({ rule, annotations, waived, gaps, skipped, aside, notes, documents, older }: Tally): Outcome {
  if (documents === 0) return { status: "skipped", rule, gaps: [], reason: "no changed file of its kind" };
  if (skipped.length === documents) {
    const reason = [...new Set(skipped)].join("; ");
    return { status: "skipped", rule, gaps, documents, reason, ...(aside === documents && { aside: true }) };
  }
  const silent = annotations.length + waived.length + older === 0;
  const lost = new Set(gaps.filter((gap) => gap.cause === "ours").map((gap) => gap.path));
  if (silent && lost.size === documents - skipped.length) {
    return {
      status: "broken",
      rule,
      gaps,
      reason: gaps.find((gap) => gap.cause === "ours")?.reason ?? "nothing could be asked",
    };
  }
  return {
    status: "checked",
    rule,
    gaps,
    annotations: annotations.sort(byPlace),
    older,
    waived,
    documents: documents - skipped.length,
    ...(notes.length > 0 ? { note: [...new Set(notes)].join("; ") } : {}),
  };
}

/** Waivers whose comment did not stand at base, counted as often as they stand. */
function addedWaivers({ document, waivers }: Examined, atBase: readonly string[]): readonly ReportedWaiver[] {
  const left = new Map<string, number>();
  for (const text of atBase) left.set(text, (left.get(text) ?? 0) + 1);
  return waivers.flatMap((waiver) => {
    const text = commentText(waiver, document);
    const known = left.get(text) ?? 0;
    if (known > 0) {
      left.set(text, known - 1);
      return [];
    }
    const { line } = document.lines.position(waiver.range[0]);
    return [
      {
        path: document.path,
        line,
        rules: waiver.rules,
        ...(waiver.reason === undefined ? {} : { reason: waiver.reason }),
        ...(waiver.date === undefined ? {} : { date: waiver.date }),
      },
    ];
  });
}

function commentText(waiver: Waiver, document: Document): string {
  return document.text.slice(...waiver.range).trim();
}
