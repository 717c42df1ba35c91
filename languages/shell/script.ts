/** A shell script as rules see it, wherever it stands: a file of its own, a `RUN` line, a step of a workflow, a provisioner. */

import type { ParseProblem } from "../parsed.ts";
import type { ShellDialect } from "./dialect.ts";
import type { ShellFile } from "./tree.ts";

export interface ShellScript {
  /** Ranges are those of the document that it stands in. */
  readonly tree: ShellFile;
  readonly problems: readonly ParseProblem[];
  readonly dialect: ShellDialect;
  /** A part of another file that is run in a shell of its own. */
  readonly isEmbedded: boolean;
  /** Set from outside before the first line runs: `errexit`, `pipefail`, `nounset`. */
  readonly options: ReadonlySet<ShellOption>;
}

export type ShellOption = "errexit" | "pipefail" | "nounset";

const letters: ReadonlyMap<string, ShellOption> = new Map([
  ["e", "errexit"],
  ["u", "nounset"],
]);

/** Of flags as a shell is started with: `eu`, `eo pipefail`. */
export function shellOptions(flags: string): ReadonlySet<ShellOption> {
  const [short = ""] = flags.split(/\s/u, 1);
  const options = new Set([...short].flatMap((letter) => letters.get(letter) ?? []));
  if (flags.includes("pipefail")) options.add("pipefail");
  return options;
}
