/** How long an author waits: from webhook to check run created and concluded, on each store, with GitHub near and far. */

import { startFakeGitHub } from "../test/fake-github/server.ts";
import { ms, percentile } from "./measure.ts";
import type { BenchTable } from "./measure.ts";
import { missingFor, oneProcess, startService } from "./service-process.ts";
import type { Arrangement } from "./service-process.ts";
import { createTeams, openPull, release } from "./small-pulls.ts";
import type { Waited } from "./small-pulls.ts";

const teams = 10;
/** Of each team, one after the other; the pace of writing lets that many through without waiting. */
const pulls = 4;
const roundTrips = [0, 80];

export async function benchVerdictLatency(): Promise<BenchTable> {
  const rows: string[][] = [];
  const skipped: string[] = [];
  for (const arrangement of oneProcess) {
    const missing = missingFor(arrangement);
    if (missing !== undefined) skipped.push(`${arrangement.name} was not measured: ${missing}.`);
    else for (const roundTrip of roundTrips) rows.push(...(await measure(arrangement, roundTrip)));
  }
  return {
    title: `From webhook to verdict, ${teams * pulls} small pull requests one after the other`,
    head: ["store", "round trip of an API call", "until the check run is", "p50", "p95", "p99"],
    rows,
    remark: ["GitHub is the fake of the tests; its own time is not GitHub's.", ...skipped].join(" "),
  };
}

async function measure(arrangement: Arrangement, roundTrip: number): Promise<string[][]> {
  const github = await startFakeGitHub();
  const service = await startService(github, arrangement);
  try {
    const repositories = await createTeams(github, teams);
    const waited: Waited[] = [];
    for (let edition = 0; edition <= pulls; edition += 1) {
      // The first of each fetches the installation's token: no part of what is measured.
      if (edition === 1) github.latency(roundTrip);
      for (const repository of repositories) {
        github.webhooks.hold();
        const pull = await openPull(repository, edition);
        const [one] = await release(github, [{ repository, pull }]);
        if (edition > 0 && one !== undefined) waited.push(one);
      }
    }
    github.assertClean();
    const row = (what: keyof Waited) => {
      const times = waited.map((each) => each[what]);
      const figures = [50, 95, 99].map((percent) => ms(percentile(times, percent)));
      return [arrangement.name, `${roundTrip} ms`, what, ...figures];
    };
    return [row("created"), row("concluded")];
  } finally {
    await service.stop();
    await github.stop();
  }
}
