/** How the rules of a local repository did on GitHub, where the environment names the service's store. */

import type { RuleQuality } from "../engine/rule-set/show.ts";
import { remoteNameOf } from "../sources/git/remote-name.ts";
import { StoreError } from "../store/store-error.ts";
import type { Terminal } from "./command.ts";
import { withKeeper } from "./store-place.ts";

/** Nothing where no store is at hand, or none that answers: that is said, and is no reason to show nothing. */
export async function qualityHere({ env, stderr }: Terminal, directory: string): Promise<readonly RuleQuality[]> {
  if ((env["DATA_DIR"] ?? "") === "" && (env["DATABASE_URL"] ?? "") === "") return [];
  const remote = await remoteNameOf(directory);
  if (remote === undefined) return [];
  try {
    return await withKeeper({ env }, (keeper) => keeper.ruleStatistics(remote));
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    stderr.write(`plumbline: how the rules did is left out: ${error.message}\n`);
    return [];
  }
}
