/** Plumbline as a GitHub App: which events it listens to. What they lead to is the service's business. */

import type { Probot } from "probot";
import { openToolbox } from "./engine/toolbox.ts";
import { readSandboxSettings } from "./engine/sandbox/settings.ts";
import { packageVersion } from "./engine/package-root.ts";
import { noMeter } from "./service/meter.ts";
import { openService } from "./service/service.ts";
import type { Service } from "./service/service.ts";
import { connectTrackers, readTrackerSettings } from "./sources/trackers.ts";
import { memoryStore } from "./store/memory.ts";
import { systemClock } from "./store/system-clock.ts";

const events = [
  "pull_request.opened",
  "pull_request.synchronize",
  "pull_request.reopened",
  "pull_request.closed",
  "pull_request.edited",
  "pull_request.ready_for_review",
  "pull_request.converted_to_draft",
  "pull_request.labeled",
  "pull_request.unlabeled",
  "pull_request_review.submitted",
  "pull_request_review.dismissed",
  "check_run.rerequested",
  "check_suite.requested",
  "check_suite.rerequested",
  "merge_group.checks_requested",
  "merge_group.destroyed",
  "push",
  "issue_comment.created",
] as const;

/** The App around a service that somebody else has opened (`plumbline serve`). */
export function plumblineApp(service: Pick<Service, "handle">): (app: Probot) => void {
  return (app) => {
    // One handler for all: Probot makes a client for every handler that an event has.
    app.on([...events], (event) => service.handle(event.name, event.payload, event.id));
  };
}

/** The App on its own, as `probot run ./dist/app.js` starts it: everything in this process's memory. */
export default function plumbline(app: Probot): void {
  const { settings } = readTrackerSettings(process.env);
  const lookUpTicket = connectTrackers(settings, { fetch, clock: systemClock });
  const toolbox = openToolbox({ workers: 1, cache: true, sandbox: readSandboxSettings(process.env) });
  const service = openService({
    authenticate: (installation) => app.auth(installation),
    store: memoryStore(systemClock),
    toolbox: lookUpTicket === undefined ? toolbox : { ...toolbox, lookUpTicket },
    clock: systemClock,
    log: app.log,
    meter: noMeter,
    version: packageVersion(),
    serverUrl: serverUrl(process.env),
  });
  service.start(({ event, payload }) => service.handle(event, JSON.parse(payload)));
  plumblineApp(service)(app);
}

function serverUrl({ GHE_HOST: host, GHE_PROTOCOL: protocol }: NodeJS.ProcessEnv): string {
  return host === undefined || host === "" ? "https://github.com" : `${protocol ?? "https"}://${host}`;
}
