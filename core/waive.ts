/** Applies waivers to the findings of one document, whatever check they come from, and judges the waivers. */

import type { Finding } from "./finding.ts";
import { matchName } from "./glob.ts";
import { nearest } from "./nearest.ts";
import { isReportRule } from "./report-rules.ts";
import { type Rule, wholeName } from "./rule-set.ts";
import type { LineIndex } from "./text.ts";
import { endOf } from "./until.ts";
import type { Waiver } from "./waiver.ts";
import { expiredWaiver, reasonlessWaiver, unknownRuleWaiver, unusedWaiver } from "./waiver-rules.ts";

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

/** `now` in milliseconds since 1970: what has ended by then silences nothing. Without it none ends. */
export function applyWaivers(
  findings: readonly RuleFinding[],
  all: readonly Waiver[],
  lines: LineIndex,
  now?: number,
): Waived {
  const waivers = all.filter((waiver) => endedOn(waiver, now) === undefined);
  if (waivers.length === 0) return { standing: findings, waived: [], used: new Set() };
  const standing: RuleFinding[] = [];
  const waived: WaivedRuleFinding[] = [];
  const used = new Set<Waiver>();
  const candidatesOf = waiversByRule(waivers);

  for (const each of findings) {
    const { rule, finding } = each;
    const line = finding.at && lines.position(finding.at.range[0]).line;
    const waiver = line === undefined || !rule.waivable ? undefined : covering(line, candidatesOf(rule));
    if (!waiver) {
      standing.push(each);
      continue;
    }
    used.add(waiver);
    waived.push({ ...each, waiver });
  }
  return { standing, waived, used };
}

/** The date behind which it holds no longer, or that is none at all. */
export function endedOn({ date }: Waiver, now: number | undefined): string | undefined {
  if (date === undefined || now === undefined) return undefined;
  const until = endOf(date);
  return until === undefined || until <= now ? date : undefined;
}

/** The waivers that name one rule, found once per rule and in order of the line from which they hold. */
function waiversByRule(waivers: readonly Waiver[]): (rule: Rule) => Candidates {
  const byRule = new Map<Rule, Candidates>();
  const named = waivers.map((waiver) => ({ waiver, matchers: waiver.rules.map(matchName) }));
  return (rule) => {
    const known = byRule.get(rule);
    if (known) return known;
    const matching = named.filter(({ matchers }) =>
      matchers.some((matches) => matches(wholeName(rule)) || matches(rule.check)),
    );
    const candidates = inOrderOfLines(matching.map(({ waiver }) => waiver));
    byRule.set(rule, candidates);
    return candidates;
  };
}

/** Of each waiver, in order of the lines from which they hold, and those before it: the first that reaches furthest down. */
type Candidates = readonly Waiver[];

function inOrderOfLines(waivers: readonly Waiver[]): Candidates {
  const furthest: Waiver[] = [];
  for (const waiver of [...waivers].sort((one, other) => one.covers[0] - other.covers[0])) {
    const before = furthest.at(-1);
    furthest.push(before && before.covers[1] >= waiver.covers[1] ? before : waiver);
  }
  return furthest;
}

/** A file of a megabyte can hold tens of thousands of waivers and as many findings: no finding looks at them all. */
function covering(line: number, furthest: Candidates): Waiver | undefined {
  let low = 0;
  let high = furthest.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((furthest[middle]?.covers[1] ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  const waiver = furthest[low];
  return waiver && waiver.covers[0] <= line ? waiver : undefined;
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
  /** Milliseconds since 1970, where the calendar counts. */
  readonly now?: number | undefined;
}

/** Findings about the waivers of one document, by the rule that asks; only for rules that are not off. */
export function judgeWaivers(
  waivers: readonly Waiver[],
  used: ReadonlySet<Waiver>,
  context: WaiverContext,
): readonly RuleFinding[] {
  if (waivers.length === 0) return [];
  const active = new Map(context.rules.filter((rule) => rule.severity !== "off").map((rule) => [rule.check, rule]));
  const names = knownNames([...context.rules.flatMap((rule) => [wholeName(rule), rule.check]), ...context.checks]);

  return waivers.flatMap((waiver) => {
    if (waiver.origin !== undefined) return [];
    const judgement = judge(waiver, used, context, names);
    const rule = judgement && active.get(judgement.check);
    if (!judgement || !rule) return [];
    const { message, advice } = judgement;
    return [{ rule, finding: { message, advice, at: { path: context.path, range: waiver.range } } }];
  });
}

interface KnownNames {
  readonly has: (pattern: string) => boolean;
  readonly nearest: (name: string) => string | undefined;
}

/** Looking for the nearest name is slow; whoever misspells more names than this in one file has another problem. */
const nearestAtMost = 50;

function knownNames(all: readonly string[]): KnownNames {
  const known = [...new Set(all)];
  const answers = new Map<string, boolean>();
  const close = new Map<string, string | undefined>();
  return {
    has(pattern) {
      const answer = answers.get(pattern) ?? known.some(matchName(pattern));
      answers.set(pattern, answer);
      return answer;
    },
    nearest(name) {
      if (!close.has(name) && close.size < nearestAtMost) close.set(name, nearest(name, known));
      return close.get(name);
    },
  };
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
  known: KnownNames,
): Judgement | undefined {
  const unknown = waiver.rules.find((name) => !known.has(name) && !isReportRule(name));
  if (unknown !== undefined) return { check: unknownRuleWaiver, ...unknownRule(unknown, known) };
  if (waiver.rules.length === 0) {
    return {
      check: unknownRuleWaiver,
      message: "This waiver names no rule, so it silences nothing.",
      advice: "Name the rule as its finding shows it: `plumbline-disable-next-line RULE -- reason`.",
    };
  }
  const date = endedOn(waiver, context.now);
  if (date !== undefined) return { check: expiredWaiver, ...ended(waiver, date) };
  if (!used.has(waiver)) return unused(waiver, context);
  if (waiver.reason !== undefined) return undefined;
  return {
    check: reasonlessWaiver,
    message: `This waiver of ${quoted(waiver.rules)} gives no reason, so nobody can tell when it may go.`,
    advice: "Add ` -- ` and the reason at the end of the comment.",
  };
}

function ended({ rules }: Waiver, date: string): { message: string; advice: string } {
  if (endOf(date) === undefined) {
    return {
      message: `\`${date}\` is no day of the calendar, so this waiver of ${quoted(rules)} silences nothing.`,
      advice: "Write the day as `until YYYY-MM-DD`.",
    };
  }
  return {
    message: `This waiver of ${quoted(rules)} ended with ${date} and silences nothing any more.`,
    advice: "Mend the finding and delete the comment, or give a new day and the reason for it.",
  };
}

function unused(waiver: Waiver, { rules, asked }: WaiverContext): Judgement | undefined {
  const named = waiver.rules.map(matchName);
  const meant = rules.filter((rule) => named.some((matches) => matches(wholeName(rule)) || matches(rule.check)));
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

function unknownRule(name: string, known: KnownNames): { message: string; advice: string } {
  const close = known.nearest(name);
  return {
    message: `No rule is called \`${name}\`, so this waiver silences nothing.`,
    advice: close ? `Write \`${close}\` if that is what is meant.` : "Write the rule's name as its finding shows it.",
  };
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}
