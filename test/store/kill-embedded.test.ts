/** Kill -9 at random moments, with the embedded database: whatever was acknowledged is done in the end, and nothing is done twice. */

import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, expect, test } from "@jest/globals";
import { openKeeper } from "../../store/open-keeper.ts";
import { openEmbedded } from "../../store/sql/embedded.ts";
import { removeTemporaryFolders, temporaryFolder } from "../temporary-repository.ts";
import { complaintsInStore, complaintsOnGitHub } from "./kill/complaints.ts";
import { listening, startServed } from "./kill/process.ts";
import type { ServedProcess } from "./kill/process.ts";
import { diceFor, killRounds, live, untilNothingWaits } from "./kill/rounds.ts";
import { acknowledged, beginBusyDay } from "./kill/stream.ts";
import type { BusyDay } from "./kill/stream.ts";

let day: BusyDay | undefined;
let served: ServedProcess | undefined;

afterEach(async () => {
  await served?.end("SIGKILL");
  await day?.github.stop();
});
afterAll(removeTemporaryFolders);

test(`${killRounds} kills, and one end in order`, async () => {
  const seed = Date.now() % 100_000;
  const dice = diceFor(seed);
  day = await beginBusyDay(4, dice);
  const env = { ...day.github.environment(), DATA_DIR: temporaryFolder(), HASTY_SINCE: String(Date.now()) };

  for (let round = 1; round <= killRounds; round += 1) {
    served = startServed(env);
    // Now and then it dies before it listens.
    if (dice() < 0.1) await live(day, 300 + dice() * 800, dice);
    else {
      day.github.webhooks.connect(`${await listening(served)}/api/github/webhooks`);
      if (dice() < 0.3) await day.redeliverUnanswered();
      await live(day, dice() * 900, dice);
    }
    await served.end("SIGKILL");
  }

  served = startServed(env);
  const url = await listening(served);
  day.github.webhooks.connect(`${url}/api/github/webhooks`);
  await day.github.settled();
  await day.redeliverUnanswered();
  await untilNothingWaits(url, () => served?.errors() ?? "");
  expect(await served.end("SIGTERM")).toBe(0);

  const keeper = await openKeeper({ dataDir: env.DATA_DIR });
  const complaints = [...complaintsOnGitHub(day), ...(await complaintsInStore(day, keeper.exportLines()))];
  await keeper.close();
  expect({ seed, complaints }).toEqual({ seed, complaints: [] });
  expect(await activeJobs(env.DATA_DIR)).toBe(0);
  expect(acknowledged(day.github).length).toBeGreaterThan(killRounds);
}, 900_000);

async function activeJobs(dataDir: string): Promise<number> {
  const database = await openEmbedded(dataDir);
  const [row] = await database.query<{ count: number }>(
    "select count(*)::integer as count from plumbline_queue.job where state = 'active' and name in ('delivery', 'review')",
  );
  await database.close();
  return row?.count ?? Number.NaN;
}

test("the control: with a store that forgets, the same look finds what was lost", async () => {
  day = await beginBusyDay(3, diceFor(1));
  const env = { ...day.github.environment(), DATA_DIR: temporaryFolder(), KILL_STORE: "memory" };
  served = startServed(env);
  day.github.webhooks.connect(`${await listening(served)}/api/github/webhooks`);
  for (const { pull } of day.pulls) await pull.push({ files: { "k8s/deploy.yaml": "kind: Deployment\n" } });
  await day.github.settled();
  await served.end("SIGKILL");
  const before = acknowledged(day.github).length;
  expect(before).toBeGreaterThan(0);

  served = startServed(env);
  day.github.webhooks.connect(`${await listening(served)}/api/github/webhooks`);
  await sleep(500);
  expect(complaintsOnGitHub(day)).not.toEqual([]);
}, 120_000);
