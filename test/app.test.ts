/** The App's wiring: every event that matters reaches the service, and no other. */

import { expect, test } from "@jest/globals";
import { generateKeyPairSync } from "node:crypto";
import { pino } from "pino";
import { Probot } from "probot";
import { plumblineApp } from "../app.ts";
import { receiver } from "../web/receive.ts";

const privateKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({
  type: "pkcs1",
  format: "pem",
});

async function load() {
  const handled: string[] = [];
  const probot = new Probot({
    appId: 1,
    privateKey: privateKey.toString(),
    secret: "a secret",
    log: pino({ level: "silent" }),
  });
  await probot.load(
    plumblineApp({
      async handle(event, payload) {
        handled.push(`${event}.${String(Reflect.get(Object(payload), "action"))}`);
      },
    }),
  );
  const receive = receiver(probot);
  return {
    handled,
    send: (event: string, payload: object) => receive({ id: "x", event, payload: JSON.stringify(payload) }),
  };
}

test.each([
  [
    "pull_request",
    ["opened", "synchronize", "reopened", "edited", "ready_for_review", "converted_to_draft", "labeled", "unlabeled"],
  ],
  ["check_run", ["rerequested"]],
  ["check_suite", ["requested", "rerequested"]],
  ["merge_group", ["checks_requested", "destroyed"]],
  ["issue_comment", ["created"]],
])("%s is handled once per delivery", async (event, actions) => {
  const { handled, send } = await load();
  for (const action of actions) await send(event, { action });
  expect(handled).toEqual(actions.map((action) => `${event}.${action}`));
});

test("what does not concern us is passed over", async () => {
  const { handled, send } = await load();
  await send("create", { ref: "patch", ref_type: "branch" });
  await send("pull_request", { action: "assigned" });
  await send("issue_comment", { action: "deleted" });
  await send("an_event_of_tomorrow", { action: "opened" });
  expect(handled).toEqual([]);
});

test("a handler that fails fails the delivery, so that it is repeated", async () => {
  const probot = new Probot({
    appId: 1,
    privateKey: privateKey.toString(),
    secret: "s",
    log: pino({ level: "silent" }),
  });
  await probot.load(plumblineApp({ handle: () => Promise.reject(new Error("the store is away")) }));
  const payload = JSON.stringify({ action: "opened" });
  await expect(receiver(probot)({ id: "x", event: "pull_request", payload })).rejects.toThrow("the store is away");
});
