/** The demo: a real Plumbline on a fake GitHub reviews a hurried change, then its mends. `--keep` stays up to be looked at. */

import { startApp, type AppUnderTest } from "../test/fake-github/app-harness.ts";
import type { FakeRepository } from "../test/fake-github/actors.ts";
import type { FakePullRequest } from "../test/fake-github/pull-request-actor.ts";
import { startFakeGitHub, type FakeGitHub } from "../test/fake-github/server.ts";
import type { CheckRunRecord } from "../test/fake-github/world.ts";
import { memoryStore } from "../store/memory.ts";
import { systemClock } from "../store/system-clock.ts";
import { serve } from "../web/serve.ts";
import { createPrinter, type Printer } from "./demo-print.ts";
import { completeBody, hurriedFiles, hurriedRequest, mends, startingFiles } from "./demo-repository.ts";

const started = performance.now();
const isTerminal = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
const printer = createPrinter((line) => console.log(line), isTerminal, process.stdout.columns ?? 100);

process.exitCode = await demonstrate(process.argv.includes("--keep"));

async function demonstrate(keep: boolean): Promise<number> {
  const github = await startFakeGitHub();
  const repository = await github.createRepository({ owner: "acme", name: "shop", files: startingFiles });
  const app = await startApp(github, ({ env }) => serve({ env, store: memoryStore(systemClock) }));
  printer.narrate("A GitHub of our own holds acme/shop, and Plumbline listens to its webhooks.");
  try {
    const { first, last, pull } = await tellTheStory(repository, app, printer);
    reportTraffic(github);
    if (keep) await stayUp(github, pull);
    return first.conclusion === "failure" && last.conclusion === "success" ? 0 : 1;
  } finally {
    await app.stop();
    await github.stop();
  }
}

interface Story {
  readonly pull: FakePullRequest;
  readonly first: CheckRunRecord;
  readonly last: CheckRunRecord;
}

async function tellTheStory(
  repository: FakeRepository,
  app: AppUnderTest,
  { narrate, checkRun, line }: Printer,
): Promise<Story> {
  narrate(`ada opens a pull request in a hurry: "${hurriedRequest.title}", no description, no ticket.`);
  const pull = await repository.openPullRequest({
    ...hurriedRequest,
    head: "open-ssh",
    author: "ada",
    files: hurriedFiles,
  });
  await app.settled();
  const first = shownRun(repository, pull);
  checkRun(first);

  line();
  narrate(`She mends ${Object.keys(mends).length} files and pushes …`);
  await pull.push({ files: mends, message: "Mend what Plumbline found" });
  await app.settled();
  narrate(`Plumbline now says: ${shownRun(repository, pull).title ?? ""}`);
  narrate("… describes the change, names its ticket, and asks for another look: /recheck");
  await pull.edit({ body: completeBody });
  const comment = pull.comment("ada", "/recheck");
  await app.settled();
  const reactions = pull.reactions(comment.id).map((one) => one.split(":").at(-1));
  if (reactions.length > 0) narrate(`Plumbline reacts to the comment: ${reactions.join(", ")}`);
  const last = shownRun(repository, pull);
  checkRun(last);
  return { pull, first, last };
}

/** @throws when Plumbline has said nothing about the head. */
function shownRun(repository: FakeRepository, pull: FakePullRequest): CheckRunRecord {
  const run = repository.latestCheckRun(pull.headSha());
  if (!run) throw new Error(`no check run on ${pull.headSha()}`);
  return run;
}

function reportTraffic(github: FakeGitHub): void {
  const { calls, writes } = github.count();
  const problems = github.violations();
  const verdict =
    problems.length === 0 ? "all as GitHub documents them" : `GitHub would object:\n${problems.join("\n")}`;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  printer.line();
  printer.narrate(`${calls} calls to GitHub's API (${writes} writes), ${verdict}. ${seconds} s in all.`);
}

/** Until Ctrl-C. */
async function stayUp(github: FakeGitHub, pull: FakePullRequest): Promise<void> {
  printer.line();
  printer.line(`  ${pull.url}/checks   the check run as a page`);
  printer.line(`  ${github.url}   everything in this GitHub`);
  printer.line("  Press Ctrl-C to stop.");
  // A timer keeps the process alive where an idle server would not.
  const alive = setInterval(() => undefined, 60_000);
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  clearInterval(alive);
}
