/** The store that a command is about: named by the environment as for `plumbline serve`. */

import { openKeeper } from "../store/open-keeper.ts";
import type { OpenKeeper } from "../store/open-keeper.ts";
import { readStoreSettings } from "../store/settings.ts";
import type { Terminal } from "./command.ts";
import { UsageError } from "./command.ts";

/** @throws UsageError where the environment names no store that could be. */
export async function withKeeper<Answer>(
  { env }: Pick<Terminal, "env">,
  work: (keeper: OpenKeeper) => Promise<Answer>,
): Promise<Answer> {
  const problems: string[] = [];
  const settings = readStoreSettings(env, problems);
  if (problems.length > 0) throw new UsageError(problems.join("; "));
  const keeper = await openKeeper(settings);
  try {
    return await work(keeper);
  } finally {
    await keeper.close();
  }
}
