/** What every store promises, held by each of them: in memory, on the embedded database, on a PostgreSQL server. */

import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { memoryStore } from "../../store/memory.ts";
import { openStore } from "../../store/open-store.ts";
import type { StoreLog } from "../../store/open-store.ts";
import type { Jobs, Store, SubjectKey, Want } from "../../store/store.ts";
import { describeWith } from "../required.ts";
import { removeTemporaryFolders, temporaryFolder } from "../temporary-repository.ts";
import { hastyClock as clock } from "./hasty-clock.ts";
import { postgresMissing, startPostgres } from "./postgres.ts";
import type { PostgresServer } from "./postgres.ts";

const log: StoreLog = {
  info: () => undefined,
  warn: () => undefined,
  error: (fields, message) => process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
};
const full: Want = { scope: "full", reruns: [] };
const text: Want = { scope: "text", reruns: [] };
const headed = (sha: string, second: number): Want => ({ ...full, head: { sha, at: `2026-11-22T10:00:0${second}Z` } });

let names = 0;
/** A subject that no other test has. */
function newPull(installation = 7): SubjectKey {
  names += 1;
  return { installation, owner: "acme", repo: "network", subject: `pull/${names}` };
}
function newId(): string {
  names += 1;
  return `delivery-${names}`;
}
const push = (id: string, installation = 7) => ({ id, event: "push", payload: "{}", installation });

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !condition();) {
    if (Date.now() > end) throw new Error("the condition never came to hold");
    await sleep(5);
  }
}

describe("in memory", () => {
  holdsTheContract(async () => memoryStore<string>(clock));
});

describe("on the embedded database", () => {
  afterAll(removeTemporaryFolders);
  holdsTheContract(() => openStore<string>({ dataDir: temporaryFolder(), clock, log }));
});

describeWith("postgres", postgresMissing, "on a PostgreSQL server", () => {
  let server: PostgresServer | undefined;
  afterAll(() => server?.stop());
  holdsTheContract(async () => {
    server = await startPostgres();
    return openStore<string>({ dataDir: "unused", databaseUrl: await server.createDatabase(), clock, log });
  });
});

function holdsTheContract(open: () => Promise<Store<string>>): void {
  let store: Store<string>;
  /** What the jobs do in the test that runs; a review takes what is wanted, unless told otherwise. */
  let jobs: Partial<Jobs> = {};
  /** Deliveries and subjects in the order in which they were worked on. */
  let seen: string[] = [];

  beforeAll(async () => {
    store = await open();
  }, 60_000);
  afterAll(() => store.stop(1_000), 60_000);
  beforeEach(() => {
    jobs = {};
    seen = [];
  });

  function work(): void {
    store.work({
      async delivery(delivery, attempt) {
        seen.push(delivery.id);
        return jobs.delivery?.(delivery, attempt);
      },
      async review(key, signal) {
        seen.push(key.subject);
        if (jobs.review !== undefined) return jobs.review(key, signal);
        await store.takeWants(key);
        return undefined;
      },
    });
  }

  describe("before anybody works", () => {
    test("a delivery that comes twice is one, at whatever time", async () => {
      const id = newId();
      const outcomes = await Promise.all([store.accept(push(id)), store.accept(push(id)), store.accept(push(id))]);
      expect([...outcomes].sort()).toEqual(["duplicate", "duplicate", "new"]);
      expect(await store.accept(push(id))).toBe("duplicate");
    });

    test("which deliveries were never here is told in the order given", async () => {
      const id = newId();
      await store.accept(push(id));
      expect(await store.unknownDeliveries(["lost", id, "also-lost"])).toEqual(["lost", "also-lost"]);
      expect(await store.unknownDeliveries([])).toEqual([]);
    });

    test("wants are taken once, and what is put back is below what arrived since", async () => {
      const pull = newPull();
      const rerun = { by: "ada", rules: [], comment: 5 };
      await store.want(pull, { ...headed("a", 1), reruns: [rerun] });
      const taken = await store.takeWants(pull);
      expect(taken).toMatchObject({ scope: "full", reruns: [rerun], head: { sha: "a" } });
      expect(await store.takeWants(pull)).toBeUndefined();
      await store.want(pull, { ...text, ...{ head: headed("b", 2).head ?? { sha: "", at: "" } } });
      await store.putBack(pull, { ...(taken ?? full), failures: 2 });
      expect(await store.takeWants(pull)).toMatchObject({
        head: { sha: "b" },
        scope: "full",
        reruns: [rerun],
        failures: 2,
      });
      expect(await store.takeWants(pull)).toBeUndefined();
    });

    test("decisions come back in order, each id once, and belong to their subject", async () => {
      const [pull, other] = [newPull(), newPull()];
      const given = {
        kind: "waive",
        by: "grace",
        at: 5,
        reason: "a\u0000b",
        rule: "ticket",
        fingerprints: ["ab"],
      } as const;
      await store.decide(pull, { ...given, id: "8/0" });
      await store.decide(pull, { ...given, id: "8/1", until: 9 });
      await store.decide(pull, { ...given, id: "8/0", by: "mallory" });
      expect(await store.decisions(pull)).toEqual([
        { ...given, id: "8/0" },
        { ...given, id: "8/1", until: 9 },
      ]);
      expect(await store.decisions(other)).toEqual([]);
    });

    test("how rules did is counted once for each merged pull request, and summed up by repository", async () => {
      const [pull, other] = [newPull(), newPull()];
      const elsewhere = { ...newPull(), repo: "clusters" };
      const ticket = { rule: "ticket", shown: 3, mended: 1, waived: 1, overridden: 0 };
      const yaml = { rule: "yaml", shown: 9, mended: 9, waived: 0, overridden: 0 };
      await store.tally(pull, [ticket]);
      await store.tally(pull, [{ ...ticket, shown: 100 }]);
      await store.tally(other, [{ ...ticket, overridden: 1 }, yaml]);
      await store.tally(elsewhere, [ticket]);
      await store.tally(elsewhere, []);
      const here = { owner: "acme", repo: "network" };
      const ofNetwork = [
        { ...here, ...yaml, requests: 1 },
        { ...here, ...ticket, requests: 2, shown: 6, mended: 2, waived: 2, overridden: 1 },
      ];
      expect(await store.ruleStatistics(here)).toEqual(ofNetwork);
      expect(await store.ruleStatistics({ owner: "acme", repo: "nowhere" })).toEqual([]);
      expect(await store.ruleStatistics()).toEqual([
        { owner: "acme", repo: "clusters", ...ticket, requests: 1 },
        ...ofNetwork,
      ]);
    });

    test("commands that are put back and arrive again are given once", async () => {
      const pull = newPull();
      const command = { verb: "help", words: "", by: "ada", isAuthor: true, mayWrite: false, comment: 5, place: 0 };
      await store.want(pull, { ...text, commands: [command] });
      const taken = await store.takeWants(pull);
      await store.want(pull, { ...text, commands: [command, { ...command, place: 1 }] });
      await store.putBack(pull, taken ?? text);
      expect((await store.takeWants(pull))?.commands?.map(({ place }) => place)).toEqual([0, 1]);
    });

    test("an event that comes late is about the newest head; of two in one second the later arrival is", async () => {
      const pull = newPull();
      await store.want(pull, headed("b", 2));
      await store.want(pull, headed("a", 1));
      expect(await store.newestHead(pull)).toEqual({ sha: "b", at: "2026-11-22T10:00:02Z" });
      await store.takeWants(pull);
      await store.want(pull, headed("a", 1));
      expect(await store.takeWants(pull)).toMatchObject({ head: { sha: "b" } });
      await store.want(pull, headed("c", 2));
      expect(await store.takeWants(pull)).toMatchObject({ head: { sha: "c" } });
      expect(await store.newestHead(newPull())).toBeUndefined();
    });

    test("a delivery that is passed on again wants nothing twice", async () => {
      const [pull, other, id] = [newPull(), newPull(), newId()];
      await store.accept(push(id));
      const asked: Want = { ...full, reruns: [{ by: "ada", rules: [], comment: 9 }] };
      await store.want(pull, asked, id);
      await store.takeWants(pull);
      await store.want(pull, asked, id);
      expect(await store.takeWants(pull)).toBeUndefined();
      await store.want(other, asked, id);
      expect(await store.takeWants(other)).toMatchObject({ reruns: asked.reruns });
    });

    test("a state comes back as it was, whatever characters are in it", async () => {
      const [pull, never] = [newPull(), newPull()];
      const odd = "\u0000 \ud800 \udfff \u2028 'quoted' \"twice\" \\ $1 ❤";
      await store.keepState(pull, odd);
      expect(await store.state(pull)).toBe(odd);
      await store.keepState(pull, "later");
      expect(await store.state(pull)).toBe("later");
      expect(await store.state(never)).toBeUndefined();
      expect(await store.state({ ...pull, installation: 8 })).toBeUndefined();
    });

    test("subjects are found by their commit, in the order in which they came to it", async () => {
      const [first, second] = [newPull(), newPull()];
      const sha = `shared-${first.subject}`;
      await store.want(second, headed(sha, 1));
      await store.want(first, headed(sha, 1));
      await store.want(second, headed("moved-on", 2));
      const commit = { owner: "acme", repo: "network", sha };
      expect(await store.subjectsAt(commit)).toEqual([second, first]);
      expect(await store.subjectsAt({ ...commit, repo: "other" })).toEqual([]);
    });

    test("what tools said of a commit is kept once, replaced by their newer word, and found by the commit", async () => {
      const pull = newPull();
      const sha = `reported-${pull.subject}`;
      const commit = { owner: "acme", repo: "network", sha };
      const report = { tool: "trivy", at: 5, pull: 3, results: [{ message: "odd \u0000 text", line: 2 }], beyond: 0 };
      const other = { tool: "checkov", version: "3.2", at: 6, results: [], beyond: 7 };
      await store.want(pull, headed(sha, 1));
      expect(await store.keepToolReport(commit, report)).toBe("new");
      expect(await store.keepToolReport(commit, { ...report, at: 9 })).toBe("same");
      expect(await store.keepToolReport(commit, other)).toBe("new");
      expect(await store.toolReportsAt(commit)).toEqual([other, report]);
      expect(await store.keepToolReport(commit, { ...report, at: 9, results: [] })).toBe("new");
      expect(await store.toolReportsAt(commit)).toEqual([other, { ...report, at: 9, results: [] }]);
      expect(await store.toolReportsAt({ ...commit, repo: "clusters" })).toEqual([]);
      for (let tool = 0; tool < 18; tool += 1) await store.keepToolReport(commit, { ...other, tool: `tool${tool}` });
      expect(await store.keepToolReport(commit, { ...other, tool: "one-too-many" })).toBe("full");
      expect(await store.keepToolReport(commit, { ...other, beyond: 8 })).toBe("new");
    });

    test("a repository is known by its subjects, however its name is written", async () => {
      await store.want({ ...newPull(), owner: "Acme", repo: "Clusters-9" }, full);
      expect(await store.repositoryNamed({ owner: "acme", repo: "clusters-9" })).toEqual({
        owner: "Acme",
        repo: "Clusters-9",
      });
      expect(await store.repositoryNamed({ owner: "acme", repo: "clusters-8" })).toBeUndefined();
    });

    test("what is kept under a name is read and replaced in one step, and may go", async () => {
      const name = newId();
      const count = () => store.update(name, (kept) => ({ kept: Number(kept ?? 0) + 1, answer: kept }));
      await Promise.all([count(), count(), count(), count(), count()]);
      expect(await count()).toBe(5);
      expect(await store.update(name, () => ({ kept: undefined, answer: "gone" }))).toBe("gone");
      expect(await count()).toBeUndefined();
      expect(await store.update("__proto__", (kept) => ({ kept: { a: ["\u0000"] }, answer: kept }))).toBeUndefined();
      expect(await store.update("__proto__", (kept) => ({ kept: undefined, answer: kept }))).toEqual({ a: ["\u0000"] });
    });

    test("a change that fails changes nothing", async () => {
      const name = newId();
      await store.update(name, () => ({ kept: 1, answer: undefined }));
      await expect(
        store.update(name, () => {
          throw new Error("a defect");
        }),
      ).rejects.toThrow("a defect");
      expect(await store.update(name, (kept) => ({ kept, answer: kept }))).toBe(1);
    });

    test("how much waits and since when", async () => {
      const before = await store.waiting();
      const pull = newPull();
      await store.accept({ ...push(newId()), receivedAt: 1_000 });
      await store.want(pull, { ...full, since: 500 });
      expect(await store.waiting()).toEqual({
        deliveries: { count: before.deliveries.count + 1, oldest: 1_000 },
        subjects: { count: before.subjects.count + 1, oldest: 500 },
      });
      const taken = await store.takeWants(pull);
      await store.putBack(pull, taken ?? full);
      expect(await store.waiting()).toMatchObject({ subjects: { oldest: 500 } });
      await store.takeWants(pull);
    });
  });

  describe("at work", () => {
    test("what arrived before anybody worked is not lost", async () => {
      const [id, pull] = [newId(), newPull()];
      await store.accept(push(id));
      await store.want(pull, full);
      work();
      await store.idle();
      expect(seen).toEqual(expect.arrayContaining([id, pull.subject]));
      expect((await store.waiting()).deliveries.count).toBe(0);
      expect(await store.problem()).toBeUndefined();
    });

    test("a delivery that came twice is worked on once", async () => {
      const id = newId();
      await Promise.all([store.accept(push(id)), store.accept(push(id))]);
      await store.idle();
      expect(await store.accept(push(id))).toBe("duplicate");
      await store.idle();
      expect(seen).toEqual([id]);
    });

    test("one that fails is passed on again at its time, with the attempt's number", async () => {
      const attempts: number[] = [];
      jobs.delivery = async (_delivery, attempt) => {
        attempts.push(attempt);
        return attempt < 3 ? clock.now() + 500 : undefined;
      };
      await store.accept(push(newId()));
      await until(() => attempts.length === 3);
      expect(attempts).toEqual([1, 2, 3]);
      await store.idle();
      expect((await store.waiting()).deliveries.count).toBe(0);
    });

    test("one that is given up is not passed on again and waits for nobody", async () => {
      jobs.delivery = async () => ({ givenUp: "it makes no sense" });
      const id = newId();
      await store.accept(push(id));
      await store.idle();
      expect(seen).toEqual([id]);
      expect((await store.waiting()).deliveries.count).toBe(0);
      expect(await store.resume()).toEqual({ deliveries: 0, reviews: 0 });
      expect(await store.accept(push(id))).toBe("duplicate");
    });

    test("one review of a subject at a time; wants that come meanwhile lead to one more", async () => {
      const pull = newPull();
      let running = 0;
      let most = 0;
      let release: () => void = () => undefined;
      jobs.review = async (key) => {
        running += 1;
        most = Math.max(most, running);
        await store.takeWants(key);
        if (seen.length === 1) await new Promise<void>((resolve) => (release = resolve));
        running -= 1;
        return undefined;
      };
      await store.want(pull, full);
      await until(() => running === 1);
      for (let more = 0; more < 5; more += 1) await store.want(pull, text);
      release();
      await store.idle();
      expect({ most, runs: seen.length }).toEqual({ most: 1, runs: 2 });
    });

    test("a newer head aborts the review of the older; an edit of the text, a recheck and the same head do not", async () => {
      const pull = newPull();
      const reasons: string[] = [];
      let isRunning = false;
      jobs.review = async (key, signal) => {
        const want = await store.takeWants(key);
        if (want?.head?.sha !== "a") return undefined;
        isRunning = true;
        await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
        reasons.push(String(signal.reason.message));
        await store.putBack(key, want);
        return undefined;
      };
      await store.want(pull, headed("a", 1));
      await until(() => isRunning);
      await store.want(pull, text);
      await store.want(pull, { ...full, reruns: [{ by: "ada", rules: [] }] });
      await store.want(pull, headed("a", 1));
      await sleep(50);
      expect(reasons).toEqual([]);
      await store.want(pull, headed("b", 2));
      await store.idle();
      expect(reasons).toEqual(["superseded"]);
      expect((await store.waiting()).subjects.count).toBe(0);
    });

    test("a subject that is gone aborts its review", async () => {
      const group: SubjectKey = { ...newPull(), subject: `group/${newId()}` };
      let reason: string | undefined;
      let isRunning = false;
      jobs.review = async (key, signal) => {
        const want = await store.takeWants(key);
        if (want?.gone === true) return undefined;
        isRunning = true;
        await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
        reason = String(signal.reason.message);
        return undefined;
      };
      await store.want(group, { ...full, group: { baseSha: "base" } });
      await until(() => isRunning);
      await store.want(group, { ...full, gone: true });
      await store.idle();
      expect(reason).toBe("gone");
    });

    test("a review that waits runs again at its time, and at once when something new is wanted", async () => {
      const [patient, hurried] = [newPull(), newPull()];
      const started = Date.now();
      const times: number[] = [];
      jobs.review = async (key) => {
        const want = await store.takeWants(key);
        const runs = seen.filter((name) => name === key.subject).length;
        if (key.subject === patient.subject) times.push(Date.now() - started);
        if (runs > 1 || want === undefined) return undefined;
        await store.putBack(key, { ...want, failures: 1 });
        return clock.now() + (key.subject === patient.subject ? 4_000 : 3_600_000);
      };
      await store.want(patient, full);
      await store.want(hurried, full);
      await until(() => times.length === 2);
      expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(150);
      expect(seen.filter((name) => name === hurried.subject)).toHaveLength(1);
      await store.want(hurried, text);
      await store.idle();
      expect(seen.filter((name) => name === hurried.subject)).toHaveLength(2);
      expect((await store.waiting()).subjects.count).toBe(0);
    });

    test("what a broken review had taken is not lost, and its subject is not held for ever", async () => {
      const pull = newPull();
      const wanted: (string | undefined)[] = [];
      jobs.review = async (key) => {
        wanted.push((await store.takeWants(key))?.head?.sha);
        if (wanted.length === 1) throw new Error("a defect");
        return undefined;
      };
      await store.want(pull, headed("a", 1));
      await until(() => wanted.length === 2);
      expect(wanted).toEqual(["a", "a"]);
      await store.idle();
      expect((await store.waiting()).subjects.count).toBe(0);
    });

    test("a flood in one installation does not hold up another", async () => {
      let isOpen = false;
      jobs.review = async (key) => {
        await until(() => isOpen);
        await store.takeWants(key);
        return undefined;
      };
      const flood = Array.from({ length: 30 }, () => newPull(21));
      for (const pull of flood) await store.want(pull, full);
      const lonely = newPull(22);
      await store.want(lonely, full);
      isOpen = true;
      await store.idle();
      expect(seen).toHaveLength(31);
      expect(seen.indexOf(lonely.subject)).toBeLessThan(12);
    });

    test("stopping aborts what still runs after the grace time, and waits for it", async () => {
      let reason: string | undefined;
      jobs.review = async (key, signal) => {
        const want = await store.takeWants(key);
        await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
        reason = String(signal.reason.message);
        await store.putBack(key, want ?? full);
        return undefined;
      };
      await store.want(newPull(), full);
      await until(() => seen.length === 1);
      await store.stop(200);
      expect(reason).toBe("stopping");
    });
  });
}
