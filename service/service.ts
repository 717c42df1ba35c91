/** The service: webhooks in, concluded check runs out. Whoever starts it gives it the world. */

import { connectInstallations } from "../github/client.ts";
import type { ClientOptions } from "../github/client.ts";
import type { Delivery } from "../store/store.ts";
import type { ServiceContext } from "./context.ts";
import { messageOf } from "./message.ts";
import { recordWants } from "./record-want.ts";
import { isOutage, rateLimitOf } from "./retry.ts";
import { reviewSubject } from "./review-subject.ts";

export interface ServiceOptions
  extends Omit<ServiceContext, "installations">, Pick<ClientOptions, "authenticate" | "forgetToken"> {}

export interface Service {
  /** Notes what a webhook wants. Called from a delivery's job; throws where it cannot, and the job is repeated. */
  handle(event: string, payload: unknown): Promise<void>;
  /** Takes up work. `receive` passes a delivery on to the handlers. */
  start(receive: (delivery: Delivery) => Promise<void>): void;
}

/** Milliseconds before a delivery that failed is passed on again. */
const deliveryDelays = [500, 2_000, 10_000, 60_000, 300_000];
/** While GitHub does not answer it goes on with the longest delay, for half a day; else it is given up and logged. */
const attemptsInOutage = 150;

export function openService({ authenticate, forgetToken, ...surroundings }: ServiceOptions): Service {
  const { clock, meter, log, store } = surroundings;
  const installations = connectInstallations({
    authenticate,
    forgetToken,
    clock,
    shared: (name, change) => store.update(name, change),
    onCall: ({ kind, status }) => meter.count("github_calls_total", { kind, status: String(status) }),
  });
  const context: ServiceContext = { ...surroundings, installations };

  async function deliver(
    delivery: Delivery,
    attempt: number,
    receive: (delivery: Delivery) => Promise<void>,
  ): Promise<number | undefined> {
    try {
      await receive(delivery);
      meter.count("deliveries_handled_total", { event: delivery.event });
      return undefined;
    } catch (error) {
      const limit = rateLimitOf(error);
      const delay = deliveryDelays[attempt - 1] ?? longDelay(attempt, limit !== undefined || isOutage(error));
      const fields = { delivery: delivery.id, event: delivery.event, attempt, reason: messageOf(error) };
      if (delay === undefined) {
        log.error(fields, "a delivery was given up");
        return undefined;
      }
      log.warn(fields, "a delivery is passed on again later");
      return limit?.retryAt ?? clock.now() + delay;
    }
  }

  return {
    handle: (event, payload) => recordWants(context, event, payload),
    start(receive) {
      store.work({
        delivery: (delivery, attempt) => deliver(delivery, attempt, receive),
        review: (subject, signal) => reviewSubject(context, subject, signal),
      });
    },
  };
}

function longDelay(attempt: number, isOutside: boolean): number | undefined {
  return isOutside && attempt < attemptsInOutage ? deliveryDelays.at(-1) : undefined;
}
