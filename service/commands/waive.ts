/** `/plumbline waive`: which findings are meant, whether they may be waived, and by this person. */

import type { WaiveDecision } from "../../core/decision.ts";
import { nearest } from "../../core/nearest.ts";
import type { Annotation, Report } from "../../core/report.ts";
import { wholeName } from "../../core/rule-set.ts";
import type { Rule } from "../../core/rule-set.ts";
import { commandId } from "../../store/merge-wants.ts";
import type { GivenCommand } from "../../store/store.ts";
import { failed, refused } from "./answer.ts";
import type { Verdict } from "./answer.ts";
import { readReason } from "./ending.ts";

const form = "/plumbline waive RULE|FINDING reason [until YYYY-MM-DD]";
/** Days. What is to hold for longer belongs into the file or the rule set. */
const longest = 366;
const nameAtMost = 100;

export interface WaiveQuestion {
  /** With the decisions of before. */
  readonly report: Report;
  /** The giver wrote the request or one of its commits. */
  readonly isOwn: boolean;
  readonly now: number;
}

interface Meant {
  readonly rule: Rule;
  readonly annotation: Annotation;
}

export function waive(command: GivenCommand, { report, isOwn, now }: WaiveQuestion): Verdict {
  const { by, words, mayWrite } = command;
  if (!mayWrite) return refused(`\`${by}\` may not waive here: that takes write rights.`);
  const [target = "", ...rest] = words.split(/\s+/u);
  if (target === "") return failed(`Which finding is missing: \`${form}\`.`);
  const meant = findMeant(target, report);
  if (typeof meant === "string") return failed(meant);
  const refusal = whyNot(meant, by, isOwn);
  if (refusal !== undefined) return refused(refusal);
  const reasoned = readReason(rest.join(" "), form, now, longest);
  if (typeof reasoned === "string") return failed(reasoned);
  const decision: WaiveDecision = {
    kind: "waive",
    id: commandId(command),
    by,
    at: now,
    ...reasoned,
    ...(isOwn && { isOwn }),
    rule: wholeName(meant[0].rule),
    fingerprints: meant.map(({ annotation }) => annotation.fingerprint),
  };
  return { decision };
}

function whyNot(meant: readonly Meant[], by: string, isOwn: boolean): string | undefined {
  const fixed = meant.find(({ rule }) => !rule.waivable);
  if (fixed !== undefined) return `\`${wholeName(fixed.rule)}\` cannot be waived: its owners want it mended.`;
  const own = meant.find(({ rule }) => isOwn && rule.severity === "failure" && rule.selfWaive !== true);
  if (own === undefined) return undefined;
  const others = "somebody else with write rights may, or the rule has to say `selfWaive: true`";
  return `\`${by}\` may not waive \`${wholeName(own.rule)}\`, a failure of their own change: ${others}.`;
}

type Found = readonly [Meant, ...(readonly Meant[])];

/** All of one rule, or one finding by its id; a sentence where nothing, or more than one thing, is meant. */
function findMeant(target: string, report: Report): Found | string {
  const name = target.replaceAll("`", "");
  const standing = report.outcomes.flatMap((outcome) =>
    outcome.status === "checked" ? outcome.annotations.map((annotation) => ({ rule: outcome.rule, annotation })) : [],
  );
  const names = new Set(report.outcomes.map(({ rule }) => wholeName(rule)));
  if (names.has(name)) {
    const [first, ...others] = standing.filter(({ rule }) => wholeName(rule) === name);
    return first === undefined ? `\`${name}\` finds nothing here that could be waived.` : [first, ...others];
  }
  if (/^[0-9a-f]{6,32}$/iu.test(name)) return findById(name.toLowerCase(), standing);
  const close = nearest(name, names);
  const hint = close === undefined ? "name a rule, or the id that its finding shows." : `did you mean \`${close}\`?`;
  return `No rule and no finding here is called \`${name.slice(0, nameAtMost)}\`: ${hint}`;
}

function findById(id: string, standing: readonly Meant[]): Found | string {
  const [first, ...others] = standing.filter(({ annotation }) => annotation.fingerprint.startsWith(id));
  if (first === undefined) return `No finding here has the id \`${id}\`: it may be mended, or have been another's.`;
  if (others.length > 0) {
    const whole = first.annotation.fingerprint;
    return `\`${id}\` begins the ids of ${others.length + 1} findings: write \`${whole}\` or another in full.`;
  }
  return [first, ...besides(first, standing)];
}

/** What a formatter finds in one file is shown, and waived, as one. */
function besides(first: Meant, standing: readonly Meant[]): readonly Meant[] {
  const { rule, annotation } = first;
  if (!rule.check.startsWith("format/")) return [];
  return standing.filter(
    (each) => each !== first && each.rule === rule && each.annotation.at?.path === annotation.at?.path,
  );
}
