/** A layer of the rule set in force: one file, and whom it speaks for. */

import type { RuleSetFile } from "../../checks/schema/plumbline-rules/read.ts";

/** From the bottom up; a later one wins, unless an earlier one enforces. */
export type LayerLevel = "preset" | "organisation" | "repository" | "directory";

export interface Layer {
  readonly level: LayerLevel;
  /** As people name the file: `.github/plumbline.yml`, `acme/.github/plumbline.yml`. */
  readonly path: string;
  readonly file: RuleSetFile;
  /** Of a directory's own file: where it lies, without slash at the end. */
  readonly directory?: string;
}
