/** Webhooks out: signed, recorded, sent at once, and on demand dropped, doubled, delayed, reordered or sent again. */

import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { showAccount } from "./show-accounts.ts";
import { showPushedRepository, showRepository } from "./show-repository.ts";
import { installationOf, nodeId, type Account, type Announcement, type World } from "./world.ts";

const timeoutMilliseconds = 10_000;
const largestPayload = 25_000_000;
/** Check events that every App with checks:write gets, subscribed or not. */
const alwaysSent = new Set([
  "check_run.rerequested",
  "check_run.requested_action",
  "check_suite.requested",
  "check_suite.rerequested",
]);

export interface DeliveryRecord {
  readonly id: number;
  readonly guid: string;
  readonly deliveredAt: string;
  readonly redelivery: boolean;
  readonly event: string;
  readonly action: string | null;
  readonly installationId: number;
  readonly repositoryId: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string;
  /** Filled when the receiver has answered. */
  durationSeconds: number;
  status: string;
  statusCode: number;
  responseHeaders: Readonly<Record<string, string>>;
  responseBody: string;
}

export interface DeliveryLog {
  all(): readonly DeliveryRecord[];
  get(id: number): DeliveryRecord | undefined;
  /** Sends the same payload under the same GUID again. */
  redeliver(id: number): Promise<void>;
}

/** Which deliveries a disturbance is about. */
export interface DeliveryMatch {
  readonly event?: string;
  readonly action?: string;
}

export interface Webhooks extends DeliveryLog {
  /** Where the App listens. */
  connect(url: string): void;
  announce(announcement: Announcement): void;
  /** Resolves when every delivery sent so far is answered. */
  settled(): Promise<void>;
  /** Keeps deliveries back until `release`. */
  hold(): void;
  release(order?: "as sent" | "reversed"): void;
  drop(match: DeliveryMatch, times?: number): void;
  duplicate(match: DeliveryMatch, times?: number): void;
  delay(match: DeliveryMatch, milliseconds: number, times?: number): void;
  /** Decides about each delivery that nothing else is decided about, until told otherwise. */
  disturb(choose: (record: DeliveryRecord) => Disturbed | undefined): void;
}

export type Disturbed = "drop" | "duplicate" | { readonly delayed: number };

interface Disturbance {
  readonly match: DeliveryMatch;
  readonly kind: "drop" | "duplicate" | "delay";
  readonly milliseconds: number;
  times: number;
}

export function createWebhooks(world: World): Webhooks {
  const records: DeliveryRecord[] = [];
  const sending = new Set<Promise<void>>();
  const disturbances: Disturbance[] = [];
  let held: DeliveryRecord[] | undefined;
  let url: string | undefined;
  let choose: (record: DeliveryRecord) => Disturbed | undefined = () => undefined;

  const send = (record: DeliveryRecord, delay = 0) => {
    const work = (delay > 0 ? pause(delay) : Promise.resolve())
      .then(() => post(record))
      .finally(() => sending.delete(work));
    sending.add(work);
    return work;
  };
  const keep = (record: DeliveryRecord) => {
    records.push(record);
    return record;
  };
  const dispatch = (record: DeliveryRecord) => {
    const disturbance = takeDisturbance(disturbances, record) ?? toDisturbance(choose(record));
    if (disturbance?.kind === "drop") return;
    void send(record, disturbance?.milliseconds);
    if (disturbance?.kind === "duplicate") void send(keep({ ...record, id: world.nextId() }));
  };
  const disturb =
    (kind: Disturbance["kind"]) =>
    (match: DeliveryMatch, times = 1) =>
      void disturbances.push({ kind, match, times, milliseconds: 0 });

  return {
    connect: (target) => void (url = target),
    announce(announcement) {
      const record = prepare(world, announcement, url);
      if (!record) return;
      keep(record);
      if (held) held.push(record);
      else dispatch(record);
    },
    async settled() {
      while (sending.size > 0) await Promise.all(sending);
    },
    all: () => records,
    get: (id) => records.find((record) => record.id === id),
    async redeliver(id) {
      const record = records.find((one) => one.id === id);
      if (!record) throw new Error(`no delivery ${id}`);
      const again = {
        ...record,
        id: world.nextId(),
        redelivery: true,
        deliveredAt: world.now().toISOString(),
        url: url ?? "",
      };
      await send(keep(again));
    },
    hold: () => void (held ??= []),
    release(order = "as sent") {
      const waiting = held ?? [];
      held = undefined;
      (order === "reversed" ? waiting.reverse() : waiting).forEach(dispatch);
    },
    disturb: (chooser) => void (choose = chooser),
    drop: disturb("drop"),
    duplicate: disturb("duplicate"),
    delay: (match, milliseconds, times = 1) => void disturbances.push({ kind: "delay", match, times, milliseconds }),
  };
}

function prepare(world: World, announcement: Announcement, url: string | undefined): DeliveryRecord | undefined {
  const { event, action, repository, sender, payload } = announcement;
  const installation = installationOf(world, repository);
  if (!installation || !isSubscribed(world, event, action)) return undefined;
  const owner = repository.owner;
  const text = JSON.stringify({
    ...(action === undefined ? {} : { action }),
    ...payload,
    repository: (event === "push" ? showPushedRepository : showRepository)(world, repository),
    ...(owner.type === "Organization" ? { organization: showOrganization(world, owner) } : {}),
    installation: { id: installation.id, node_id: nodeId("Integration", installation.id) },
    sender: showAccount(world, sender),
  });
  if (Buffer.byteLength(text) > largestPayload) return undefined;
  const guid = randomUUID();
  const signature = createHmac("sha256", world.app.webhookSecret).update(text).digest("hex");
  return {
    id: world.nextId(),
    guid,
    deliveredAt: world.now().toISOString(),
    redelivery: false,
    event,
    action: action ?? null,
    installationId: installation.id,
    repositoryId: repository.id,
    url: url ?? "",
    headers: {
      accept: "*/*",
      "content-type": "application/json",
      "user-agent": "GitHub-Hookshot/fake",
      "x-github-delivery": guid,
      "x-github-event": event,
      "x-github-hook-id": "1",
      "x-github-hook-installation-target-id": String(world.app.id),
      "x-github-hook-installation-target-type": "integration",
      "x-hub-signature-256": `sha256=${signature}`,
    },
    payload: text,
    durationSeconds: 0,
    status: "pending",
    statusCode: 0,
    responseHeaders: {},
    responseBody: "",
  };
}

function isSubscribed(world: World, event: string, action: string | undefined): boolean {
  return world.app.events.includes(event) || alwaysSent.has(`${event}.${action}`);
}

function toDisturbance(chosen: Disturbed | undefined): Pick<Disturbance, "kind" | "milliseconds"> | undefined {
  if (chosen === undefined) return undefined;
  return typeof chosen === "string"
    ? { kind: chosen, milliseconds: 0 }
    : { kind: "delay", milliseconds: chosen.delayed };
}

function takeDisturbance(disturbances: Disturbance[], record: DeliveryRecord): Disturbance | undefined {
  const found = disturbances.find(
    ({ match, times }) =>
      times > 0 &&
      (match.event === undefined || match.event === record.event) &&
      (match.action === undefined || match.action === record.action),
  );
  if (found) found.times -= 1;
  return found;
}

async function post(record: DeliveryRecord): Promise<void> {
  const started = performance.now();
  try {
    if (record.url === "") throw new Error("no webhook address");
    const response = await fetch(record.url, {
      method: "POST",
      headers: record.headers,
      body: record.payload,
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    record.responseBody = await response.text();
    record.responseHeaders = Object.fromEntries(response.headers);
    record.statusCode = response.status;
    record.status = response.ok ? "OK" : `Invalid HTTP Response: ${response.status}`;
  } catch (error) {
    const timedOut = error instanceof Error && error.name === "TimeoutError";
    record.statusCode = timedOut ? 504 : 502;
    record.status = timedOut ? "timed out" : "failed to connect to host";
  }
  record.durationSeconds = (performance.now() - started) / 1000;
}

function showOrganization(world: World, account: Account) {
  const url = `${world.url}/api/v3/orgs/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId("Organization", account.id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${world.url}/avatars/${account.id}`,
    description: null,
  };
}

export function showDeliveryItem(record: DeliveryRecord) {
  return {
    id: record.id,
    guid: record.guid,
    delivered_at: record.deliveredAt,
    redelivery: record.redelivery,
    duration: Number(record.durationSeconds.toFixed(2)),
    status: record.status,
    status_code: record.statusCode,
    event: record.event,
    action: record.action,
    installation_id: record.installationId,
    repository_id: record.repositoryId,
    throttled_at: null,
  };
}

export function showDelivery(record: DeliveryRecord) {
  return {
    ...showDeliveryItem(record),
    url: record.url,
    request: { headers: record.headers, payload: JSON.parse(record.payload) as unknown },
    response: { headers: record.responseHeaders, payload: record.responseBody },
  };
}
