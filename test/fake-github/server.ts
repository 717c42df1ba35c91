/** A GitHub on 127.0.0.1 that an App, a client or git can talk to, and that tests can look into and disturb. */

import { generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRepository, type FakeRepository, type NewRepository } from "./actors.ts";
import { createWebhooks, type Webhooks } from "./deliveries.ts";
import { createExchange } from "./exchange.ts";
import { createFaults, type Fault } from "./faults.ts";
import { createTokens, type Tokens } from "./tokens.ts";
import { countTraffic, createTraffic, type Count, type TrafficEntry } from "./traffic.ts";
import { accountNamed, type Account, type Permissions, type World } from "./world.ts";

export interface FakeGitHubOptions {
  readonly clock?: () => Date;
  readonly permissions?: Permissions;
  readonly events?: readonly string[];
  readonly slug?: string;
}

export interface FakeGitHub {
  readonly url: string;
  /** For @octokit/rest's `baseUrl`. */
  readonly apiUrl: string;
  readonly world: World;
  readonly webhooks: Webhooks;
  readonly tokens: Tokens;
  readonly app: {
    readonly id: number;
    readonly privateKey: string;
    readonly webhookSecret: string;
    readonly bot: string;
  };
  /** What the App reads from its environment to find this GitHub. */
  environment(): Readonly<Record<string, string>>;
  createRepository(wanted: NewRepository): Promise<FakeRepository>;
  /** A person's token, as the CLI would use it. */
  userToken(login: string): string;
  /** Every API and git call so far. */
  readonly log: readonly TrafficEntry[];
  /** Calls, writes, points and bytes since an entry number of the log (0 = since the start). */
  count(since?: number): Count;
  fail(fault: Fault): void;
  /** Adds a round trip to every API and git call from now on. */
  latency(milliseconds: number): void;
  /** What was wrong with the traffic by GitHub's own description. */
  violations(): readonly string[];
  /** @throws listing every violation. */
  assertClean(): void;
  /** Forgets traffic, violations and faults; repositories stay. */
  forget(): void;
  /** Resolves when every webhook so far is answered. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** What the App's manifest asks for. */
export const defaultPermissions: Permissions = {
  checks: "write",
  contents: "read",
  metadata: "read",
  pull_requests: "write",
  merge_queues: "read",
};
export const defaultEvents = [
  "check_run",
  "check_suite",
  "issue_comment",
  "merge_group",
  "pull_request",
  "pull_request_review",
  "push",
];

export async function startFakeGitHub(options: FakeGitHubOptions = {}): Promise<FakeGitHub> {
  const world = await createWorld(options);
  const webhooks = createWebhooks(world);
  world.announce = (announcement) => webhooks.announce(announcement);
  const tokens = createTokens(world);
  const traffic = createTraffic();
  const faults = createFaults();
  const exchange = createExchange({ world, tokens, deliveries: webhooks, traffic, faults });
  const server = createServer((request, response) => void handle(exchange.answer, request, response));
  world.url = await listen(server);

  const violations = () => traffic.problems();
  return {
    url: world.url,
    apiUrl: `${world.url}/api/v3`,
    world,
    webhooks,
    tokens,
    app: {
      id: world.app.id,
      privateKey: world.app.privateKey,
      webhookSecret: world.app.webhookSecret,
      bot: world.app.bot.login,
    },
    environment: () => ({
      APP_ID: String(world.app.id),
      PRIVATE_KEY: world.app.privateKey,
      WEBHOOK_SECRET: world.app.webhookSecret,
      GHE_HOST: new URL(world.url).host,
      GHE_PROTOCOL: "http",
    }),
    createRepository: (wanted) => createRepository(world, wanted, world.app.permissions),
    userToken: (login) => tokens.issueForUser(accountNamed(world, login)),
    log: traffic.entries,
    count: (since = 0) => countTraffic(traffic.entries.filter((entry) => entry.number > since)),
    fail: (fault) => faults.add(fault),
    latency: (milliseconds) => exchange.setLatency(milliseconds),
    violations,
    assertClean() {
      const problems = violations();
      if (problems.length > 0) throw new Error(`GitHub would object:\n${problems.join("\n")}`);
    },
    forget() {
      traffic.forget();
      faults.clear();
    },
    settled: () => webhooks.settled(),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      for (const repository of world.repositories.values()) repository.git.close();
      await rm(world.folder, { recursive: true, force: true });
    },
  };
}

async function handle(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await answer(request, response);
  } catch (error) {
    // A crash of the fake itself must be loud in the test that caused it.
    if (!response.headersSent) response.writeHead(500, { "content-type": "application/json" });
    response.end(
      JSON.stringify({ message: `the fake GitHub crashed: ${error instanceof Error ? error.stack : error}` }),
    );
  }
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (typeof address === "object" && address) resolve(`http://127.0.0.1:${address.port}`);
    });
  });
}

async function createWorld(options: FakeGitHubOptions): Promise<World> {
  const slug = options.slug ?? "plumbline";
  let lastId = 1000;
  const owner: Account = { id: 1, login: "plumbline-makers", type: "Organization" };
  const bot: Account = { id: 2, login: `${slug}[bot]`, type: "Bot" };
  const keys = appKeys();
  return {
    url: "",
    folder: await mkdtemp(join(tmpdir(), "plumbline-github-")),
    app: {
      ...keys,
      id: 12345,
      slug,
      name: "Plumbline",
      owner,
      bot,
      permissions: options.permissions ?? defaultPermissions,
      events: options.events ?? defaultEvents,
      webhookSecret: "a secret of the fake GitHub",
    },
    accounts: new Map([owner, bot].map((account) => [account.login.toLowerCase(), account])),
    installations: new Map(),
    repositories: new Map(),
    teams: new Map(),
    now: options.clock ?? (() => new Date()),
    nextId: () => ++lastId,
    announce: () => undefined,
  };
}

let keyPair: { readonly publicKey: string; readonly privateKey: string } | undefined;

/** One pair a process: making it takes longer than a whole test. */
function appKeys() {
  keyPair ??= generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  return keyPair;
}
