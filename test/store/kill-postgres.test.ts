/** Kill -9 at random moments, with two workers on a PostgreSQL server: one takes over what the other left. */

import { afterAll, afterEach, expect, test } from "@jest/globals";
import { openKeeper } from "../../store/open-keeper.ts";
import { describeWith } from "../required.ts";
import { complaintsInStore, complaintsOnGitHub } from "./kill/complaints.ts";
import { listening, startServed } from "./kill/process.ts";
import type { ServedProcess } from "./kill/process.ts";
import { diceFor, killRounds, live, untilNothingWaits } from "./kill/rounds.ts";
import { acknowledged, beginBusyDay } from "./kill/stream.ts";
import type { BusyDay } from "./kill/stream.ts";
import { postgresMissing, startPostgres, withClient } from "./postgres.ts";
import type { PostgresServer } from "./postgres.ts";

describeWith("postgres", postgresMissing, "two workers on a PostgreSQL server", () => {
  let server: PostgresServer | undefined;
  let day: BusyDay | undefined;
  const processes = new Set<ServedProcess>();

  afterEach(async () => {
    await Promise.all([...processes].map((each) => each.end("SIGKILL")));
    await day?.github.stop();
  });
  afterAll(() => server?.stop());

  test(`${killRounds} kills of one or the other, and one end in order`, async () => {
    const seed = Date.now() % 100_000;
    const dice = diceFor(seed);
    server = await startPostgres();
    const databaseUrl = await server.createDatabase();
    day = await beginBusyDay(4, dice);
    const env = { ...day.github.environment(), DATABASE_URL: databaseUrl, HASTY_SINCE: String(Date.now()) };
    const start = (role: string): ServedProcess => {
      const started = startServed({ ...env, KILL_ROLE: role });
      processes.add(started);
      return started;
    };

    const ingest = start("ingest");
    day.github.webhooks.connect(`${await listening(ingest)}/api/github/webhooks`);
    await day.redeliverUnanswered();
    const workers = [start("worker"), start("worker")];
    await Promise.all(workers.map(listening));
    for (let round = 1; round <= killRounds; round += 1) {
      await live(day, dice() * 900, dice);
      const place = dice() < 0.5 ? 0 : 1;
      await workers[place]?.end("SIGKILL");
      // Nobody waits for it: the other one has everything to do meanwhile.
      workers[place] = start("worker");
    }

    await Promise.all(workers.map(listening));
    await day.github.settled();
    await day.redeliverUnanswered();
    await untilNothingWaits(await listening(ingest), () => workers.map((worker) => worker.errors()).join(""));
    expect(await Promise.all([...workers, ingest].map((each) => each.end("SIGTERM")))).toEqual([0, 0, 0]);

    const keeper = await openKeeper({ dataDir: "unused", databaseUrl });
    const complaints = [...complaintsOnGitHub(day), ...(await complaintsInStore(day, keeper.exportLines()))];
    await keeper.close();
    expect({ seed, complaints }).toEqual({ seed, complaints: [] });
    expect(await activeJobs(databaseUrl)).toBe(0);
    expect(acknowledged(day.github).length).toBeGreaterThan(killRounds);
  }, 900_000);
});

function activeJobs(url: string): Promise<number> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      "select count(*)::integer as count from plumbline_queue.job where state = 'active' and name in ('delivery', 'review')",
    );
    return rows[0]?.count ?? Number.NaN;
  });
}
