/** How risky a change is: small named factors with their evidence, and a table from factors to a level that its owner can read and change. */

import type { Differential } from "./differential.ts";
import type { Document, DocumentKind } from "./document.ts";
import type { Gap } from "./finding.ts";
import type { RuleSet } from "./rule-set.ts";

/** From the mildest to the gravest. */
export const riskLevels = ["low", "medium", "high"] as const;
export type RiskLevel = (typeof riskLevels)[number];

/** Every factor that is looked for, in the order in which a reader wants to know of them. */
export const riskFactorNames = [
  "freeze",
  "stateful-loss",
  "restarts",
  "network",
  "access",
  "production",
  "shared",
  "many-resources",
  "rules-changed",
  "no-tests",
] as const;
export type RiskFactorName = (typeof riskFactorNames)[number];

/** One place, or one fact about the change, that shows a factor. */
export interface RiskEvidence {
  readonly path?: string;
  /** At head; missing where the line is gone or does not matter. */
  readonly line?: number;
  /** What is to be seen there, names in backticks: "`aws_security_group.bastion` changes". */
  readonly words: string;
}

/** A factor as it was found, before the table gives it a level. */
export interface RiskSighting {
  readonly name: RiskFactorName;
  /** Never empty; the plainest first. */
  readonly evidence: readonly RiskEvidence[];
}

export interface RiskFactor extends RiskSighting {
  /** A few words that continue a sentence: "network rule". */
  readonly title: string;
  /** What it comes to alone. */
  readonly level: RiskLevel;
}

export interface RiskAssessment {
  /** The highest that a factor or a combination comes to; `low` where nothing was found. */
  readonly level: RiskLevel;
  /** Gravest first. */
  readonly factors: readonly RiskFactor[];
  /** Rows of the table that hold and come to more than each of their factors alone. */
  readonly combinations: readonly RiskCombination[];
  readonly change: ChangeFacts;
  /** What could not be looked at: a factor may be there unseen. */
  readonly unknown: readonly Gap[];
  /** When it may come to something else by itself (milliseconds since 1970): a freeze begins or ends. */
  readonly again?: number;
}

/** What a change touches, as plain data: conditions are held against it, also when only the text was edited since. */
export interface ChangeFacts {
  /** Kinds of the changed documents, at head or, of what is gone, at base. */
  readonly kinds: readonly DocumentKind[];
  /** By type and action, at most a few hundred. */
  readonly resources: readonly TouchedResources[];
  readonly environments: readonly TouchedEnvironment[];
}

/** Resources of one Terraform type (`aws_instance`) or Kubernetes kind (`StatefulSet`) that a change does the same to. */
export interface TouchedResources {
  readonly type: string;
  readonly action: "added" | "changed" | "removed";
  readonly count: number;
  /** What they hold that is lost with them: "database". */
  readonly holds?: string;
  /** The first of them. */
  readonly example: RiskEvidence;
}

export interface TouchedEnvironment {
  readonly name: string;
  readonly evidence: RiskEvidence;
}

/** The `risk:` section of a rule set, complete. */
export interface RiskSettings {
  /** By name, among them `production`. */
  readonly environments: Readonly<Record<string, EnvironmentMarks>>;
  readonly freezes: readonly Freeze[];
  /** More resources than that are many. */
  readonly manyResources: number;
  /** A module or base that as many places use is shared. */
  readonly sharedBy: number;
  /** Globs of tests; empty = what is usual for the kind of code. */
  readonly tests: readonly string[];
  readonly levels: Readonly<Record<RiskFactorName, RiskLevel | "off">>;
  readonly combinations: readonly RiskCombination[];
}

/** How an environment is known: any of these. */
export interface EnvironmentMarks {
  /** Globs of its files. */
  readonly paths: readonly string[];
  /** Words in a path or in the name of a namespace: `prod` is one of `eu-prod/db.tf`, and not of `nonprod` or `pre-prod`. */
  readonly words: readonly string[];
}

/** A time in which changes wait. */
export interface Freeze {
  /** ISO 8601, with an offset or in UTC. */
  readonly from: string;
  readonly to: string;
  readonly why?: string;
  /** Globs of what it is about; missing = everything. */
  readonly paths?: readonly string[];
}

export interface RiskCombination {
  readonly factors: readonly RiskFactorName[];
  readonly level: RiskLevel;
}

export interface RiskQuestion {
  readonly differential: Differential;
  /** The changed documents at head, without those that the rule set ignores. */
  readonly documents: readonly Document[];
  readonly ruleSet: RuleSet;
  readonly signal?: AbortSignal;
  /** Milliseconds since 1970, by the clock of whoever asks; missing = by the toolbox's own. */
  readonly time?: number;
}

/** Finds the factors. What cannot be known is no factor; what of ours fails is told in `unknown`. */
export type AssessRisk = (question: RiskQuestion) => Promise<RiskAssessment>;

export const riskTitles: Readonly<Record<RiskFactorName, string>> = {
  freeze: "freeze",
  "stateful-loss": "loss of data",
  restarts: "restart of every member",
  network: "network rule",
  access: "access rights",
  production: "production",
  shared: "shared code",
  "many-resources": "many resources",
  "rules-changed": "pipeline or rules",
  "no-tests": "no tests touched",
};

/** What holds where an owner says nothing. */
export const defaultRisk: RiskSettings = {
  environments: { production: { paths: [], words: ["prod", "production", "prd"] } },
  freezes: [],
  manyResources: 20,
  sharedBy: 3,
  tests: [],
  levels: {
    freeze: "high",
    "stateful-loss": "high",
    restarts: "medium",
    network: "medium",
    access: "medium",
    production: "medium",
    shared: "medium",
    "many-resources": "medium",
    "rules-changed": "medium",
    "no-tests": "low",
  },
  combinations: [
    { factors: ["production", "restarts"], level: "high" },
    { factors: ["production", "network"], level: "high" },
    { factors: ["production", "access"], level: "high" },
    { factors: ["production", "many-resources"], level: "high" },
  ],
};

/** Negative where `left` is the milder one. */
export function compareLevels(left: RiskLevel, right: RiskLevel): number {
  return riskLevels.indexOf(left) - riskLevels.indexOf(right);
}

/** Holds what was found against the table: nothing else makes a level. */
export function assessByTable(
  sightings: readonly RiskSighting[],
  { levels, combinations }: RiskSettings,
): Pick<RiskAssessment, "level" | "factors" | "combinations"> {
  const factors = sightings
    .flatMap((sighting): readonly RiskFactor[] => {
      const level = levels[sighting.name];
      return level === "off" ? [] : [{ ...sighting, title: riskTitles[sighting.name], level }];
    })
    .sort(gravestFirst);
  const found = new Map(factors.map(({ name, level }) => [name, level]));
  const raising = combinations.filter(({ factors: together, level }) =>
    together.every((name) => {
      const alone = found.get(name);
      return alone !== undefined && compareLevels(alone, level) < 0;
    }),
  );
  const reached = [...factors, ...raising].map(({ level }) => level);
  return { level: reached.sort(compareLevels).at(-1) ?? "low", factors, combinations: raising };
}

function gravestFirst(left: RiskFactor, right: RiskFactor): number {
  return (
    compareLevels(right.level, left.level) || riskFactorNames.indexOf(left.name) - riskFactorNames.indexOf(right.name)
  );
}

/** "network rule, `sg.tf:14`; production, `live/a.tf`": the factors that the level rests on; empty where nothing was found. */
export function levelWords({ level, factors, combinations }: RiskAssessment): string {
  const combined = new Set(combinations.filter((row) => row.level === level).flatMap((row) => row.factors));
  const deciding = factors.filter((factor) => factor.level === level || combined.has(factor.name));
  return (deciding.length > 0 ? deciding : factors)
    .slice(0, 3)
    .map(({ title, evidence }) => {
      const place = evidence[0] && placeWords(evidence[0]);
      return place === undefined ? title : `${title}, ${place}`;
    })
    .join("; ");
}

/** "`sg.tf:14`"; `undefined` for a fact without a place. */
export function placeWords({ path, line }: RiskEvidence): string | undefined {
  if (path === undefined) return undefined;
  return `\`${line === undefined ? path : `${path}:${line}`}\``;
}
