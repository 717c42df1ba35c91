/** A stream of webhooks as a busy day brings them: superseding pushes, edits of the text, `/recheck`s, on several pull requests. */

import type { FakeRepository } from "../../fake-github/actors.ts";
import type { FakePullRequest } from "../../fake-github/pull-request-actor.ts";
import { startFakeGitHub } from "../../fake-github/server.ts";
import type { FakeGitHub } from "../../fake-github/server.ts";

export interface BusyDay {
  readonly github: FakeGitHub;
  readonly repository: FakeRepository;
  readonly pulls: readonly BusyPull[];
  /** Something happens to some pull request. */
  act(): Promise<void>;
  /** GitHub's own redelivery, as somebody would ask for it, of what nobody answered. */
  redeliverUnanswered(): Promise<void>;
}

export interface BusyPull {
  readonly pull: FakePullRequest;
  /** What its newest head must come to. */
  expected: "success" | "failure";
  /** Comments that asked for a recheck. */
  readonly asked: number[];
}

/** Two chunks of annotations when broken. */
const repeated = Array.from({ length: 60 }, (_, line) => `key${line}: 1\nkey${line}: 2\n`).join("");

const rules = `extends: []
rules:
  duplicate-keys:
    check: style/yaml/duplicate-keys
    severity: failure
    title: Duplicate keys
    why: The second silently wins.
  ticket:
    check: context/ticket
    severity: warning
    title: Ticket
    why: A route is read by everyone and understood by few.
`;

/** `chance` gives numbers from 0 up to 1. */
export async function beginBusyDay(pullCount: number, chance: () => number): Promise<BusyDay> {
  const github = await startFakeGitHub();
  const repository = await github.createRepository({
    name: "infrastructure",
    files: { ".github/plumbline.yml": rules, "k8s/base.yaml": "kind: Namespace\n" },
  });
  const pulls: BusyPull[] = [];
  for (let number = 1; number <= pullCount; number += 1) {
    const files = { "k8s/deploy.yaml": repeated };
    const pull = await repository.openPullRequest({ head: `scale-${number}`, title: `OPS-${number}: scale`, files });
    pulls.push({ pull, expected: "failure", asked: [] });
  }
  let acts = 0;

  async function push(busy: BusyPull): Promise<void> {
    const isBroken = chance() < 0.5;
    busy.expected = isBroken ? "failure" : "success";
    const text = isBroken ? repeated : "kind: Deployment\n";
    await busy.pull.push({ files: { "k8s/deploy.yaml": `${text}# ${acts}\n` } });
  }

  return {
    github,
    repository,
    pulls,
    async act() {
      acts += 1;
      const busy = pulls[Math.floor(chance() * pulls.length)];
      if (busy === undefined) return;
      const kind = chance();
      if (kind < 0.5) await push(busy);
      else if (kind < 0.75) await busy.pull.edit({ body: `In other words, number ${acts}.` });
      else busy.asked.push(busy.pull.comment("ada", "/recheck").id);
    },
    async redeliverUnanswered() {
      const answered = new Set(acknowledged(github));
      const unanswered = new Map(
        github.webhooks.all().flatMap((record) => (answered.has(record.guid) ? [] : [[record.guid, record.id]])),
      );
      for (const id of unanswered.values()) await github.webhooks.redeliver(id);
    },
  };
}

/** GUIDs of what the App said it has. */
export function acknowledged(github: FakeGitHub): readonly string[] {
  return github.webhooks
    .all()
    .filter(({ statusCode }) => statusCode === 202)
    .map(({ guid }) => guid);
}
