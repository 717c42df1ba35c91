/** What Terraform itself asks of its blocks, as a table; what providers ask of theirs is not here. */

import type { DeclarationKind } from "../../../../languages/hcl/module/summary.ts";

export interface BlockGrammar {
  /** What each label is. */
  readonly labels: readonly string[];
  /** Arguments or blocks, of each group at least one. */
  readonly required: readonly (readonly string[])[];
}

const grammars: Readonly<Partial<Record<DeclarationKind, BlockGrammar>>> = {
  variable: { labels: ["name"], required: [] },
  output: { labels: ["name"], required: [["value"]] },
  module: { labels: ["name"], required: [["source"]] },
  provider: { labels: ["name"], required: [] },
  resource: { labels: ["type", "name"], required: [] },
  data: { labels: ["type", "name"], required: [] },
  ephemeral: { labels: ["type", "name"], required: [] },
  check: { labels: ["name"], required: [["assert"]] },
  moved: { labels: [], required: [["from"], ["to"]] },
  import: { labels: [], required: [["to"], ["id", "identity"]] },
  removed: { labels: [], required: [["from"]] },
  terraform: { labels: [], required: [] },
};

export function grammarOf(kind: DeclarationKind): BlockGrammar | undefined {
  return grammars[kind];
}

/** Blocks that hold a condition and what to say where it does not hold. */
export const conditionBlocks: ReadonlySet<string> = new Set(["validation", "precondition", "postcondition", "assert"]);

/** Words that mean something else in a call of the module. */
export const reservedVariables: ReadonlySet<string> = new Set([
  "source",
  "version",
  "providers",
  "count",
  "for_each",
  "lifecycle",
  "depends_on",
  "locals",
]);
