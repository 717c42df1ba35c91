/** A waiver: a comment in a language's own marks that silences rules at a place, with a reason. */

import type { Range } from "./text.ts";

export interface Waiver {
  /** Rule names or globs, as written. Empty = names none, which waives nothing and is reported. */
  readonly rules: readonly string[];
  readonly reason?: string;
  /** The day through which it holds, as written: `2026-12-01`. One that the calendar does not have silences nothing. */
  readonly date?: string;
  /** The comment itself. */
  readonly range: Range;
  /** Lines (from 1, inclusive) that it covers. */
  readonly covers: readonly [first: number, last: number];
  readonly form: "line" | "next-line" | "file" | "block";
  /** The tool whose comment it is, where that is not ours: it owes us no reason, and may be meant for the tool alone. */
  readonly origin?: string;
}
