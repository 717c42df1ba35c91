/** What came of a command: told by a reaction, and in words where something is to be said. */

import type { Decision } from "../../core/decision.ts";

export interface CommandAnswer {
  /** Names the comment and the command's place in it. */
  readonly id: string;
  readonly comment: number;
  readonly by: string;
  readonly verb: string;
  readonly outcome: "done" | "refused" | "failed";
  /** One sentence for the check run, with their words in backticks; nothing where the check run shows it anyway. */
  readonly said?: string;
  /** File that was asked about. */
  readonly about?: string;
}

/** Before it has a name and a giver. */
export type Verdict =
  | { readonly decision: Decision }
  | { readonly outcome: "done"; readonly about?: string }
  | { readonly outcome: "refused" | "failed"; readonly said: string };

export function refused(said: string): Verdict {
  return { outcome: "refused", said };
}

export function failed(said: string): Verdict {
  return { outcome: "failed", said };
}
