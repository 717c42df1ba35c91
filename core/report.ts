/** A report: what came of every rule. Conclusion, counts and texts are derived from it, so no two outputs can disagree. */

import type { Exemption, ReportFigures, TestFigures } from "./check.ts";
import type { DocumentKind } from "./document.ts";
import type { ReportedOverride } from "./decision.ts";
import type { Fix, Gap, RelatedPlace, TextEdit } from "./finding.ts";
import type { RulesPreview } from "./preview.ts";
import type { RiskAssessment } from "./risk.ts";
import type { Rule } from "./rule-set.ts";
import type { Position, Range } from "./text.ts";
import type { ChangeStatus } from "./differential.ts";

export interface Report {
  readonly repository: string;
  readonly baseSha?: string;
  readonly headSha?: string;
  /** One per rule that is neither off nor in shadow, in the rule set's order. */
  readonly outcomes: readonly Outcome[];
  /** Of rules in shadow: for the owners of the rules alone. */
  readonly shadow?: readonly Outcome[];
  readonly files: readonly ReportedFile[];
  /** Missing where no rule asks for it. */
  readonly risk?: RiskAssessment;
  /** What was not even listed (beyond GitHub's 3,000 files), or could not be read. */
  readonly gaps: readonly Gap[];
  /** Waivers that this change adds, with what they silence. */
  readonly addedWaivers: readonly ReportedWaiver[];
  /** Somebody who may lets it pass, whatever was found. */
  readonly override?: ReportedOverride;
  /** Set where the change touches the rules: what they would find once it is merged. */
  readonly preview?: RulesPreview;
  readonly ruleSet: { readonly origin: string; readonly hash: string; readonly notes: readonly string[] };
  readonly milliseconds: number;
}

export type Outcome = CheckedOutcome | SkippedOutcome | BrokenOutcome;

interface OutcomeCommon {
  readonly rule: Rule;
  readonly gaps: readonly Gap[];
  /** Why the rule's condition holds: "risk high: loss of data, `db.tf:3`". Missing where the rule has none. */
  readonly because?: string;
  /** When this may come to something else by itself (milliseconds since 1970). */
  readonly again?: number;
  /** Where another program was asked. */
  readonly tests?: TestFigures;
  /** Where tools of the repository's own CI have reported. */
  readonly reported?: readonly ReportFigures[];
}

export interface CheckedOutcome extends OutcomeCommon {
  readonly status: "checked";
  /** What head adds over base, sorted by path and place. */
  readonly annotations: readonly Annotation[];
  /** Told by another rule already, on the same lines: not shown while it is. */
  readonly echoes?: readonly Annotation[];
  /** Findings that were there before and are not shown. */
  readonly older: number;
  readonly waived: readonly WaivedFinding[];
  /** Documents that were looked at; 0 for rules about the request. */
  readonly documents: number;
  readonly note?: string;
}

/** Does not apply, and why. */
export interface SkippedOutcome extends OutcomeCommon {
  readonly status: "skipped";
  readonly reason: string;
  /** The rule's condition does not hold, as `reason` says. */
  readonly unmet?: true;
  readonly exemption?: Exemption;
  /** About something else altogether: not shown. */
  readonly aside?: true;
  /** Documents whose own check said that the question does not arise; missing where nothing was asked. */
  readonly documents?: number;
}

/** Nothing of it could be asked. */
export interface BrokenOutcome extends OutcomeCommon {
  readonly status: "broken";
  readonly reason: string;
}

/** A finding with its place spelled out for people and its identity for machines. */
export interface Annotation {
  readonly rule: string;
  readonly message: string;
  readonly advice?: string;
  readonly at?: AnnotationPlace;
  readonly related: readonly (RelatedPlace & { readonly start: Position })[];
  readonly fix?: ReportedFix;
  /** Checks of ours (or globs of them) that ask the same. */
  readonly alike?: readonly string[];
  /** The commit that brought it, where commits are looked at one by one. */
  readonly since?: string;
  /** Identity: rule + path + normalised text + occurrence; never the line number. 32 hexadecimal digits. */
  readonly fingerprint: string;
}

/** A fix whose edits say their lines and columns, so that no reporter needs the text again. */
export interface ReportedFix extends Fix {
  readonly edits: readonly ReportedEdit[];
}

/** `start` and `end` are set by the review; without them a reporter that counts lines leaves the fix out. */
export interface ReportedEdit extends TextEdit {
  readonly start?: Position;
  /** Exclusive, as the range's end. */
  readonly end?: Position;
}

export interface AnnotationPlace {
  readonly path: string;
  readonly range: Range;
  readonly start: Position;
  /** Exclusive, as the range's end. */
  readonly end: Position;
  /** Whole lines of the place (at most five), for excerpts; empty for a rule about secrets. */
  readonly excerpt: readonly string[];
  /** `false`: on a line this change leaves alone, yet caused by it. `undefined`: the source cannot say. */
  readonly inDifferential?: boolean;
}

export interface WaivedFinding {
  readonly annotation: Annotation;
  readonly reason?: string;
  /** Set where a person waived it by a command, not a comment in the file. */
  readonly decision?: { readonly id: string; readonly by: string; readonly until?: number };
}

export interface ReportedWaiver {
  readonly path: string;
  readonly line: number;
  readonly rules: readonly string[];
  readonly reason?: string;
  /** The day through which it holds, as written. */
  readonly date?: string;
}

export interface ReportedFile {
  readonly path: string;
  readonly status: ChangeStatus;
  /** Rules looked at it; `false` for ignored, binary, deleted files, with the reason. */
  readonly reviewed: boolean;
  readonly reason?: string;
  /** What it was recognised as: rules for other kinds do not look at it. Missing where it was not reviewed. */
  readonly kind?: DocumentKind;
}
