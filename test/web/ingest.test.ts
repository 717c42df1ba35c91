/** The way in: size, signature, type, and nothing answered before it is stored. */

import { createHmac } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import type { Delivery } from "../../store/store.ts";
import { webhookRoutes } from "../../web/ingest.ts";

const secret = "a secret";
const previousSecret = "the secret before";

function open(limit?: number, together?: number) {
  const stored: Delivery[] = [];
  const older: string[] = [];
  const routes = webhookRoutes({
    secret,
    previousSecret,
    onPreviousSecret: () => older.push("previous"),
    async accept(delivery) {
      if (stored.some((each) => each.id === delivery.id)) return "duplicate";
      stored.push(delivery);
      return "new";
    },
    ...(limit !== undefined && { limit }),
    ...(together !== undefined && { together }),
  });
  const send = async (body: string | ReadableStream<Uint8Array>, headers: Record<string, string | undefined> = {}) => {
    const all = {
      "content-type": "application/json",
      "x-github-event": "push",
      "x-github-delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
      "x-hub-signature-256": typeof body === "string" ? sign(body) : "sha256=0",
      ...headers,
    };
    const given = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
    const request = new Request("http://plumbline/api/github/webhooks", {
      method: "POST",
      headers: Object.fromEntries(given),
      body,
      ...(typeof body !== "string" && { duplex: "half" }),
    });
    return (await routes.fetch(request)).status;
  };
  return { stored, older, send };
}

function sign(body: string, by = secret): string {
  return `sha256=${createHmac("sha256", by).update(body).digest("hex")}`;
}

describe("webhooks", () => {
  test("strangers' bodies together fill no more than their room, and small ones still get through", async () => {
    const { send } = open(undefined, 3_000_000);
    const ends: (() => void)[] = [];
    const endless = () =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new Uint8Array(2_000_000));
          ends.push(() => controller.close());
        },
      });
    const first = send(endless());
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await send(endless())).toBe(503);
    expect(await send("{}")).toBe(202);
    ends[0]?.();
    expect(await first).toBe(401);
  });

  test("a signed one is stored as it came and answered 202; again it is 202 and stored no more", async () => {
    const { stored, send } = open();
    const body = '{"zen": "Ünïcode 🧱"}';
    expect(await send(body)).toBe(202);
    expect(await send(body)).toBe(202);
    expect(stored).toEqual([{ id: "72d3162e-cc78-11e3-81ab-4c9367dc0958", event: "push", payload: body }]);
  });

  test("both secrets are believed while one takes the other's place, and the older is told of; no third, no empty one", async () => {
    const { stored, older, send } = open();
    const sent = (by: string, id: string) => {
      return send("{}", { "x-github-delivery": id, "x-hub-signature-256": sign("{}", by) });
    };
    expect([await sent(secret, "1"), older.length]).toEqual([202, 0]);
    expect([await sent(previousSecret, "2"), older.length]).toEqual([202, 1]);
    expect([await sent("a third", "3"), older.length]).toEqual([401, 1]);
    expect(stored.map(({ id }) => id)).toEqual(["1", "2"]);

    const unset = webhookRoutes({ secret, previousSecret: "", accept: async () => "new" });
    const headers = {
      "content-type": "application/json",
      "x-github-event": "push",
      "x-github-delivery": "4",
      "x-hub-signature-256": sign("{}", ""),
    };
    const request = new Request("http://plumbline/api/github/webhooks", { method: "POST", headers, body: "{}" });
    expect((await unset.fetch(request)).status).toBe(401);
  });

  test.each([
    ["a wrong signature", { "x-hub-signature-256": `sha256=${"0".repeat(64)}` }, 401],
    ["a signature of another length", { "x-hub-signature-256": "sha256=00" }, 401],
    ["no signature", { "x-hub-signature-256": undefined }, 401],
    ["the old kind of signature only", { "x-hub-signature-256": undefined, "x-hub-signature": "sha1=0" }, 401],
    ["another content type", { "content-type": "application/x-www-form-urlencoded" }, 415],
    ["no event", { "x-github-event": undefined }, 400],
    ["an odd event", { "x-github-event": "../push" }, 400],
    ["no delivery", { "x-github-delivery": undefined }, 400],
  ])("%s is refused", async (_what, headers, status) => {
    const { stored, send } = open();
    expect(await send('{"zen": "x"}', headers)).toBe(status);
    expect(stored).toEqual([]);
  });

  test.each(["", "{", "3", "null"])("signed, yet no payload: %j", async (body) => {
    const { stored, send } = open();
    expect(await send(body)).toBe(400);
    expect(stored).toEqual([]);
  });

  test("a body is read no further than the limit, whatever its length claims", async () => {
    const { stored, send } = open(1_000);
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(400));
      },
    });
    expect(await send(endless)).toBe(413);
    expect(pulled).toBeLessThan(10);
    expect(stored).toEqual([]);
  });
});
