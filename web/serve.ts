/** Starts the service: settings, store, App and HTTP, and stops them in the order that loses nothing. */

import { createServer } from "node:http";
import type { Server } from "node:http";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { pino } from "pino";
import { Probot, ProbotOctokit } from "probot";
import { plumblineApp } from "../app.ts";
import type { Clock } from "../core/clock.ts";
import { packageVersion } from "../engine/package-root.ts";
import { openToolbox } from "../engine/toolbox.ts";
import type { OpenToolbox } from "../engine/toolbox.ts";
import { createTokenCache } from "../github/token-cache.ts";
import type { TokenCache } from "../github/token-cache.ts";
import type { ServiceContext } from "../service/context.ts";
import type { ReviewState } from "../service/review-state.ts";
import { openService } from "../service/service.ts";
import { openClones } from "../sources/clone.ts";
import type { Clones } from "../sources/clone.ts";
import { connectTrackers } from "../sources/trackers.ts";
import { memoryStore } from "../store/memory.ts";
import { systemClock } from "../store/system-clock.ts";
import { adminRoutes, healthRoutes } from "./admin.ts";
import { webhookRoutes } from "./ingest.ts";
import { createMetrics } from "./metrics.ts";
import { receiver } from "./receive.ts";
import { readSettings } from "./settings.ts";
import type { Environment, Settings } from "./settings.ts";

export interface ServeOptions {
  readonly env: Environment;
  /** Where log lines go; `undefined` = standard output. */
  readonly log?: pino.Logger;
  readonly clock?: Clock;
  /** Our own, with worker threads, unless a test stands in for it. Closed at the end. */
  readonly toolbox?: OpenToolbox;
  readonly limits?: ServiceContext["limits"];
  /** Looks for what was lost, at the start and every few minutes; `true` unless told. */
  readonly recovers?: boolean;
}

export interface RunningService {
  /** Without final slash. */
  readonly url: string;
  /** Answers no more webhooks, finishes what runs, ends the workers. */
  stop(): Promise<void>;
  /** Resolves when nothing runs and nothing is due now. */
  idle(): Promise<void>;
}

/** What runs when the process is told to stop has this long to finish, in milliseconds. */
const grace = 20_000;
const workers = 2;

/** Throws `SettingsError` where the environment lacks something. */
export async function serve(options: ServeOptions): Promise<RunningService> {
  const { env, log, limits, clock = systemClock } = options;
  const settings = readSettings(env);
  const logger = log ?? pino({ level: settings.logLevel });
  const version = packageVersion();
  const store = memoryStore<ReviewState>(clock);
  const metrics = createMetrics({ version, waiting: () => store.waiting(), now: () => clock.now() });
  const toolbox =
    options.toolbox ??
    openToolbox({ workers, isolated: true, cache: true, findings: below(settings.dataDir, "findings") });
  const lookUpTicket = connectTrackers(settings.trackers, { fetch, clock });
  const tokens = createTokenCache(clock);
  const probot = openProbot(settings, logger, tokens);
  const service = openService({
    authenticate: (installation) => probot.auth(installation),
    forgetToken: tokens.forget,
    store,
    toolbox: lookUpTicket === undefined ? toolbox : { ...toolbox, lookUpTicket },
    clock,
    log: logger,
    meter: metrics,
    version,
    serverUrl: settings.serverUrl,
    app: settings.appId,
    limits,
    clones: clonesFor(settings, probot, (reason) => {
      metrics.count("clone_failures_total");
      logger.warn({ reason }, "a repository could not be cloned; GitHub's API serves instead");
    }),
  });
  await probot.load(plumblineApp(service));
  service.start(receiver(probot));
  const recovery = options.recovers === false ? undefined : service.recover();

  let isStopping = false;
  const isReady = () => !isStopping;
  const routes = new Hono<{ Bindings: HttpBindings }>()
    .route(
      "/",
      webhookRoutes({
        secret: settings.webhookSecret,
        accept: (delivery) => store.accept(delivery),
        onOutcome: (outcome) => metrics.count("deliveries_total", { outcome }),
      }),
    )
    .route("/", healthRoutes({ isReady }))
    .route("/", adminRoutes({ version, metrics: metrics.text, host: settings.adminHost, isReady }));
  const server = createServer(getRequestListener(routes.fetch));
  const url = await listen(server, settings.port, settings.host);
  logger.info({ url }, "Plumbline is listening");

  return {
    url,
    idle: () => store.idle(),
    async stop() {
      isStopping = true;
      await close(server);
      await recovery?.stop();
      await store.stop(grace);
      await toolbox.close();
    },
  };
}

function below(folder: string | undefined, name: string): string | undefined {
  return folder === undefined ? undefined : join(folder, name);
}

/** Clones need a folder to lie in. */
function clonesFor(
  { dataDir, serverUrl }: Settings,
  probot: Probot,
  onFailure: (reason: string) => void,
): Clones | undefined {
  if (dataDir === undefined) return undefined;
  const token = async (installation: number, refresh: boolean): Promise<string> => {
    const octokit = await probot.auth(installation);
    const answer: unknown = await octokit.auth({ type: "installation", refresh });
    if (typeof answer === "object" && answer !== null && "token" in answer && typeof answer.token === "string") {
      return answer.token;
    }
    throw new Error("there is no token for this installation");
  };
  return openClones({ directory: join(dataDir, "clones"), serverUrl, token, onFailure });
}

/** Probot around our own ingest and pacing: its throttle makes all installations wait for each other, its retries repeat POSTs. */
function openProbot(
  { appId, privateKey, webhookSecret, baseUrl }: Settings,
  log: pino.Logger,
  tokens: TokenCache,
): Probot {
  return new Probot({
    appId,
    privateKey,
    secret: webhookSecret,
    baseUrl,
    // As a function: Probot's own options would replace a plain object and switch the throttle on again.
    Octokit: ProbotOctokit.defaults((given: { readonly auth?: object }) => ({
      ...given,
      auth: { ...given.auth, cache: tokens },
      throttle: { enabled: false },
      retry: { enabled: false },
    })),
    // Its lines carry whole events and request bodies; what fails comes to us as an error anyway.
    log: log.child({}, { level: "silent" }),
  });
}

function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address();
      const bound = typeof address === "object" && address !== null ? address.port : port;
      resolve(`http://${host.includes(":") ? `[${host}]` : host}:${bound}`);
    });
  });
}

/** Requests that are being answered get their answer; connections that only wait are closed. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
