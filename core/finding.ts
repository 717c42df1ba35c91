/** What a check saw. A finding knows neither the rule that asked nor how severe it is. */

import type { Range } from "./text.ts";

export interface Finding {
  /** One sentence on *their* line, in their own words, present tense. */
  readonly message: string;
  /** One imperative sentence: what to do. */
  readonly advice?: string;
  /** `undefined` for a finding about the differential itself: a line of the checklist, never pinned on some line 1. */
  readonly at?: Place;
  readonly related?: readonly RelatedPlace[];
  readonly fix?: Fix;
  /** What makes this finding the same one after an edit nearby, where the text at the place does not say it. */
  readonly evidence?: string;
  /** The place holds a secret: no report shows its line. Set `evidence` too, so that the text is not even hashed here. */
  readonly secret?: boolean;
  /** Checks of ours (or globs of them) that ask the same, one of which may have told it: they are better at it. */
  readonly alike?: readonly string[];
}

export interface Place {
  readonly path: string;
  readonly range: Range;
}

export interface RelatedPlace extends Place {
  readonly message: string;
}

export interface Fix {
  /** `true`: meaning cannot change, `plumbline fix` applies it. `false`: a suggestion for a person to judge. */
  readonly safe: boolean;
  readonly edits: readonly TextEdit[];
}

export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

/** Something that could not be checked, and whose doing that is. */
export interface Gap {
  readonly path?: string;
  readonly reason: string;
  /** `ours`: a crash, a time limit, an outage. `input`: the file itself. `unsupported`: we do not know how; never fails. */
  readonly cause: "ours" | "input" | "unsupported";
  /** The tool whose results it waits for: they come by themselves, and then all is asked again. */
  readonly awaited?: string;
}
