/** Applies waivers to the findings of one document, whatever check they come from, and judges the waivers. */

import type { Finding } from "./finding.ts";
import { matchName } from "./glob.ts";
import { nearest } from "./nearest.ts";
import type { Rule } from "./rule-set.ts";
import type { LineIndex } from "./text.ts";
import type { Waiver } from "./waiver.ts";
import { reasonlessWaiver, unknownRuleWaiver, unusedWaiver } from "./waiver-rules.ts";

/** A finding of one rule in one document. */
export interface RuleFinding {
  readonly rule: Rule;
  readonly finding: Finding;
}

export interface WaivedRuleFinding extends RuleFinding {
  readonly waiver: Waiver;
}

export interface Waived {
  readonly standing: readonly RuleFinding[];
  readonly waived: readonly WaivedRuleFinding[];
  readonly used: ReadonlySet<Waiver>;
}

export function applyWaivers(findings: readonly RuleFinding[], waivers: readonly Waiver[], lines: LineIndex): Waived {
  const standing: RuleFinding[] = [];
  const waived: WaivedRuleFinding[] = [];
  const used = new Set<Waiver>();
  const names = new Map(waivers.map((waiver) => [waiver, waiver.rules.map(matchName)] as const));

  for (const each of findings) {
    const waiver = each.rule.waivable
      ? waivers.find((candidate) => silences(candidate, each, names, lines))
      : undefined;
    if (!waiver) {
      standing.push(each);
      continue;
    }
    used.add(waiver);
    waived.push({ ...each, waiver });
  }
  return { standing, waived, used };
}

function silences(
  waiver: Waiver,
  { rule, finding }: RuleFinding,
  names: ReadonlyMap<Waiver, readonly ((name: string) => boolean)[]>,
  lines: LineIndex,
): boolean {
  if (!finding.at) return false;
  const { line } = lines.position(finding.at.range[0]);
  if (line < waiver.covers[0] || line > waiver.covers[1]) return false;
  return (names.get(waiver) ?? []).some((matches) => matches(rule.name) || matches(rule.check));
}

/** What is known of the rules when a document's waivers are judged. */
export interface WaiverContext {
  readonly path: string;
  /** Every rule of the set, also those that are off. */
  readonly rules: readonly Rule[];
  /** Names of checks that exist, whether a rule binds them or not. */
  readonly checks: Iterable<string>;
  /** Rules that were asked of this document and answered without a gap. */
  readonly asked: ReadonlySet<string>;
}

/** Findings about the waivers of one document, by the rule that asks; only for rules that are not off. */
export function judgeWaivers(
  waivers: readonly Waiver[],
  used: ReadonlySet<Waiver>,
  context: WaiverContext,
): readonly RuleFinding[] {
  if (waivers.length === 0) return [];
  const active = new Map(context.rules.filter((rule) => rule.severity !== "off").map((rule) => [rule.check, rule]));
  const known = [...new Set([...context.rules.flatMap((rule) => [rule.name, rule.check]), ...context.checks])];

  return waivers.flatMap((waiver) => {
    if (waiver.origin !== undefined) return [];
    const judgement = judge(waiver, used, context, known);
    const rule = judgement && active.get(judgement.check);
    if (!judgement || !rule) return [];
    const { message, advice } = judgement;
    return [{ rule, finding: { message, advice, at: { path: context.path, range: waiver.range } } }];
  });
}

interface Judgement {
  readonly check: string;
  readonly message: string;
  readonly advice: string;
}

function judge(
  waiver: Waiver,
  used: ReadonlySet<Waiver>,
  context: WaiverContext,
  known: readonly string[],
): Judgement | undefined {
  const unknown = waiver.rules.find((name) => !known.some(matchName(name)));
  if (unknown !== undefined) return { check: unknownRuleWaiver, ...unknownRule(unknown, known) };
  if (waiver.rules.length === 0) {
    return {
      check: unknownRuleWaiver,
      message: "This waiver names no rule, so it silences nothing.",
      advice: "Name the rule as its finding shows it: `plumbline-disable-next-line RULE -- reason`.",
    };
  }
  if (!used.has(waiver)) return unused(waiver, context);
  if (waiver.reason !== undefined) return undefined;
  return {
    check: reasonlessWaiver,
    message: `This waiver of ${quoted(waiver.rules)} gives no reason, so nobody can tell when it may go.`,
    advice: "Add ` -- ` and the reason at the end of the comment.",
  };
}

function unused(waiver: Waiver, { rules, asked }: WaiverContext): Judgement | undefined {
  const named = waiver.rules.map(matchName);
  const meant = rules.filter((rule) => named.some((matches) => matches(rule.name) || matches(rule.check)));
  const fixed = meant.find((rule) => !rule.waivable);
  if (fixed && meant.length === 1) {
    return {
      check: unusedWaiver,
      message: `\`${fixed.name}\` cannot be waived, so this comment silences nothing.`,
      advice: "Mend the finding, or ask the owners of the rule set.",
    };
  }
  // A rule that is off, does not apply here or could not be asked may need the waiver another day.
  const wasAsked = meant.length > 0 && meant.every((rule) => asked.has(rule.name));
  if (!wasAsked) return undefined;
  return {
    check: unusedWaiver,
    message: `This waiver of ${quoted(waiver.rules)} silences nothing: no such finding is left at its place.`,
    advice: "Delete the comment.",
  };
}

function unknownRule(name: string, known: readonly string[]): { message: string; advice: string } {
  const close = nearest(name, known);
  return {
    message: `No rule is called \`${name}\`, so this waiver silences nothing.`,
    advice: close ? `Write \`${close}\` if that is what is meant.` : "Write the rule's name as its finding shows it.",
  };
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}
