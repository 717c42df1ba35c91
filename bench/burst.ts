/** Ten pull requests in ten installations at once: our way in and our pacing, beside Probot's own server and throttle. */

import { createServer } from "node:http";
import { Probot, createNodeMiddleware } from "probot";
import { packageVersion } from "../engine/package-root.ts";
import { openToolbox } from "../engine/toolbox.ts";
import type { AuthenticatedOctokit } from "../github/client.ts";
import { noMeter } from "../service/meter.ts";
import type { ReviewState } from "../service/review-state.ts";
import { openService } from "../service/service.ts";
import type { Service } from "../service/service.ts";
import { memoryStore } from "../store/memory.ts";
import { systemClock } from "../store/system-clock.ts";
import { startFakeGitHub } from "../test/fake-github/server.ts";
import type { FakeGitHub } from "../test/fake-github/server.ts";
import { serve } from "../web/serve.ts";
import { ms, ratio } from "./measure.ts";
import type { BenchTable } from "./measure.ts";
import { createTeams, openPull, release } from "./small-pulls.ts";
import type { Opened } from "./small-pulls.ts";

const teams = 10;
const roundTrip = 80;

interface Started {
  readonly url: string;
  stop(): Promise<void>;
}

export async function benchBurst(): Promise<BenchTable> {
  const ours = await measure(startOurs);
  const theirs = await measure(startOnProbot);
  return {
    title: `${teams} pull requests in ${teams} installations at once, ${roundTrip} ms a call`,
    head: ["the same app", "until the last is concluded"],
    rows: [
      ["our way in, our pacing", ms(ours)],
      ["Probot's server and throttle as they come", ms(theirs)],
      ["ratio (aim: 40 x)", ratio(theirs, ours)],
    ],
    remark: "Both keep their state in memory. Probot's client of an event makes all installations wait for each other.",
  };
}

async function measure(start: (github: FakeGitHub) => Promise<Started>): Promise<number> {
  const github = await startFakeGitHub();
  const app = await start(github);
  try {
    github.webhooks.connect(`${app.url}/api/github/webhooks`);
    const repositories = await createTeams(github, teams);
    // What is loaded at first use is loaded, in both.
    github.webhooks.hold();
    const warmUp = await github.createRepository({ owner: "warm-up", name: "harbor" });
    await release(github, [{ repository: warmUp, pull: await openPull(warmUp, 0) }]);
    github.latency(roundTrip);
    github.webhooks.hold();
    const opened: Opened[] = [];
    for (const repository of repositories) opened.push({ repository, pull: await openPull(repository, 0) });
    const waited = await release(github, opened);
    return Math.max(...waited.map(({ concluded }) => concluded));
  } finally {
    await app.stop();
    await github.stop();
  }
}

function startOurs(github: FakeGitHub): Promise<Started> {
  const env = { ...github.environment(), HOST: "127.0.0.1", PORT: "0", LOG_LEVEL: "silent" };
  return serve({ env, store: memoryStore(systemClock), recovers: false });
}

/** As Probot's documentation has it: its middleware, and the client that comes with each event. */
async function startOnProbot(github: FakeGitHub): Promise<Started> {
  const { id: appId, privateKey, webhookSecret: secret } = github.app;
  const clients = new Map<number, AuthenticatedOctokit>();
  const store = memoryStore<ReviewState>(systemClock);
  const toolbox = openToolbox({ workers: 2, cache: true });
  const service: Service = openService({
    authenticate: async (installation = 0) => {
      const client = clients.get(installation);
      if (client === undefined) throw new Error("no event has brought a client for this installation");
      return client;
    },
    store,
    toolbox,
    clock: systemClock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    meter: noMeter,
    version: packageVersion(),
    serverUrl: github.url,
  });
  service.start(({ event, payload }) => service.handle(event, JSON.parse(payload)));
  const probot = new Probot({ appId, privateKey, secret, baseUrl: github.apiUrl, logLevel: "fatal" });
  const middleware = await createNodeMiddleware(
    (app) => {
      app.on("pull_request.opened", (event) => {
        const installation = event.payload.installation?.id;
        if (installation !== undefined) clients.set(installation, event.octokit);
        return service.handle(event.name, event.payload);
      });
    },
    { probot },
  );
  const server = createServer((request, response) => void middleware(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.stop(1_000);
      await toolbox.close();
    },
  };
}
