/** Small pull requests in many installations, and how long each waits for its check run. */

import { setTimeout as pause } from "node:timers/promises";
import type { FakeRepository } from "../test/fake-github/actors.ts";
import type { FakePullRequest } from "../test/fake-github/pull-request-actor.ts";
import type { FakeGitHub } from "../test/fake-github/server.ts";

/** Milliseconds until a check run that does not conclude is given up. */
const patience = 180_000;

/** One repository in each of so many installations: what paces one does not slow the others. */
export async function createTeams(github: FakeGitHub, count: number): Promise<readonly FakeRepository[]> {
  const teams: FakeRepository[] = [];
  for (let team = 0; team < count; team += 1) {
    teams.push(await github.createRepository({ owner: `team-${team}`, name: "harbor" }));
  }
  return teams;
}

/** Three files, one of them with a key twice. */
export function openPull(repository: FakeRepository, edition: number): Promise<FakePullRequest> {
  const file = (name: string) => `kind: ConfigMap\nmetadata:\n  name: ${name}-${edition}\n`;
  return repository.openPullRequest({
    head: `edition-${edition}`,
    title: `OPS-${edition}: raise the limits`,
    body: "The cranes run out of memory in the evening, when every ship is unloaded at once.",
    files: {
      "k8s/crane.yaml": file("crane"),
      "k8s/gate.yaml": file("gate"),
      "k8s/quay.yaml": `${file("quay")}kind: ConfigMap\n`,
    },
  });
}

/** Milliseconds from the moment the webhooks leave GitHub. */
export interface Waited {
  readonly created: number;
  readonly concluded: number;
}

export interface Opened {
  readonly repository: FakeRepository;
  readonly pull: FakePullRequest;
}

/** Sends what was held back, and watches every check run until it is concluded. */
export async function release(github: FakeGitHub, opened: readonly Opened[]): Promise<readonly Waited[]> {
  const started = performance.now();
  github.webhooks.release();
  return Promise.all(
    opened.map(async ({ repository, pull }) => {
      const sha = pull.headSha();
      const run = () => repository.latestCheckRun(sha, "plumbline");
      const until = async (isSo: () => boolean): Promise<number> => {
        while (!isSo()) {
          if (performance.now() - started > patience) throw new Error(`no concluded check run: ${run()?.title}`);
          await pause(1);
        }
        return performance.now() - started;
      };
      const created = await until(() => run() !== undefined);
      return { created, concluded: await until(() => run()?.status === "completed") };
    }),
  );
}
