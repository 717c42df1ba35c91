/** The service: webhooks in, concluded check runs out. Whoever starts it gives it the world. */

import { connectInstallations } from "../github/client.ts";
import type { ClientOptions } from "../github/client.ts";
import type { Delivery, Jobs } from "../store/store.ts";
import type { ServiceContext } from "./context.ts";
import { messageOf } from "./message.ts";
import { recordWants } from "./record-want.ts";
import { startRecovery } from "./recovery/recovery.ts";
import type { Recovery } from "./recovery/recovery.ts";
import { isOutage, rateLimitOf } from "./retry.ts";
import { reviewSubject } from "./review-subject.ts";

export interface ServiceOptions
  extends Omit<ServiceContext, "installations">, Pick<ClientOptions, "authenticate" | "forgetToken" | "callLimit"> {}

export interface Service {
  /** Notes what a webhook wants. Called from a delivery's job, whose id it may name; throws where it cannot, and the job is repeated. */
  handle(event: string, payload: unknown, delivery?: string): Promise<void>;
  /** Takes up work. `receive` passes a delivery on to the handlers. */
  start(receive: (delivery: Delivery) => Promise<void>): void;
  /** Looks for what was lost, now and every few minutes, until it is stopped. */
  recover(): Recovery;
}

/** Milliseconds before a delivery that failed is passed on again. */
const deliveryDelays = [500, 2_000, 10_000, 60_000, 300_000];
/** While GitHub does not answer it goes on with the longest delay, for half a day; else it is given up and logged. */
const attemptsInOutage = 150;

export function openService({ authenticate, forgetToken, callLimit, ...surroundings }: ServiceOptions): Service {
  const { clock, meter, log, store } = surroundings;
  const installations = connectInstallations({
    authenticate,
    forgetToken,
    callLimit,
    clock,
    shared: (name, change) => store.update(name, change),
    onCall({ kind, status, seconds }) {
      meter.count("github_calls_total", { kind, status: String(status) });
      meter.observe("github_call_duration_seconds", seconds, { kind });
    },
  });
  const context: ServiceContext = { ...surroundings, installations };
  /** When the deliveries that are being passed on came in. */
  const arrivals = new Map<string, number>();

  async function deliver(
    delivery: Delivery,
    attempt: number,
    receive: (delivery: Delivery) => Promise<void>,
  ): ReturnType<Jobs["delivery"]> {
    try {
      if (delivery.receivedAt !== undefined) arrivals.set(delivery.id, delivery.receivedAt);
      await receive(delivery);
      meter.count("deliveries_handled_total", { event: delivery.event });
      return undefined;
    } catch (error) {
      const limit = rateLimitOf(error);
      const delay = deliveryDelays[attempt - 1] ?? longDelay(attempt, limit !== undefined || isOutage(error));
      const fields = { delivery: delivery.id, event: delivery.event, attempt, reason: messageOf(error) };
      if (delay === undefined) {
        meter.count("deliveries_given_up_total");
        log.error(fields, "a delivery was given up; `plumbline jobs` lists it");
        return { givenUp: fields.reason };
      }
      log.warn(fields, "a delivery is passed on again later");
      return limit?.retryAt ?? clock.now() + delay;
    } finally {
      arrivals.delete(delivery.id);
    }
  }

  return {
    handle(event, payload, delivery) {
      const since = (delivery === undefined ? undefined : arrivals.get(delivery)) ?? clock.now();
      return recordWants(context, { event, payload, since, ...(delivery !== undefined && { delivery }) });
    },
    recover: () => startRecovery(context),
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
