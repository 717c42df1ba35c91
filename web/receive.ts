/** Passes a stored delivery on to the App, as if GitHub had just called. */

import type { EmitterWebhookEvent } from "@octokit/webhooks";
import type { Probot } from "probot";
import type { Delivery } from "../store/store.ts";

export function receiver(probot: Pick<Probot, "receive">): (delivery: Delivery) => Promise<void> {
  return async ({ id, event, payload }) => {
    // GitHub signed it, so it is some event; our handlers believe no field of it before looking.
    await probot.receive({ id, name: event, payload: JSON.parse(payload) } as EmitterWebhookEvent);
  };
}
