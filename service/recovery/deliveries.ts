/** Webhooks that GitHub sent and we never stored: it does not send them again by itself, so they are asked for. */

import type { GitHubApi } from "../../github/api.ts";
import { statusOf } from "../../github/api.ts";
import type { ServiceContext } from "../context.ts";
import { remember, remembered } from "./turns.ts";

const loop = "deliveries";
const pageSize = 100;
/** Of one round; what is left over comes next time. A page is looked through whole, so there may be some more requests. */
const pagesAtMost = 30;
const requestsEnough = 50;
/** How often one delivery is asked for. */
const timesAtMost = 3;

const minute = 60_000;
/** A delivery that GitHub has just made may be on its way through us. */
const underWay = minute;
const betweenRequests = 10 * minute;
/** GitHub keeps deliveries for three days. */
const keptByGitHub = 3 * 24 * 60 * minute;
/** Deliveries are listed a little out of order. */
const overlap = 10 * minute;

interface Memory {
  /** Time of the first round: of what came in earlier we may have no record; missing before it. */
  readonly from?: number;
  /** Everything delivered before has been looked at. */
  readonly until?: number;
  /** A round that was cut short goes on here. */
  readonly rest?: { readonly cursor: string; readonly newest: number };
  readonly asked: readonly Asked[];
}

interface Asked {
  readonly guid: string;
  readonly times: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

interface Listed {
  readonly id: number;
  readonly guid: string;
  readonly at: number;
  readonly isDelivered: boolean;
}

/** One round; answers how many deliveries GitHub was asked to send again. */
export async function recoverDeliveries(context: ServiceContext, api: GitHubApi, signal: AbortSignal): Promise<number> {
  const now = context.clock.now();
  const memory = await remembered(context, loop, readMemory);
  const asked = new Map(memory.asked.filter(({ at }) => at > now - keptByGitHub).map((each) => [each.guid, each]));
  try {
    const { missing, ...looked } = await lookThrough(context, api, { memory, asked, now, signal });
    const count = await askFor(context, api, { missing, asked, now, signal });
    await remember(context, loop, { ...looked, asked: [...asked.values()] });
    return count;
  } catch (error) {
    // What was asked for counts, what was looked through does not: the next round looks again.
    await remember(context, loop, { ...memory, asked: [...asked.values()] });
    throw error;
  }
}

interface Round {
  readonly memory: Memory;
  readonly asked: Map<string, Asked>;
  readonly now: number;
  readonly signal: AbortSignal;
}

async function lookThrough(
  { store }: ServiceContext,
  api: GitHubApi,
  { memory, asked, now, signal }: Round,
): Promise<Omit<Memory, "asked"> & { readonly missing: readonly Listed[] }> {
  const since = Math.max(now - keptByGitHub, (memory.until ?? 0) - overlap);
  const from = memory.from ?? now;
  const newest = memory.rest?.newest ?? now;
  const missing = new Map<string, Listed>();
  let cursor = memory.rest?.cursor;

  for (let page = 0; page < pagesAtMost && missing.size < requestsEnough; page += 1) {
    const { listed, next } = await listDeliveries(api, cursor, signal);
    const settled = listed.filter(
      (each) =>
        each.at >= since &&
        mayBeAsked(asked.get(each.guid), now) &&
        // What arrived before our record begins is not missing because we have no record of it.
        (!each.isDelivered || (each.at >= from && each.at < now - underWay)),
    );
    const unknown = new Set(await store.unknownDeliveries([...new Set(settled.map(({ guid }) => guid))]));
    for (const each of settled) if (unknown.has(each.guid) && !missing.has(each.guid)) missing.set(each.guid, each);
    cursor = next;
    if (next === undefined || listed.some((each) => each.at < since)) {
      return { missing: [...missing.values()], from, until: newest };
    }
  }
  return {
    missing: [...missing.values()],
    from,
    ...(memory.until !== undefined && { until: memory.until }),
    ...(cursor !== undefined && { rest: { cursor, newest } }),
  };
}

function mayBeAsked(before: Asked | undefined, now: number): boolean {
  return before === undefined || (before.times < timesAtMost && before.at <= now - betweenRequests);
}

async function listDeliveries(
  api: GitHubApi,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<{ readonly listed: readonly Listed[]; readonly next: string | undefined }> {
  const { data, headers } = await api.rest.apps.listWebhookDeliveries({
    per_page: pageSize,
    ...(cursor !== undefined && { cursor }),
    request: { signal },
  });
  const next = /<[^>]*[?&]cursor=([^&>]+)[^>]*>;\s*rel="next"/.exec(headers.link ?? "")?.[1];
  return {
    listed: data.map((each) => ({
      id: each.id,
      guid: each.guid,
      at: Date.parse(each.delivered_at),
      isDelivered: each.status_code >= 200 && each.status_code < 300,
    })),
    next: next === undefined ? undefined : decodeURIComponent(next),
  };
}

async function askFor(
  { log }: ServiceContext,
  api: GitHubApi,
  { missing, asked, now, signal }: Omit<Round, "memory"> & { readonly missing: readonly Listed[] },
): Promise<number> {
  let count = 0;
  for (const { id, guid } of missing) {
    asked.set(guid, { guid, times: (asked.get(guid)?.times ?? 0) + 1, at: now });
    try {
      await api.rest.apps.redeliverWebhookDelivery({ delivery_id: id, request: { signal } });
      count += 1;
    } catch (error) {
      // This one is too old, or gone; anything else concerns all of them and ends the round.
      const status = statusOf(error);
      if (status !== 404 && status !== 422 && status !== 400) throw error;
      log.warn({ delivery: guid, status }, "GitHub does not deliver a webhook again");
    }
  }
  return count;
}

function readMemory(kept: unknown): Memory {
  if (typeof kept !== "object" || kept === null) return { asked: [] };
  const from = "from" in kept && typeof kept.from === "number" ? kept.from : undefined;
  const until = "until" in kept && typeof kept.until === "number" ? kept.until : undefined;
  const rest = "rest" in kept ? restIn(kept.rest) : undefined;
  const asked = "asked" in kept && Array.isArray(kept.asked) ? kept.asked : [];
  return {
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    ...(rest !== undefined && { rest }),
    asked: asked.filter(isAsked),
  };
}

function restIn(rest: unknown): Memory["rest"] {
  if (typeof rest !== "object" || rest === null || !("cursor" in rest) || !("newest" in rest)) return undefined;
  const { cursor, newest } = rest;
  return typeof cursor === "string" && typeof newest === "number" ? { cursor, newest } : undefined;
}

function isAsked(value: unknown): value is Asked {
  if (typeof value !== "object" || value === null || !("guid" in value) || !("times" in value) || !("at" in value)) {
    return false;
  }
  return typeof value.guid === "string" && typeof value.times === "number" && typeof value.at === "number";
}
