/** An error that nobody caught ends the service in order, and not with success: whoever supervises it starts a fresh one. */

import { spawn } from "node:child_process";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { packageRoot } from "../../engine/package-root.ts";
import { openKeeper } from "../../store/open-keeper.ts";
import { firstDefect, placeOf } from "../../web/defects.ts";
import type { DefectListener } from "../../web/defects.ts";
import { removeTemporaryFolders, temporaryFolder } from "../temporary-repository.ts";

afterAll(removeTemporaryFolders);

/** A service in which something goes wrong as soon as it listens. */
async function serveUntilDefect(env: Readonly<Record<string, string>>, defect: string) {
  const trip = `data:text/javascript,process.on("SIGUSR2", () => { ${encodeURIComponent(defect)} })`;
  const child = spawn(process.execPath, ["--import", trip, join(packageRoot(), "bin/plumbline.js"), "serve"], {
    env: { PATH: process.env["PATH"], HOST: "127.0.0.1", PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let hasTripped = false;
  child.stderr.resume();
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    output += part;
    if (hasTripped || !output.includes("Plumbline is listening")) return;
    hasTripped = true;
    child.kill("SIGUSR2");
  });
  const [code, signal] = await new Promise<readonly [number | null, string | null]>((resolve) =>
    child.once("exit", (...ended) => resolve(ended)),
  );
  const fatal = output
    .split("\n")
    .filter((line) => line.includes('"level":60'))
    .map((line) => JSON.parse(line) as { readonly reason: string; readonly at: readonly string[] });
  return { code, signal, fatal };
}

describe("a service of its own process", () => {
  const env = {
    APP_ID: "1",
    PRIVATE_KEY: "-----BEGIN RSA PRIVATE KEY-----\nnone\n-----END RSA PRIVATE KEY-----",
    WEBHOOK_SECRET: "a secret",
    // Nobody answers there.
    GHE_HOST: "127.0.0.1:9",
    GHE_PROTOCOL: "http",
    DATA_DIR: temporaryFolder(),
  };

  test.each([
    ["a promise that nobody awaits", `Promise.reject(new Error("the crane: 'salt' fell"))`],
    ["an exception in a timer", `setTimeout(() => { throw new Error("the crane: 'salt' fell"); }, 1)`],
  ])(
    "%s",
    async (_name, defect) => {
      const { code, signal, fatal } = await serveUntilDefect(env, defect);
      expect({ code, signal }).toEqual({ code: 3, signal: null });
      expect(fatal).toHaveLength(1);
      expect(fatal[0]?.reason).toContain("the crane");
      expect(fatal[0]?.at.length).toBeGreaterThan(0);
      // It let go of its store.
      const keeper = await openKeeper({ dataDir: env.DATA_DIR });
      expect(await keeper.deadLetters()).toEqual([]);
      await keeper.close();
    },
    60_000,
  );
});

test("those after the first are told, too, and end nothing by themselves", async () => {
  const listeners: DefectListener[] = [];
  const told: unknown[] = [];
  const first = firstDefect({ on: (_kind, listener) => listeners.push(listener) }, (error) => told.push(error), 3);
  for (const listener of listeners) listener("one");
  for (const listener of listeners) listener("another");
  await first;
  expect(told).toEqual(["one", "one", "another", "another"]);
});

test("a place is told without the message, which may quote what was read", () => {
  const place = placeOf(new Error("password\nat salt"));
  expect(place.length).toBeGreaterThan(0);
  expect(place.join("\n")).not.toMatch(/password|salt/);
  expect(placeOf("no error at all")).toEqual([]);
});
