/** What a rule set would have said of changes that are merged already: how often each rule fires, where, and how long it takes. */

import { conclude } from "./conclusion.ts";
import type { Differential } from "./differential.ts";
import { messageOf } from "./examine.ts";
import { everyOutcome, inModes } from "./modes.ts";
import type { Annotation, Outcome, Report } from "./report.ts";
import { review } from "./review.ts";
import type { Rule, RuleMode, RuleSet, RuleSeverity } from "./rule-set.ts";
import type { Toolbox } from "./toolbox.ts";

/** A change, opened when its turn comes. */
export interface PastChange {
  readonly sha: string;
  readonly title: string;
  readonly open: () => Promise<Differential>;
}

export interface Simulation {
  /** Changes that were reviewed. */
  readonly changes: number;
  /** Of those, how many the rules would have held up. */
  readonly blocked: number;
  readonly lost: readonly { readonly sha: string; readonly reason: string }[];
  /** Those that fire on most changes first. */
  readonly rules: readonly SimulatedRule[];
  readonly slowest?: TimedChange;
  readonly milliseconds: number;
}

export interface TimedChange {
  readonly sha: string;
  readonly title: string;
  readonly milliseconds: number;
}

export interface SimulatedRule {
  readonly name: string;
  readonly severity: RuleSeverity;
  readonly mode: RuleMode;
  /** Findings in all. */
  readonly fires: number;
  /** Changes on which it fires. */
  readonly changes: number;
  /** Changes of which it was asked. */
  readonly asked: number;
  /** Changes of which something could not be asked. */
  readonly gaps: number;
  readonly examples: readonly Example[];
  /** Alone, on the largest change that it was asked of; missing where nobody measured. */
  readonly slowest?: { readonly sha: string; readonly milliseconds: number };
}

export interface Example {
  readonly sha: string;
  readonly path?: string;
  readonly line?: number;
  readonly message: string;
}

export interface SimulationQuestion {
  readonly changes: readonly PastChange[];
  readonly ruleSet: RuleSet;
  readonly toolbox: Toolbox;
  /** Without a cache, in this thread, for measuring; without one, no rule is measured. */
  readonly measuring?: Toolbox;
  /** Milliseconds for measuring. */
  readonly patience?: number;
}

const examplesKept = 5;
const atOnce = 3;

export async function simulate(question: SimulationQuestion): Promise<Simulation> {
  const { changes, toolbox } = question;
  const started = toolbox.now();
  const ruleSet = inModes(question.ruleSet);
  const tallies = new Map(ruleSet.rules.filter(isOn).map((rule) => [rule.name, newTally(rule)]));
  const reports = new Map<string, Report>();
  const lost: { sha: string; reason: string }[] = [];
  let slowest: TimedChange | undefined;
  let done = 0;

  async function replay({ sha, title, open }: PastChange): Promise<void> {
    const begun = toolbox.now();
    try {
      const { progress: _own, ...quietly } = toolbox;
      reports.set(sha, await review(await open(), ruleSet, quietly));
    } catch (error) {
      if (toolbox.signal?.aborted) throw error;
      lost.push({ sha, reason: messageOf(error) });
    }
    const milliseconds = Math.round(toolbox.now() - begun);
    if (slowest === undefined || milliseconds > slowest.milliseconds) slowest = { sha, title, milliseconds };
    done += 1;
    toolbox.progress?.({ done, total: changes.length, doing: "replaying change" });
  }

  // Each worker takes the next one: the queue is shared, and reading one waits for git while another is checked.
  const waiting = changes.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const change of waiting) await replay(change);
    }),
  );

  // In the order of the history, whoever was done first.
  for (const { sha } of changes) {
    const report = reports.get(sha);
    if (report) for (const outcome of everyOutcome(report)) count(sha, outcome, report, tallies);
  }
  // Those that fire are what an owner asks about.
  const firing = [...tallies.values()].sort((one, other) => other.changes - one.changes);
  const times = await measure(firing, question, ruleSet);
  const rules = [...tallies.values()].map((tally) => simulatedRule(tally, times.get(tally.rule.name)));
  return {
    changes: reports.size,
    blocked: [...reports.values()].filter((report) => conclude(report).verdict === "failure").length,
    lost,
    rules: rules.sort((one, other) => other.changes - one.changes || other.fires - one.fires || byName(one, other)),
    ...(slowest && { slowest }),
    milliseconds: Math.round(toolbox.now() - started),
  };
}

interface Tally {
  readonly rule: Rule;
  fires: number;
  changes: number;
  asked: number;
  gaps: number;
  readonly examples: Example[];
  /** The change with most to look at. */
  largest: { readonly sha: string; readonly size: number } | undefined;
}

function newTally(rule: Rule): Tally {
  return { rule, fires: 0, changes: 0, asked: 0, gaps: 0, examples: [], largest: undefined };
}

function count(sha: string, outcome: Outcome, report: Report, tallies: ReadonlyMap<string, Tally>): void {
  const tally = tallies.get(outcome.rule.name);
  if (tally === undefined) return;
  if (outcome.status === "broken" || outcome.gaps.some(({ cause }) => cause === "ours")) tally.gaps += 1;
  if (outcome.status !== "checked") return;
  const { annotations, documents } = outcome;
  tally.asked += 1;
  const size = documents > 0 ? documents : report.files.length;
  if (tally.largest === undefined || size > tally.largest.size) tally.largest = { sha, size };
  if (annotations.length === 0) return;
  tally.fires += annotations.length;
  tally.changes += 1;
  // One of each change: five lines of one file teach less than five changes.
  const [first] = annotations;
  if (first && tally.examples.length < examplesKept) tally.examples.push(exampleOf(sha, first));
}

function exampleOf(sha: string, { message, at }: Annotation): Example {
  return { sha, ...(at ? { path: at.path, line: at.start.line } : {}), message };
}

type Times = ReadonlyMap<string, { readonly sha: string; readonly milliseconds: number }>;

/** Each rule alone on its largest change, the second of two runs: the first one pays for loading its code. */
async function measure(
  tallies: readonly Tally[],
  { changes, measuring, toolbox, patience = 10_000 }: SimulationQuestion,
  ruleSet: RuleSet,
): Promise<Times> {
  const times = new Map<string, { readonly sha: string; readonly milliseconds: number }>();
  if (!measuring) return times;
  const started = toolbox.now();
  for (const [index, { rule, largest, gaps }] of tallies.entries()) {
    if (toolbox.now() - started > patience) return times;
    const change = changes.find(({ sha }) => sha === largest?.sha);
    // What could not be answered in a worker is not asked where nobody can end it.
    if (!change || gaps > 0) continue;
    toolbox.progress?.({ done: index + 1, total: tallies.length, doing: "measuring rule" });
    await timeOf(rule, change, ruleSet, measuring);
    times.set(rule.name, { sha: change.sha, milliseconds: await timeOf(rule, change, ruleSet, measuring) });
  }
  return times;
}

/** Of a rule about files, the time of looking at them; of any other, of the whole review with nothing but it. */
async function timeOf(rule: Rule, change: PastChange, ruleSet: RuleSet, toolbox: Toolbox): Promise<number> {
  let looking = 0;
  const inspect: Toolbox["inspect"] = async (...asked) => {
    const begun = toolbox.now();
    const results = await toolbox.inspect(...asked);
    looking += toolbox.now() - begun;
    return results;
  };
  const differential = await change.open();
  const begun = toolbox.now();
  await review(differential, { ...ruleSet, rules: [rule] }, { ...toolbox, inspect });
  const isAboutFiles = toolbox.checks.get(rule.check)?.scope === "file";
  return Math.round((isAboutFiles ? looking : toolbox.now() - begun) * 10) / 10;
}

function simulatedRule({ rule, largest: _largest, ...tally }: Tally, slowest: SimulatedRule["slowest"]): SimulatedRule {
  const { name, severity, mode = "enforce" } = rule;
  return { name, severity, mode, ...tally, ...(slowest && { slowest }) };
}

function isOn({ severity }: Rule): boolean {
  return severity !== "off";
}

function byName(one: SimulatedRule, other: SimulatedRule): number {
  return one.name < other.name ? -1 : 1;
}
