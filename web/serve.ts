/** Starts the service: settings, store, HTTP and, where it is this process's part, the work; stops them in the order that loses nothing. */

import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { pino } from "pino";
import type { Clock } from "../core/clock.ts";
import { packageVersion } from "../engine/package-root.ts";
import type { OpenToolbox } from "../engine/toolbox.ts";
import type { ServiceContext } from "../service/context.ts";
import { messageOf } from "../service/message.ts";
import type { ReviewState } from "../service/review-state.ts";
import { takeToolReport } from "../service/tool-reports.ts";
import { openStore } from "../store/open-store.ts";
import type { DurableStore } from "../store/open-store.ts";
import type { Store } from "../store/store.ts";
import { systemClock } from "../store/system-clock.ts";
import { adminRoutes, healthRoutes } from "./admin.ts";
import { placeOf } from "./defects.ts";
import { openHttpServer } from "./http-server.ts";
import { webhookRoutes } from "./ingest.ts";
import { createMetrics } from "./metrics.ts";
import { reportRoutes } from "./reports.ts";
import { startRetention } from "./retention.ts";
import { readSettings } from "./settings.ts";
import type { Environment, Role, Settings } from "./settings.ts";
import type { Work, WorkOptions } from "./open-work.ts";
import { openWorkflowIdentity } from "./workflow-identity.ts";

export interface ServeOptions {
  readonly env: Environment;
  /** What this process does: take webhooks in, work on them, or (unless told) both. */
  readonly role?: Role;
  /** Where log lines go; `undefined` = standard output. */
  readonly log?: pino.Logger;
  readonly clock?: Clock;
  /** The durable one that the environment names, unless a test or a demonstration stands in for it. Stopped at the end. */
  readonly store?: Store<ReviewState>;
  /** Our own, with worker threads, unless a test stands in for it. Closed at the end. */
  readonly toolbox?: OpenToolbox;
  readonly limits?: ServiceContext["limits"];
  /** Looks for what was lost, at the start and every few minutes; `true` unless told. */
  readonly recovers?: boolean;
  /** Milliseconds until a call to GitHub that is not answered is given up. */
  readonly callLimit?: number;
}

export interface RunningService {
  /** Without final slash. */
  readonly url: string;
  /** Answers no more webhooks, finishes what runs, ends the workers. */
  stop(): Promise<void>;
  /** Resolves when nothing runs and nothing is due now. */
  idle(): Promise<void>;
  /** Logs and counts an error that nobody caught. */
  tellDefect(error: unknown): void;
}

/** What runs when the process is told to stop has this long to finish, in milliseconds. */
const grace = 20_000;

/** Throws `SettingsError` where the environment lacks something, `StoreError` where the store cannot be opened. */
export async function serve(options: ServeOptions): Promise<RunningService> {
  const { env, role = "all", clock = systemClock } = options;
  const settings = readSettings(env, role);
  const log = options.log ?? pino({ level: settings.logLevel });
  const version = packageVersion();
  const { store, stopRetention } = await storeFor(options, settings, clock, log);
  const metrics = createMetrics({ version, waiting: () => store.waiting(), now: () => clock.now() });
  const work =
    role === "ingest" ? undefined : await startWork(options, { settings, store, clock, log, metrics, version });

  let isStopping = false;
  const problem = async () => (isStopping ? "stopping" : store.problem());
  const routes = new Hono<{ Bindings: HttpBindings }>()
    .route("/", healthRoutes({ problem }))
    .route("/", adminRoutes({ version, metrics: metrics.text, host: settings.adminHost }));
  if (role !== "worker") {
    routes.route(
      "/",
      webhookRoutes({
        secret: settings.webhookSecret,
        previousSecret: settings.previousWebhookSecret,
        onPreviousSecret: () => metrics.count("previous_secret_deliveries_total"),
        accept: (delivery) => store.accept(delivery),
        onOutcome: (outcome) => metrics.count("deliveries_total", { outcome }),
      }),
    );
    routes.route(
      "/",
      reportRoutes({
        secrets: [settings.webhookSecret, settings.previousWebhookSecret],
        identifyWorkflow: openWorkflowIdentity({ ...settings.workflows, fetch, now: () => clock.now() }),
        take: (reporter, sha, report) => takeToolReport(store, reporter, sha, report, clock.now()),
        onOutcome: (outcome) => metrics.count("reports_total", { outcome }),
      }),
    );
  }
  const server = await openHttpServer(routes, settings.port, settings.host);
  log.info({ url: server.url, role }, "Plumbline is listening");

  return {
    url: server.url,
    idle: () => store.idle(),
    tellDefect(error) {
      metrics.count("defects_total");
      log.fatal(
        { reason: messageOf(error), at: placeOf(error) },
        "an error that nobody caught: the process ends in order",
      );
    },
    async stop() {
      isStopping = true;
      await server.close();
      await work?.stopRecovery();
      stopRetention();
      await store.stop(grace);
      await work?.close();
    },
  };
}

async function storeFor(
  { store }: ServeOptions,
  { store: place }: Settings,
  clock: Clock,
  log: pino.Logger,
): Promise<{ readonly store: Store<ReviewState>; readonly stopRetention: () => void }> {
  if (store !== undefined) return { store, stopRetention: () => undefined };
  const durable: DurableStore<ReviewState> = await openStore({ ...place, clock, log });
  log.info({ database: durable.description }, "the store is open");
  return { store: durable, stopRetention: startRetention({ store: durable, days: place.retentionDays, clock, log }) };
}

/** A process that only takes in never loads what reviews need. */
async function startWork(
  { store, toolbox, limits, callLimit, recovers = true }: ServeOptions,
  surroundings: Pick<WorkOptions, "settings" | "store" | "clock" | "log" | "metrics" | "version">,
): Promise<Work> {
  const { openWork } = await import("./open-work.ts");
  const { dataDir, isDataDirGiven } = surroundings.settings.store;
  // Whoever stands in for the store leaves nothing behind, unless a directory is named.
  const isKept = store === undefined || isDataDirGiven;
  return openWork({ ...surroundings, dataDir: isKept ? dataDir : undefined, toolbox, limits, callLimit, recovers });
}
