/** The part of the service that works on what came in: the App, its checks, recovery. A process that only takes in has none of it. */

import { join } from "node:path";
import type { pino } from "pino";
import { Probot, ProbotOctokit } from "probot";
import { plumblineApp } from "../app.ts";
import type { Clock } from "../core/clock.ts";
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
import type { Store } from "../store/store.ts";
import type { Metrics } from "./metrics.ts";
import { receiver } from "./receive.ts";
import type { Settings } from "./settings.ts";

export interface WorkOptions {
  readonly settings: Settings;
  readonly store: Store<ReviewState>;
  readonly clock: Clock;
  readonly log: pino.Logger;
  readonly metrics: Metrics;
  readonly version: string;
  /** Where clones and findings may lie. */
  readonly dataDir: string | undefined;
  /** Ours, with worker threads, where none is given. Closed at the end. */
  readonly toolbox: OpenToolbox | undefined;
  readonly limits: ServiceContext["limits"];
  readonly recovers: boolean;
  /** Milliseconds until a call to GitHub that is not answered is given up. */
  readonly callLimit: number | undefined;
}

export interface Work {
  /** Looks for nothing more that was lost. */
  stopRecovery(): Promise<void>;
  /** After the store has stopped. */
  close(): Promise<void>;
}

const workerThreads = 2;

/** Begins with what waits in the store. */
export async function openWork({ settings, store, clock, log, metrics, ...options }: WorkOptions): Promise<Work> {
  const { version, dataDir, limits } = options;
  const toolbox =
    options.toolbox ??
    openToolbox({
      workers: workerThreads,
      isolated: true,
      cache: true,
      findings: below(dataDir, "findings"),
      sandbox: settings.sandbox,
    });
  const lookUpTicket = connectTrackers(settings.trackers, { fetch, clock });
  const tokens = createTokenCache(clock);
  const probot = openProbot(settings, log, tokens);
  const service = openService({
    authenticate: (installation) => probot.auth(installation),
    forgetToken: tokens.forget,
    callLimit: options.callLimit,
    store,
    toolbox: lookUpTicket === undefined ? toolbox : { ...toolbox, lookUpTicket },
    clock,
    log,
    meter: metrics,
    version,
    serverUrl: settings.serverUrl,
    app: settings.appId,
    limits,
    extendable: settings.extendable,
    clones: clonesFor(settings, below(dataDir, "clones"), probot, (reason) => {
      metrics.count("clone_failures_total");
      log.warn({ reason }, "a repository could not be cloned; GitHub's API serves instead");
    }),
  });
  await probot.load(plumblineApp(service));
  service.start(receiver(probot));
  const recovery = options.recovers ? service.recover() : undefined;
  return {
    stopRecovery: async () => recovery?.stop(),
    close: () => toolbox.close(),
  };
}

function below(folder: string | undefined, name: string): string | undefined {
  return folder === undefined ? undefined : join(folder, name);
}

/** Clones need a folder to lie in. */
function clonesFor(
  { serverUrl }: Settings,
  directory: string | undefined,
  probot: Probot,
  onFailure: (reason: string) => void,
): Clones | undefined {
  if (directory === undefined) return undefined;
  const token = async (installation: number, refresh: boolean): Promise<string> => {
    const octokit = await probot.auth(installation);
    const answer: unknown = await octokit.auth({ type: "installation", refresh });
    if (typeof answer === "object" && answer !== null && "token" in answer && typeof answer.token === "string") {
      return answer.token;
    }
    throw new Error("there is no token for this installation");
  };
  return openClones({ directory, serverUrl, token, onFailure });
}

interface GivenOptions {
  readonly auth?: { readonly request?: { defaults(options: object): unknown } };
}

/** A token that is asked for by itself would come from github.com, whichever server the calls go to. */
function requestAt(baseUrl: string, { auth }: GivenOptions): { readonly request: unknown } | undefined {
  return auth?.request === undefined ? undefined : { request: auth.request.defaults({ baseUrl }) };
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
    Octokit: ProbotOctokit.defaults((given: GivenOptions) => ({
      ...given,
      auth: { ...given.auth, cache: tokens, ...(baseUrl !== undefined && requestAt(baseUrl, given)) },
      throttle: { enabled: false },
      retry: { enabled: false },
    })),
    // Its lines carry whole events and request bodies; what fails comes to us as an error anyway.
    log: log.child({}, { level: "silent" }),
  });
}
