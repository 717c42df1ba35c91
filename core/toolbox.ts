/** What `review` is handed to reach the world: the checks, a way to run file checks (workers, cache), the clock. */

import type { AnyCheck, CheckEntry, Facts, Observation } from "./check.ts";
import type { DocumentKind, LanguageName } from "./document.ts";
import type { ReadSwitches } from "./foreign-switches.ts";
import type { ReadTerms } from "./foreign-terms.ts";
import type { AssessRisk } from "./risk.ts";
import type { ToolReport } from "./tool-report.ts";
import type { ToolRunner } from "./tool-run.ts";
import type { LookUpTicket } from "./tracker.ts";
import type { Waiver } from "./waiver.ts";

export interface Toolbox {
  readonly checks: ReadonlyMap<string, CheckEntry>;
  readonly load: (check: string) => Promise<AnyCheck>;
  readonly inspect: Inspect;
  /** Configurations of other tools that switch rules off; without it, none is read. */
  readonly readSwitches?: ReadSwitches;
  /** What they make of severities and of their own comments; without it, nothing. */
  readonly readTerms?: ReadTerms;
  /** Whether a path is such a configuration: where the change touches one, the report says that base's still counts. */
  readonly isSwitches?: (path: string) => boolean;
  /** Asks trackers about tickets; missing where none is connected. */
  readonly lookUpTicket?: LookUpTicket;
  /** Runs other programs, confined; without it, config tests are left out. */
  readonly tools?: ToolRunner;
  /** What tools of the repository's own CI said of head; missing where nobody takes it in. */
  readonly reports?: readonly ToolReport[];
  /** Finds the factors of a change's risk; without it, no risk is known. */
  readonly assess?: AssessRisk;
  /** Milliseconds, any origin. */
  readonly now: () => number;
  /** Milliseconds since 1970, for whatever depends on the calendar. */
  readonly time?: () => number;
  readonly signal?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly doing: string;
}

/**
 * Runs file checks over documents: one parse each, guards, time limits, cache. One result per inspection, same order.
 * Never throws for a document. Parties (an installation, say) that ask at the same time share the workers evenly,
 * however much each of them asks.
 */
export type Inspect = (
  inspections: readonly Inspection[],
  signal?: AbortSignal,
  party?: string,
) => Promise<readonly InspectionResult[]>;

export interface Inspection {
  readonly path: string;
  readonly text: string;
  readonly byteOrderMark: boolean;
  readonly language: LanguageName;
  readonly kind: DocumentKind;
  readonly tasks: readonly InspectionTask[];
}

/** One rule on one document. Plain data: it travels to a worker. */
export interface InspectionTask {
  readonly rule: string;
  readonly check: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly facts?: Facts;
}

export interface InspectionResult {
  readonly path: string;
  /** By rule name; a rule that crashed or ran out of time is here with a gap of cause `ours`. */
  readonly observations: Readonly<Record<string, Observation>>;
  readonly waivers: readonly Waiver[];
}
