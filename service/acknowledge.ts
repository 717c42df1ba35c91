/** Tells those who asked by a comment that their re-run is done. */

import { acknowledge } from "../github/reactions.ts";
import type { Rerun } from "../store/store.ts";
import { messageOf } from "./message.ts";
import type { Work } from "./publish.ts";

/** A reaction that cannot be given is no reason to review again. */
export async function acknowledgeAll(
  { api, context, key }: Work,
  asked: readonly Rerun[],
  wasUnderstood: (rerun: Rerun) => boolean,
): Promise<void> {
  for (const rerun of asked) {
    if (rerun.comment === undefined) continue;
    try {
      await acknowledge(api, key, rerun.comment, wasUnderstood(rerun) ? "done" : "failed");
    } catch (error) {
      context.log.warn({ subject: key.subject, reason: messageOf(error) }, "a comment could not be acknowledged");
    }
  }
}
