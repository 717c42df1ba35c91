/** What the rules of a change would find once it is merged: on the change itself and on the whole tree, beside what base's find. */

import type { Differential, FileContent, Tree } from "./differential.ts";
import { trustedTree } from "./foreign-switches.ts";
import { everyOutcome, inModes } from "./modes.ts";
import type { Report } from "./report.ts";
import { review } from "./review.ts";
import { type Rule, type RuleMode, type RuleSet, type RuleSeverity, wholeName } from "./rule-set.ts";
import { pathsFor, survey } from "./survey.ts";
import type { SurveyedFinding } from "./survey.ts";
import type { Toolbox } from "./toolbox.ts";

export interface PreviewLimits {
  /** Files of the tree that are looked at. */
  readonly files: number;
  /** For the tree, in milliseconds. */
  readonly milliseconds: number;
}

export interface RulesPreview {
  /** Files of the change that decide what is found. */
  readonly paths: readonly string[];
  /** Rules of which something differs, those that find most first. */
  readonly rules: readonly PreviewedRule[];
  /** Files of the tree that were looked at, of how many. */
  readonly looked: number;
  readonly of: number;
  /** Why there is no preview, or none of the whole tree. */
  readonly trouble?: string;
  /** What its owners will be told of the rules that the change brings: entries in vain, each with file and line. */
  readonly notes?: readonly string[];
}

export interface PreviewedRule {
  readonly name: string;
  /** Missing where the rule is off or not there. */
  readonly before?: Strength;
  readonly after?: Strength;
  /** Findings on the change. */
  readonly here: Counts;
  /** Findings in the files of the tree that were looked at; missing for rules about a request. */
  readonly tree?: Counts;
  /** The first five of what is found then and not now, in the tree or else on the change. */
  readonly places: readonly FoundPlace[];
}

export interface Strength {
  readonly severity: RuleSeverity;
  readonly mode: RuleMode;
}

export interface Counts {
  readonly before: number;
  readonly after: number;
}

export interface FoundPlace {
  readonly path: string;
  readonly line: number;
}

export interface PreviewQuestion {
  readonly differential: Differential;
  /** Files of the change that decide what is found. */
  readonly paths: readonly string[];
  readonly now: RuleSet;
  readonly then: RuleSet;
  /** Of the change, by the rules that are in force now. */
  readonly report: Report;
  readonly toolbox: Toolbox;
  readonly limits: PreviewLimits;
}

const chunk = 100;
const placesShown = 5;

export async function previewRules(question: PreviewQuestion): Promise<RulesPreview> {
  const { differential, paths, report, toolbox } = question;
  const now = inModes(question.now);
  const then = inModes(question.then);
  const concerned = concernedNames(
    now,
    then,
    paths.some((path) => toolbox.isSwitches?.(path)),
  );
  const before = findingsOf(report);
  const after = findingsOf(await review({ ...differential, trusted: differential.head }, then, quiet(toolbox)));
  const tree = await surveyTree(question, only(now, concerned), only(then, concerned));
  const sides = { here: { before, after }, tree };
  const rules = [...concerned]
    .map((name) => previewed(name, now, then, sides, toolbox))
    .filter((each) => differs(each))
    .sort((one, other) => weight(other) - weight(one) || (one.name < other.name ? -1 : 1));
  const { looked, of, trouble } = tree;
  return { paths, rules, looked, of, ...(trouble === undefined ? {} : { trouble }) };
}

/** Names of the rules of which anything may differ: all of them where something that silences any rule is touched. */
function concernedNames(now: RuleSet, then: RuleSet, isAnySilenced: boolean): ReadonlySet<string> {
  const all = isAnySilenced || JSON.stringify(surroundings(now)) !== JSON.stringify(surroundings(then));
  const ours = byName(now);
  const theirs = byName(then);
  const names = [...new Set([...ours.keys(), ...theirs.keys()])];
  return new Set(names.filter((name) => all || ours.get(name) !== theirs.get(name)));
}

function surroundings({ ignore, schemas, risk, commits }: RuleSet): object {
  return { ignore, schemas, risk, commits };
}

function byName({ rules }: RuleSet): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  for (const rule of rules) {
    if (rule.severity === "off") continue;
    said.set(wholeName(rule), `${said.get(wholeName(rule)) ?? ""}\n${JSON.stringify(rule)}`);
  }
  return said;
}

function only(ruleSet: RuleSet, names: ReadonlySet<string>): RuleSet {
  // What is left out stays known, so that a waiver of it is no mistake.
  const rules = ruleSet.rules.map((rule): Rule => (names.has(wholeName(rule)) ? rule : { ...rule, severity: "off" }));
  return { ...ruleSet, rules };
}

interface Side {
  readonly before: readonly SurveyedFinding[];
  readonly after: readonly SurveyedFinding[];
}

interface TreeSide extends Side {
  readonly looked: number;
  readonly of: number;
  readonly trouble?: string;
}

async function surveyTree(question: PreviewQuestion, now: RuleSet, then: RuleSet): Promise<TreeSide> {
  const { differential, toolbox, limits } = question;
  const started = toolbox.now();
  const before: SurveyedFinding[] = [];
  const after: SurveyedFinding[] = [];
  let looked = 0;
  let of = 0;
  try {
    const active = [...now.rules, ...then.rules].filter((rule) => isAboutFiles(rule, toolbox));
    const paths = active.length === 0 ? [] : await pathsFor(active, differential.head, [], toolbox);
    of = paths.length;
    const within = paths.slice(0, limits.files);
    // One reading for both sides, in one go: from a clone that is one fetch.
    const tree = await remembered(differential.head, within);
    for (let at = 0; at < within.length && toolbox.now() - started < limits.milliseconds; at += chunk) {
      const part = within.slice(at, at + chunk);
      before.push(...(await survey({ tree, trusted: trustedTree(differential), paths: part, ruleSet: now }, toolbox)));
      after.push(...(await survey({ tree, trusted: differential.head, paths: part, ruleSet: then }, toolbox)));
      looked += part.length;
    }
    return { before: unique(before), after: unique(after), looked, of };
  } catch (error) {
    if (toolbox.signal?.aborted) throw error;
    return { before: [], after: [], looked, of, trouble: "the whole tree could not be looked at" };
  }
}

function isAboutFiles({ check, severity }: Rule, { checks }: Toolbox): boolean {
  return severity !== "off" && checks.get(check)?.scope !== "differential";
}

async function remembered(tree: Tree, paths: readonly string[]): Promise<Tree> {
  const known = new Map<string, FileContent>(await tree.read(paths));
  return {
    ...(tree.sha === undefined ? {} : { sha: tree.sha }),
    list: (directory) => tree.list(directory),
    async read(asked) {
      const missing = asked.filter((path) => !known.has(path));
      if (missing.length > 0) for (const [path, content] of await tree.read(missing)) known.set(path, content);
      return new Map(asked.map((path): [string, FileContent] => [path, known.get(path) ?? { kind: "missing" }]));
    },
  };
}

/** A unit that spreads over two parts of the tree is looked at twice. */
function unique(findings: readonly SurveyedFinding[]): readonly SurveyedFinding[] {
  return [...new Map(findings.map((each) => [each.annotation.fingerprint, each])).values()];
}

function findingsOf(report: Report): readonly SurveyedFinding[] {
  return everyOutcome(report).flatMap((outcome) =>
    outcome.status === "checked" ? outcome.annotations.map((annotation) => ({ rule: outcome.rule, annotation })) : [],
  );
}

function previewed(
  name: string,
  now: RuleSet,
  then: RuleSet,
  { here, tree }: { readonly here: Side; readonly tree: TreeSide },
  toolbox: Toolbox,
): PreviewedRule {
  const before = strengthOf(name, now);
  const after = strengthOf(name, then);
  const isPlaced = [...now.rules, ...then.rules].some(
    (rule) => wholeName(rule) === name && isAboutFiles(rule, toolbox),
  );
  return {
    name,
    ...(before && { before }),
    ...(after && { after }),
    here: countsOf(name, here),
    ...(isPlaced && tree.trouble === undefined && { tree: countsOf(name, tree) }),
    places: placesOf(name, isPlaced && tree.after.some((each) => wholeName(each.rule) === name) ? tree : here),
  };
}

const ranks: Readonly<Record<RuleSeverity, number>> = { off: 0, notice: 1, warning: 2, failure: 3 };

/** Of a rule that is tuned otherwise under some paths, its strongest word. */
function strengthOf(name: string, { rules }: RuleSet): Strength | undefined {
  const [strongest] = rules
    .filter((rule) => wholeName(rule) === name && rule.severity !== "off")
    .sort((one, other) => ranks[other.severity] - ranks[one.severity]);
  return strongest && { severity: strongest.severity, mode: strongest.mode ?? "enforce" };
}

function countsOf(name: string, { before, after }: Side): Counts {
  const count = (findings: readonly SurveyedFinding[]) =>
    findings.filter(({ rule }) => wholeName(rule) === name).length;
  return { before: count(before), after: count(after) };
}

function placesOf(name: string, { before, after }: Side): readonly FoundPlace[] {
  const known = new Set(before.map(({ annotation }) => annotation.fingerprint));
  const found = after.filter(({ rule }) => wholeName(rule) === name);
  const added = found.filter(({ annotation }) => !known.has(annotation.fingerprint));
  return (added.length > 0 ? added : found)
    .flatMap(({ annotation: { at } }) => (at ? [{ path: at.path, line: at.start.line }] : []))
    .slice(0, placesShown);
}

function differs({ before, after, here, tree }: PreviewedRule): boolean {
  const isStrengthSame = before?.severity === after?.severity && before?.mode === after?.mode;
  const isCountSame = here.before === here.after && tree?.before === tree?.after;
  return !(isStrengthSame && isCountSame);
}

function weight({ after, here, tree }: PreviewedRule): number {
  return (here.after + (tree?.after ?? 0)) * 10 + (after ? ranks[after.severity] : 0);
}

function quiet({ progress: _told, ...toolbox }: Toolbox): Toolbox {
  return toolbox;
}
