/** When a rule is asked: what has to hold of a change, held against it, with the reason in the reader's words. */

import type { Differential } from "./differential.ts";
import type { DocumentKind } from "./document.ts";
import type { Gap } from "./finding.ts";
import { matchName, matchPaths } from "./glob.ts";
import {
  compareLevels,
  levelWords,
  placeWords,
  type RiskAssessment,
  type RiskFactorName,
  type RiskLevel,
  riskTitles,
  type TouchedResources,
} from "./risk.ts";
import { sizeOf } from "./size.ts";

/** Everything that is given has to hold; of a list, one is enough. */
export interface PlainCondition {
  /** Globs: a file that matches changes. */
  readonly paths?: readonly string[];
  readonly kinds?: readonly DocumentKind[];
  /** Environments of the `risk:` section: `production`. */
  readonly environments?: readonly string[];
  /** Terraform types and Kubernetes kinds, with `*`: `aws_security_group*`, `StatefulSet`. */
  readonly resources?: readonly string[];
  /** At least this level. */
  readonly risk?: RiskLevel;
  readonly factors?: readonly RiskFactorName[];
  /** At least as many of one of these; generated files and lock files do not count. */
  readonly size?: { readonly lines?: number; readonly files?: number; readonly resources?: number };
  readonly labels?: readonly string[];
  readonly exceptLabels?: readonly string[];
  /** Logins, with `*`. */
  readonly authors?: readonly string[];
  readonly exceptAuthors?: readonly string[];
  /** Something is deleted, or replaced with its data. */
  readonly destructive?: boolean;
  /** Something that holds data is touched. */
  readonly stateful?: boolean;
}

export interface Condition extends PlainCondition {
  /** One of these has to hold beside the rest. */
  readonly any?: readonly PlainCondition[];
}

export interface ConditionSubject {
  readonly differential: Differential;
  /** Changed files that the rule set does not ignore. */
  readonly paths: readonly string[];
  /** `undefined` = nobody could assess it. */
  readonly risk: RiskAssessment | undefined;
}

export interface ConditionAnswer {
  readonly holds: boolean;
  /** Why it holds, or why it does not: "risk medium: network rule, `sg.tf:14`". Empty where nothing is asked. */
  readonly reason: string;
  /** Where it does not hold: what of ours, once it is seen, may turn the answer. */
  readonly gaps: readonly Gap[];
}

/** The answer of one part of a condition; `undefined` = the part is not given. */
type Part = { readonly holds: boolean; readonly words: string; readonly byRisk?: boolean } | undefined;

export function meets({ any, ...plain }: Condition, subject: ConditionSubject): ConditionAnswer {
  const own = meetsPlain(plain, subject);
  if (!own.holds || any === undefined || any.length === 0) return own;
  const answers = any.map((each) => meetsPlain(each, subject));
  const met = answers.find(({ holds }) => holds);
  if (met) return { ...met, reason: joined([own.reason, met.reason]) };
  const reasons = [...new Set(answers.map(({ reason }) => reason))];
  // The level sums up what else was found.
  const ofRisk = reasons.find((reason) => reason.startsWith("risk "));
  return { holds: false, reason: ofRisk ?? joined(reasons), gaps: answers.flatMap(({ gaps }) => gaps) };
}

/** Whether the answer may change when title, body or labels are edited. */
export function asksAboutText({ any = [], ...plain }: Condition): boolean {
  return [plain, ...any].some(
    ({ labels, exceptLabels, authors, exceptAuthors }) =>
      labels !== undefined || exceptLabels !== undefined || authors !== undefined || exceptAuthors !== undefined,
  );
}

/** Whether the answer rests on what was found in the files. */
export function asksAboutRisk({ any = [], ...plain }: Condition): boolean {
  return [plain, ...any].some(
    ({ kinds, environments, resources, risk, factors, size, destructive, stateful }) =>
      [kinds, environments, resources, risk, factors, destructive, stateful].some((part) => part !== undefined) ||
      size?.resources !== undefined,
  );
}

function meetsPlain(condition: PlainCondition, subject: ConditionSubject): ConditionAnswer {
  const parts = partsOf(condition, subject).filter((part) => part !== undefined);
  const failed = parts.find(({ holds }) => !holds);
  if (!failed) return { holds: true, reason: joined(parts.map(({ words }) => words)), gaps: [] };
  const gaps = failed.byRisk ? (subject.risk?.unknown ?? []).filter(({ cause }) => cause === "ours") : [];
  return { holds: false, reason: failed.words, gaps };
}

function joined(words: readonly string[]): string {
  return words.filter((each) => each !== "").join("; ");
}

/** In the order in which they are told. */
function partsOf(condition: PlainCondition, subject: ConditionSubject): readonly Part[] {
  const { paths, kinds, environments, resources, risk, factors, size, destructive, stateful } = condition;
  return [
    risk && ofLevel(risk, subject),
    factors && ofFactors(factors, subject),
    environments && ofEnvironments(environments, subject),
    resources && ofResources(resources, subject),
    destructive === undefined ? undefined : ofDestruction(destructive, subject),
    stateful === undefined ? undefined : ofState(stateful, subject),
    paths && ofPaths(paths, subject),
    kinds && ofKinds(kinds, subject),
    size && ofSize(size, subject),
    ...partsOfRequest(condition, subject),
  ];
}

function ofLevel(atLeast: RiskLevel, { risk }: ConditionSubject): Part {
  if (!risk) return { holds: atLeast === "low", words: "risk not known", byRisk: true };
  const why = levelWords(risk);
  const words = why === "" ? `risk is ${risk.level}` : `risk ${risk.level}: ${why}`;
  return { holds: compareLevels(risk.level, atLeast) >= 0, words, byRisk: true };
}

function ofFactors(names: readonly RiskFactorName[], { risk }: ConditionSubject): Part {
  const found = risk?.factors.find(({ name }) => names.includes(name));
  const words = found
    ? told(found.title, found.evidence[0] && placeWords(found.evidence[0]))
    : `no ${names.map((name) => riskTitles[name].replace(/^no /u, "")).join(", no ")}`;
  return { holds: found !== undefined, words, byRisk: true };
}

function ofEnvironments(names: readonly string[], { risk }: ConditionSubject): Part {
  const found = risk?.change.environments.find(({ name }) => names.includes(name));
  const words = found
    ? told(`touches ${found.name}`, placeWords(found.evidence))
    : `does not touch ${names.join(" or ")}`;
  return { holds: found !== undefined, words, byRisk: true };
}

function ofResources(globs: readonly string[], { risk }: ConditionSubject): Part {
  const matchers = globs.map(matchName);
  const found = risk?.change.resources.find(({ type }) => matchers.some((matches) => matches(type)));
  return {
    holds: found !== undefined,
    words: found ? resourceWords(found) : `touches no ${code(globs)}`,
    byRisk: true,
  };
}

function ofDestruction(wanted: boolean, { risk }: ConditionSubject): Part {
  const loss = risk?.factors.find(({ name }) => name === "stateful-loss");
  const removed = risk?.change.resources.find(({ action }) => action === "removed");
  const isDestructive = loss !== undefined || removed !== undefined;
  const seen = loss
    ? told(loss.title, loss.evidence[0] && placeWords(loss.evidence[0]))
    : removed && resourceWords(removed);
  return { holds: isDestructive === wanted, words: seen ?? "deletes nothing", byRisk: true };
}

function ofState(wanted: boolean, { risk }: ConditionSubject): Part {
  const found = risk?.change.resources.find(({ holds }) => holds !== undefined);
  const words = found ? resourceWords(found) : "touches nothing that holds data";
  return { holds: (found !== undefined) === wanted, words, byRisk: true };
}

function ofPaths(globs: readonly string[], { paths }: ConditionSubject): Part {
  const found = paths.find(matchPaths(globs));
  return {
    holds: found !== undefined,
    words: found === undefined ? `no change under ${code(globs)}` : `\`${found}\` changes`,
  };
}

function ofKinds(kinds: readonly DocumentKind[], { risk }: ConditionSubject): Part {
  const found = risk?.change.kinds.find((kind) => kinds.includes(kind));
  return {
    holds: found !== undefined,
    words: found === undefined ? `no change to a file of kind ${code(kinds)}` : `a file of kind \`${found}\` changes`,
    byRisk: true,
  };
}

function ofSize(least: NonNullable<PlainCondition["size"]>, { differential, paths, risk }: ConditionSubject): Part {
  const among = new Set(paths);
  const { lines, files } = sizeOf(differential.files.filter(({ path }) => among.has(path)));
  const resources = (risk?.change.resources ?? []).reduce((sum, { count }) => sum + count, 0);
  const counted = { lines, files, resources };
  const names = ["lines", "files", "resources"] as const;
  const asked = names.flatMap((name) => {
    const limit = least[name];
    return limit === undefined ? [] : [{ name, limit, count: counted[name] }];
  });
  const reached = asked.find(({ count, limit }) => count >= limit);
  const words = reached
    ? reached.count === 1
      ? `1 ${reached.name.slice(0, -1)} changes`
      : `${reached.count} ${reached.name} change`
    : asked.map(({ name, limit, count }) => `${count} of ${limit} ${name}`).join(", ");
  return { holds: reached !== undefined, words, byRisk: least.resources !== undefined };
}

function partsOfRequest(condition: PlainCondition, { differential: { request } }: ConditionSubject): readonly Part[] {
  const { labels, exceptLabels, authors, exceptAuthors } = condition;
  const given = request?.labels ?? [];
  const label = labels && given.find((each) => labels.includes(each));
  const excepted = exceptLabels && given.find((each) => exceptLabels.includes(each));
  const login = request?.author.login;
  return [
    labels && {
      holds: label !== undefined,
      words: label === undefined ? `not labelled ${code(labels)}` : `labelled ${code([label])}`,
    },
    exceptLabels && {
      holds: excepted === undefined,
      words: excepted === undefined ? "" : `labelled ${code([excepted])}`,
    },
    authors && { holds: isOneOf(login, authors), words: openedBy(login) },
    exceptAuthors && {
      holds: !isOneOf(login, exceptAuthors),
      words: isOneOf(login, exceptAuthors) ? openedBy(login) : "",
    },
  ];
}

function isOneOf(login: string | undefined, globs: readonly string[]): boolean {
  return login !== undefined && globs.some((glob) => matchName(glob.toLowerCase())(login.toLowerCase()));
}

function openedBy(login: string | undefined): string {
  return login === undefined ? "its author is not known here" : `opened by ${code([login])}`;
}

function resourceWords({ type, action, example }: TouchedResources): string {
  return told(`\`${type}\` ${action}`, placeWords(example));
}

function told(words: string, place: string | undefined): string {
  return place === undefined ? words : `${words}, ${place}`;
}

/** Somebody's words as code: they end where they end. */
function code(words: readonly string[]): string {
  return words.map((each) => `\`${each.replaceAll("`", "'")}\``).join(", ");
}
