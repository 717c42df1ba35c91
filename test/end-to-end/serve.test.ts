/** The running service from outside: health, metrics, logs, the end. */

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { memoryStore } from "../../store/memory.ts";
import { systemClock } from "../../store/system-clock.ts";
import { serve } from "../../web/serve.ts";
import { brokenYaml, ownRules, ruleFile } from "./rules.ts";
import { openStage } from "./stage.ts";
import type { Stage } from "./stage.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await openStage({ files: { [ruleFile]: ownRules } });
  await stage.repository.openPullRequest({
    head: "scale",
    title: "OPS-12: scale the api",
    files: { "k8s/deploy.yaml": brokenYaml },
  });
  await stage.app.settled();
});
afterAll(() => stage.close());

const get = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${stage.app.url}${path}`, { headers });
  return { status: answer.status, text: await answer.text() };
};

test("it is alive and ready", async () => {
  expect(await get("/healthz")).toEqual({ status: 200, text: "ok" });
  expect(await get("/readyz")).toEqual({ status: 200, text: "ready" });
  expect((await get("/nowhere")).status).toBe(404);
});

test("metrics count, and name no repository", async () => {
  const { text } = await get("/metrics");
  expect(text).toMatch(/^plumbline_build_info\{version="[\d.]+"\} 1$/m);
  expect(text).toMatch(/^plumbline_deliveries_total\{outcome="accepted"\} [1-9]/m);
  expect(text).toMatch(/^plumbline_conclusions_total\{conclusion="failure"\} 1$/m);
  expect(text).toMatch(/^plumbline_review_duration_seconds_count [1-9]/m);
  expect(text).not.toContain("infrastructure");
});

test("metrics are not for whoever comes through a proxy", async () => {
  expect((await get("/metrics", { "x-forwarded-for": "203.0.113.7" })).status).toBe(404);
});

test("logs hold no payload, no token, no content", () => {
  const lines = stage.logged.join("");
  expect(lines).not.toContain("labels: none");
  expect(lines).not.toContain("ghs_");
  expect(lines).not.toContain("PRIVATE KEY");
});

test("it does not start without its secrets, and says which", async () => {
  await expect(serve({ env: {} })).rejects.toThrow(/APP_ID.*\n.*PRIVATE_KEY.*\n.*WEBHOOK_SECRET/);
});

test("it ends in order", async () => {
  const env = { ...stage.github.environment(), PORT: "0", LOG_LEVEL: "silent" };
  const other = await serve({ env, store: memoryStore(systemClock) });
  await other.stop();
  await expect(fetch(`${other.url}/healthz`)).rejects.toThrow();
});
