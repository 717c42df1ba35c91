/** The real App is sent every payload that GitHub publishes as an example: none may make it stumble. */

import { createHmac, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { pino } from "pino";
import { openToolbox } from "../../engine/toolbox.ts";
import { memoryStore } from "../../store/memory.ts";
import { systemClock } from "../../store/system-clock.ts";
import { serve, type RunningService } from "../../web/serve.ts";
import { startFakeGitHub, type FakeGitHub } from "./server.ts";

const file = createRequire(import.meta.url).resolve("@octokit/webhooks-examples/package.json");
const sets = JSON.parse(readFileSync(file.replace("package.json", "api.github.com/index.json"), "utf8")) as {
  readonly name: string;
  readonly examples: readonly Readonly<Record<string, unknown>>[];
}[];

let github: FakeGitHub;
let app: RunningService;

beforeAll(async () => {
  github = await startFakeGitHub();
  await github.createRepository({ name: "network" });
  const env = { ...github.environment(), HOST: "127.0.0.1", PORT: "0" };
  const toolbox = openToolbox({ workers: 0, cache: true });
  app = await serve({ env, store: memoryStore(systemClock), log: pino({ level: "silent" }), toolbox });
});
afterAll(async () => {
  await app.stop();
  await github.stop();
});

/** The examples tell of repositories that this GitHub does not have; the installation is one that it has. */
async function deliver(event: string, example: Readonly<Record<string, unknown>>): Promise<number> {
  const [installation] = github.world.installations.values();
  const body = JSON.stringify({ ...example, installation: { id: installation?.id } });
  const signature = createHmac("sha256", github.app.webhookSecret).update(body).digest("hex");
  const response = await fetch(`${app.url}/api/github/webhooks`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-github-event": event,
      "x-github-delivery": randomUUID(),
      "x-hub-signature-256": `sha256=${signature}`,
    },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}

test("every published example is accepted, and the App stays well", async () => {
  const refused: string[] = [];
  let sent = 0;
  for (const { name, examples } of sets) {
    for (const example of examples) {
      sent += 1;
      const status = await deliver(name, example);
      if (status !== 202) refused.push(`${name}.${String(example.action)}: ${status}`);
    }
  }
  expect(sent).toBeGreaterThan(100);
  expect(refused).toEqual([]);
  expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
});

test("what follows from them are calls that GitHub documents, and nothing is written anywhere", async () => {
  await app.idle();
  expect(github.log.length).toBeGreaterThan(1);
  const written = github.log.filter((entry) => entry.isWrite && entry.status < 300).map((entry) => entry.operation);
  expect(new Set(written)).toEqual(new Set(["apps/create-installation-access-token"]));
  github.assertClean();
});
