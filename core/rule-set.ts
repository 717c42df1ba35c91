/** A rule set: what is asked for, where, how strongly and why. Data only. */

import type { Condition } from "./condition.ts";
import type { DocumentKind } from "./document.ts";
import type { RiskSettings } from "./risk.ts";

export type Severity = "failure" | "warning" | "notice";
/** `off` keeps a rule in the set, so that it can be named, explained and switched on. */
export type RuleSeverity = Severity | "off";

/** `advise` never blocks; what a rule in `shadow` finds is recorded, for its owners' eyes only. */
export type RuleMode = "shadow" | "advise" | "enforce";

export interface Rule {
  /** Bears its check's name, or a name of its owner's. */
  readonly name: string;
  readonly check: string;
  readonly severity: RuleSeverity;
  /** A few words for headings: "YAML", "Ticket". */
  readonly title: string;
  /** Why anyone should care, in words a newcomer understands. */
  readonly why: string;
  /** Globs; empty = everywhere. */
  readonly paths: readonly string[];
  readonly exceptPaths: readonly string[];
  /** Empty = every kind the check reads. */
  readonly kinds: readonly DocumentKind[];
  readonly exceptKinds: readonly DocumentKind[];
  /** Asked only of a change of which this holds; missing = of every change. */
  readonly when?: Condition;
  readonly options: Readonly<Record<string, unknown>>;
  /** `false`: waivers do not silence it (secrets, whatever an organisation enforces). */
  readonly waivable: boolean;
  /** Missing = `enforce`. */
  readonly mode?: RuleMode;
  /** Whoever inherits the rule may tighten it, never weaken it. */
  readonly enforced?: boolean;
  /** The author of a change may waive a failure of it by a command. */
  readonly selfWaive?: boolean;
  /** Missing = the rule says the same everywhere. */
  readonly part?: RulePart;
}

/** One of several rules that are one and the same to their owner, who tunes it otherwise under some paths. */
export interface RulePart {
  /** Name of the whole; the parts' own names are derived from it. */
  readonly of: string;
  /** A file must match one glob of each list, beside `paths`. */
  readonly within: readonly (readonly string[])[];
  /** Globs of the files that other parts look at, or none does. */
  readonly without: readonly string[];
}

/** What a rule is called wherever it makes no difference under which paths: in fingerprints, in waivers. */
export function wholeName({ name, part }: Rule): string {
  return part?.of ?? name;
}

export interface EmergencySettings {
  /** Logins, and teams as `organisation/team`. */
  readonly by: readonly string[];
  /** How long an override holds that names no day. */
  readonly hours: number;
}

export interface RuleSet {
  readonly rules: readonly Rule[];
  readonly ignore: readonly string[];
  /** URL -> path in the tree, for `$schema` references. */
  readonly schemas: Readonly<Record<string, string>>;
  /** Post safe one-hunk fixes as review suggestions. */
  readonly suggestions: boolean;
  /** `each`: file rules run on every commit, too, not only at head. */
  readonly commits?: "head" | "each";
  /** Of every rule that says none itself and is not enforced; missing = `enforce`. */
  readonly mode?: RuleMode;
  /** The table of risks; missing = `defaultRisk`. */
  readonly risk?: RiskSettings;
  /** Who may let a commit pass in an emergency; missing = nobody. */
  readonly emergency?: EmergencySettings;
  /** Where it came from, in words for the report's last line: `recommended + .github/plumbline.yml@main 3f9c2ab`. */
  readonly origin: string;
  /** What its owners should know: a broken file, a version that stays in force. Shown in every report. */
  readonly notes?: readonly string[];
  /** Hash of rules, ignore, schemas, suggestions, commits, mode, emergency and risk. */
  readonly hash: string;
}
