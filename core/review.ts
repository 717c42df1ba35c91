/** The review: one differential and one rule set in, one report out. Everything else in this house serves this function. */

import {
  activeRules,
  askedRules,
  type AskedRules,
  isUnmet,
  type KnownRisk,
  mayTurn,
  riskBefore,
  riskOf,
} from "./asked-rules.ts";
import type { AnyCheck, CheckEntry, DifferentialCheck, DifferentialContext, Observation, TreeCheck } from "./check.ts";
import type { Differential } from "./differential.ts";
import { messageOf } from "./examine.ts";
import type { Finding } from "./finding.ts";
import { withForeignSeverities } from "./foreign-terms.ts";
import { switchNotes } from "./foreign-switches.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { matchPaths } from "./glob.ts";
import { everyOutcome, inModes, shadowApart } from "./modes.ts";
import type { Annotation, Outcome, Report } from "./report.ts";
import { reviewCommits, withCommits } from "./review-commits.ts";
import { reviewFiles } from "./review-files.ts";
import { strictestParts } from "./parts.ts";
import { type Rule, type RuleSet, wholeName } from "./rule-set.ts";
import { concernsPath, selectDocuments } from "./select.ts";
import { toldOnce } from "./told-once.ts";
import type { Toolbox } from "./toolbox.ts";
import { annotatePlaced, type PlacedFindings } from "./tree-findings.ts";

export async function review(differential: Differential, given: RuleSet, toolbox: Toolbox): Promise<Report> {
  const started = toolbox.now();
  const { documents, files, gaps } = await selectDocuments(differential, given);
  const ruleSet = inModes(await withForeignSeverities(given, documents, differential, toolbox));
  toolbox.progress?.({ done: 0, total: documents.length, doing: "checking files" });
  const known = await riskOf(differential, documents, ruleSet, toolbox);
  const asked = askedRules(differential, ruleSet, known);
  const [ofFiles, ofRequest] = await Promise.all([
    reviewFiles(differential, documents, withoutUnmet(ruleSet, asked), toolbox),
    reviewRequest(differential, ruleSet, toolbox, { asked, known, scopes: ["tree", "differential"] }),
  ]);
  const ofCommits =
    ruleSet.commits === "each"
      ? await reviewCommits(differential, ofFiles.outcomes, withoutUnmet(ruleSet, asked), toolbox)
      : undefined;
  toolbox.progress?.({ done: documents.length, total: documents.length, doing: "checking files" });

  const every = activeRules(ruleSet).map((rule) => {
    const outcome = asked.unmet.get(rule.name) ?? ofFiles.outcomes.get(rule.name) ?? ofRequest.get(rule.name);
    const told = withReason(outcome ?? unknownCheck(rule), asked);
    return ofCommits === undefined ? told : withCommits(told, ofCommits);
  });
  const outcomes = toldOnce(every);
  return {
    repository: differential.repository,
    ...(differential.base.sha === undefined ? {} : { baseSha: differential.base.sha }),
    ...(differential.head.sha === undefined ? {} : { headSha: differential.head.sha }),
    ...shadowApart(outcomes),
    files,
    ...(known.risk ? { risk: known.risk } : {}),
    gaps: [...gaps, ...(ofCommits?.gaps ?? [])],
    addedWaivers: ofFiles.addedWaivers,
    ruleSet: {
      origin: ruleSet.origin,
      hash: ruleSet.hash,
      notes: [...(ruleSet.notes ?? []), ...switchNotes(differential, toolbox), ...caution(outcomes, toolbox)],
    },
    milliseconds: Math.round(toolbox.now() - started),
  };
}

/**
 * After an edit of the request's text: rules about the request are asked again, every other outcome of `previous` stands,
 * and so does the risk. Where `needsFiles` says so, the whole review is due instead.
 */
export async function reviewText(
  previous: Report,
  differential: Differential,
  given: RuleSet,
  toolbox: Toolbox,
): Promise<Report> {
  const started = toolbox.now();
  const ruleSet = inModes(given);
  const before = everyOutcome(previous);
  const known = riskBefore(previous);
  const asked = askedRules(differential, ruleSet, known);
  const answered = await reviewRequest(differential, ruleSet, toolbox, { asked, known, scopes: ["differential"] });
  const turned = asked.rules.filter(
    (rule) => mayTurn(rule) && before.some((outcome) => outcome.rule.name === rule.name && isUnmet(outcome)),
  );
  const ofTree = await reviewRequest(differential, ruleSet, toolbox, {
    asked: { ...asked, rules: turned },
    known,
    scopes: ["tree"],
  });
  const outcomes = before.map((outcome) => {
    const { name } = outcome.rule;
    const again = answered.get(name) ?? ofTree.get(name) ?? (mayTurn(outcome.rule) ? asked.unmet.get(name) : undefined);
    return again ? withReason(again, asked) : outcome;
  });
  return { ...previous, ...shadowApart(outcomes), milliseconds: Math.round(toolbox.now() - started) };
}

/** What a test's word is worth where the operator chose a weaker sandbox. */
function caution(outcomes: readonly Outcome[], { tools }: Toolbox): readonly string[] {
  const isTold = tools?.caution !== undefined && outcomes.some(({ tests }) => tests !== undefined);
  return isTold ? [tools.caution] : [];
}

/** Names stay known, so that a waiver of a rule that is not asked today is no mistake. */
function withoutUnmet(ruleSet: RuleSet, { unmet }: AskedRules): RuleSet {
  if (unmet.size === 0) return ruleSet;
  return {
    ...ruleSet,
    rules: ruleSet.rules.map((rule) => (unmet.has(rule.name) ? { ...rule, severity: "off" } : rule)),
  };
}

function withReason(outcome: Outcome, { because }: AskedRules): Outcome {
  const reason = because.get(outcome.rule.name);
  return reason === undefined ? outcome : { ...outcome, because: reason };
}

function unknownCheck(rule: Rule): Outcome {
  return { status: "broken", rule, gaps: [], reason: `no check is called \`${rule.check}\`` };
}

interface RequestReview {
  readonly asked: AskedRules;
  readonly known: KnownRisk;
  readonly scopes: readonly string[];
}

/** Rules that look at the request or the whole tree, by rule name. */
async function reviewRequest(
  differential: Differential,
  ruleSet: RuleSet,
  toolbox: Toolbox,
  { asked, known, scopes }: RequestReview,
): Promise<ReadonlyMap<string, Outcome>> {
  const scopeOf = (rule: Rule): string => toolbox.checks.get(rule.check)?.scope ?? "";
  const { rules, beside } = strictestParts(
    asked.rules.filter((rule) => scopes.includes(scopeOf(rule))),
    (rule) => scopeOf(rule) === "differential",
    differential,
    ruleSet,
  );
  const outcomes = await Promise.all(
    rules.map((rule) => {
      const because = asked.because.get(rule.name);
      const time = toolbox.time?.();
      return ask(rule, differential, ruleSet, toolbox, {
        ...(known.risk ? { risk: known.risk } : {}),
        ...(because === undefined ? {} : { because }),
        ...(time === undefined ? {} : { time }),
      });
    }),
  );
  const unmet = [...asked.unmet].filter(([, { rule }]) => scopes.includes(toolbox.checks.get(rule.check)?.scope ?? ""));
  return new Map([...beside, ...unmet, ...outcomes.map((outcome) => [outcome.rule.name, outcome] as const)]);
}

type Circumstances = Pick<DifferentialContext<unknown>, "risk" | "because" | "time">;

async function ask(
  rule: Rule,
  differential: Differential,
  ruleSet: RuleSet,
  toolbox: Toolbox,
  circumstances: Circumstances,
): Promise<Outcome> {
  const isIgnored = matchPaths(ruleSet.ignore);
  const paths = differential.files
    .map((file) => file.path)
    .filter((path) => !isIgnored(path) && concernsPath(rule, path));
  if (paths.length === 0) return { status: "skipped", rule, gaps: [], reason: whyNoPath(rule, differential) };

  if (!isConcerned(toolbox.checks.get(rule.check), differential)) {
    return { status: "skipped", rule, gaps: [], reason: "no changed file of its kind" };
  }

  const context = {
    options: rule.options,
    schemas: ruleSet.schemas,
    paths,
    ...circumstances,
    ...(toolbox.signal ? { signal: toolbox.signal } : {}),
    ...(toolbox.lookUpTicket ? { lookUpTicket: toolbox.lookUpTicket } : {}),
    ...(toolbox.tools ? { tools: toolbox.tools } : {}),
    ...(toolbox.reports ? { reports: toolbox.reports } : {}),
  };
  try {
    const check = await toolbox.load(rule.check);
    const observation = await look(check, differential, context);
    // Paths of such a rule say when it is asked: the document that it finds wanting may lie elsewhere.
    const placing = check.scope === "differential" ? anywhere(rule) : rule;
    return await outcomeOf(rule, observation, (placed) =>
      annotatePlaced(placing, placed, differential, isIgnored, toolbox),
    );
  } catch (error) {
    if (toolbox.signal?.aborted) throw error;
    return { status: "broken", rule, gaps: [], reason: messageOf(error) };
  }
}

function anywhere({ part: _part, ...rule }: Rule): Rule {
  return { ...rule, paths: [], exceptPaths: [] };
}

/** A file that is gone, or had another name, concerns those who know its name of before. */
function isConcerned(entry: CheckEntry | undefined, { files }: Differential): boolean {
  if (entry?.paths === undefined) return true;
  const matches = matchPaths(entry.paths);
  return files.some(({ path, previousPath }) => matches(path) || (previousPath !== undefined && matches(previousPath)));
}

type PlainOptions = Readonly<Record<string, unknown>>;

function look(
  check: AnyCheck,
  differential: Differential,
  context: DifferentialContext<PlainOptions>,
): Promise<Observation> | Observation {
  if (check.scope === "file") throw new Error("looks at files, not at the request");
  // Options were validated against the check's own schema when the rule set was loaded.
  return (check as TreeCheck<PlainOptions> | DifferentialCheck<PlainOptions>).look(differential, context);
}

function whyNoPath(rule: Rule, differential: Differential): string {
  if (differential.files.length === 0) return "no file changes";
  return rule.paths.length > 0
    ? `no change under ${rule.paths.map((path) => `\`${path}\``).join(", ")}`
    : "every changed file is ignored";
}

async function outcomeOf(
  rule: Rule,
  observation: Observation,
  place: (findings: readonly Finding[]) => Promise<PlacedFindings>,
): Promise<Outcome> {
  const gaps = observation.gaps ?? [];
  const { skipped: reason, exemption, aside } = observation;
  const again = {
    ...(observation.again === undefined ? {} : { again: observation.again }),
    ...(observation.tests === undefined ? {} : { tests: observation.tests }),
    ...(observation.reported === undefined ? {} : { reported: observation.reported }),
  };
  if (reason !== undefined) {
    return {
      status: "skipped",
      rule,
      gaps,
      reason,
      ...again,
      ...(exemption && { exemption }),
      ...(aside && { aside }),
    };
  }
  const placed = observation.findings.filter((finding) => finding.at);
  const { annotations: ofPlaces, waived, switchedOff } = await place(placed);
  if (switchedOff !== undefined && placed.length === observation.findings.length) {
    return { status: "skipped", rule, gaps, reason: switchedOff };
  }
  const annotations = [
    ...ofPlaces,
    ...annotateRequest(
      rule,
      observation.findings.filter((finding) => !finding.at),
    ),
  ];
  const note = observation.note === undefined ? {} : { note: observation.note };
  return { status: "checked", rule, gaps, annotations, older: 0, waived, documents: 0, ...note, ...again };
}

/** The words of a missing requirement change with every push (branch, number of commits); what is missing does not. */
function annotateRequest(rule: Rule, findings: readonly Finding[]): readonly Annotation[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const identity = [wholeName(rule), finding.evidence ?? (findings.length === 1 ? "" : finding.message)].join("\0");
    const occurrence = seen.get(identity) ?? 0;
    seen.set(identity, occurrence + 1);
    return {
      rule: rule.name,
      message: finding.message,
      ...(finding.advice === undefined ? {} : { advice: finding.advice }),
      related: [],
      fingerprint: fingerprintOf(identity, occurrence),
    };
  });
}
