/** The review: one differential and one rule set in, one report out. Everything else in this house serves this function. */

import type { AnyCheck, CheckEntry, DifferentialCheck, DifferentialContext, Observation, TreeCheck } from "./check.ts";
import type { Differential } from "./differential.ts";
import { messageOf } from "./examine.ts";
import type { Finding } from "./finding.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { matchPaths } from "./glob.ts";
import type { Annotation, Outcome, Report } from "./report.ts";
import { reviewFiles } from "./review-files.ts";
import type { Rule, RuleSet } from "./rule-set.ts";
import { concernsPath, selectDocuments } from "./select.ts";
import type { Toolbox } from "./toolbox.ts";
import { annotatePlaced, type PlacedFindings } from "./tree-findings.ts";

export async function review(differential: Differential, ruleSet: RuleSet, toolbox: Toolbox): Promise<Report> {
  const started = toolbox.now();
  const { documents, files, gaps } = await selectDocuments(differential, ruleSet);
  toolbox.progress?.({ done: 0, total: documents.length, doing: "checking files" });
  const [ofFiles, ofRequest] = await Promise.all([
    reviewFiles(differential, documents, ruleSet, toolbox),
    reviewRequest(differential, ruleSet, toolbox),
  ]);
  toolbox.progress?.({ done: documents.length, total: documents.length, doing: "checking files" });

  const outcomes = activeRules(ruleSet).map(
    (rule) => ofFiles.outcomes.get(rule.name) ?? ofRequest.get(rule.name) ?? unknownCheck(rule),
  );
  return {
    repository: differential.repository,
    ...(differential.base.sha === undefined ? {} : { baseSha: differential.base.sha }),
    ...(differential.head.sha === undefined ? {} : { headSha: differential.head.sha }),
    outcomes,
    files,
    gaps,
    addedWaivers: ofFiles.addedWaivers,
    ruleSet: { origin: ruleSet.origin, hash: ruleSet.hash, notes: ruleSet.notes ?? [] },
    milliseconds: Math.round(toolbox.now() - started),
  };
}

/** After an edit of the request's text: rules about the request are asked again, every other outcome of `previous` stands. */
export async function reviewText(
  previous: Report,
  differential: Differential,
  ruleSet: RuleSet,
  toolbox: Toolbox,
): Promise<Report> {
  const started = toolbox.now();
  const asked = await reviewRequest(differential, ruleSet, toolbox, ["differential"]);
  const outcomes = previous.outcomes.map((outcome) => asked.get(outcome.rule.name) ?? outcome);
  return { ...previous, outcomes, milliseconds: Math.round(toolbox.now() - started) };
}

function activeRules(ruleSet: RuleSet): readonly Rule[] {
  return ruleSet.rules.filter((rule) => rule.severity !== "off");
}

function unknownCheck(rule: Rule): Outcome {
  return { status: "broken", rule, gaps: [], reason: `no check is called \`${rule.check}\`` };
}

/** Rules that look at the request or the whole tree, by rule name. */
async function reviewRequest(
  differential: Differential,
  ruleSet: RuleSet,
  toolbox: Toolbox,
  scopes: readonly string[] = ["tree", "differential"],
): Promise<ReadonlyMap<string, Outcome>> {
  const rules = activeRules(ruleSet).filter((rule) => scopes.includes(toolbox.checks.get(rule.check)?.scope ?? ""));
  const outcomes = await Promise.all(rules.map((rule) => ask(rule, differential, ruleSet, toolbox)));
  return new Map(outcomes.map((outcome) => [outcome.rule.name, outcome]));
}

async function ask(rule: Rule, differential: Differential, ruleSet: RuleSet, toolbox: Toolbox): Promise<Outcome> {
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
    ...(toolbox.signal ? { signal: toolbox.signal } : {}),
    ...(toolbox.lookUpTicket ? { lookUpTicket: toolbox.lookUpTicket } : {}),
  };
  try {
    const check = await toolbox.load(rule.check);
    const observation = await look(check, differential, context);
    return await outcomeOf(rule, observation, (placed) =>
      annotatePlaced(rule, placed, differential, isIgnored, toolbox),
    );
  } catch (error) {
    if (toolbox.signal?.aborted) throw error;
    return { status: "broken", rule, gaps: [], reason: messageOf(error) };
  }
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
  if (observation.skipped !== undefined) return { status: "skipped", rule, gaps, reason: observation.skipped };
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
  return { status: "checked", rule, gaps, annotations, older: 0, waived, documents: 0, ...note };
}

/** The words of a missing requirement change with every push (branch, number of commits); what is missing does not. */
function annotateRequest(rule: Rule, findings: readonly Finding[]): readonly Annotation[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const identity = [rule.name, finding.evidence ?? (findings.length === 1 ? "" : finding.message)].join("\0");
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
