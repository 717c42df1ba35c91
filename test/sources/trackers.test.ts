/** Trackers are asked about tickets, and every way in which they fail to answer is an outage, never a verdict. */

import { afterEach, describe, expect, test } from "@jest/globals";
import type { LookUpTicket, TicketReference } from "../../core/tracker.ts";
import { connectTrackers, readTrackerSettings } from "../../sources/trackers.ts";
import { systemClock } from "../../store/system-clock.ts";
import { turnedClock } from "../fake-trackers/turned-clock.ts";
import { jiraToken, openFakeJira } from "../fake-trackers/jira.ts";
import { conduitToken, openFakePhabricator } from "../fake-trackers/phabricator.ts";
import type { FakePhabricatorOptions } from "../fake-trackers/phabricator.ts";
import { openFakeTracker } from "../fake-trackers/server.ts";
import type { FakeTracker, FakeTrackerOptions, Fault } from "../fake-trackers/server.ts";

const open: FakeTracker[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((tracker) => tracker.close()));
});

function opened<Tracker extends FakeTracker>(tracker: Tracker): Tracker {
  open.push(tracker);
  return tracker;
}

function connect(env: Readonly<Record<string, string>>, clock = systemClock): LookUpTicket {
  const { settings, problems } = readTrackerSettings(env);
  expect(problems).toEqual([]);
  const lookUp = connectTrackers(settings, { fetch, clock });
  if (lookUp === undefined) throw new Error("no tracker is connected");
  return lookUp;
}

async function jira(options?: FakeTrackerOptions, clock = turnedClock()) {
  const tracker = opened(await openFakeJira(options));
  tracker.issues.set("OPS-12", { summary: "Layoffs in May", category: "indeterminate" });
  tracker.issues.set("OPS-13", { summary: "Layoffs in June", category: "done" });
  tracker.issues.set("OPS-14", { summary: "Moved away", category: "new", movedTo: "HR-3" });
  return { tracker, clock, lookUp: connect({ JIRA_URL: tracker.url, JIRA_TOKEN: jiraToken }, clock) };
}

async function phabricator(options?: FakePhabricatorOptions, clock = turnedClock()) {
  const tracker = opened(await openFakePhabricator(options));
  tracker.objects.set("T12", { title: "Layoffs in May", status: "open", isClosed: false });
  tracker.objects.set("T13", { title: "Layoffs in June", status: "resolved", isClosed: true });
  tracker.objects.set("D12", { title: "Layoffs", status: "needs-review", isClosed: false });
  tracker.objects.set("D13", { title: "Layoffs", status: "published", isClosed: true });
  return { tracker, clock, lookUp: connect({ PHABRICATOR_URL: tracker.url, PHABRICATOR_TOKEN: conduitToken }, clock) };
}

function key(id: string, more: Partial<TicketReference> = {}): TicketReference {
  return { trackers: ["jira", "linear", "youtrack"], text: id, id, project: id.replace(/-.*/, ""), ...more };
}

function task(id: string, more: Partial<TicketReference> = {}): TicketReference {
  return { trackers: ["phabricator"], text: id, id, ...more };
}

describe("Jira says", () => {
  test.each([
    ["OPS-12", { kind: "open", project: "OPS" }],
    ["OPS-13", { kind: "done", project: "OPS" }],
    ["OPS-14", { kind: "open", project: "HR" }],
    ["OPS-99", { kind: "missing" }],
  ])("%s: %j", async (id, state) => {
    const { lookUp } = await jira();
    expect(await lookUp(key(id))).toEqual(state);
  });

  test("nothing about titles, because nobody asks for them", async () => {
    const { tracker, lookUp } = await jira();
    await lookUp(key("OPS-12"));
    expect(tracker.questions.map(({ url }) => url.searchParams.get("fields"))).toEqual(["status,project"]);
  });

  test("as much to an account of the cloud", async () => {
    const tracker = opened(await openFakeJira());
    tracker.issues.set("OPS-12", { summary: "", category: "new" });
    const env = { JIRA_URL: `${tracker.url}/`, JIRA_USER: "ada@example.com", JIRA_TOKEN: jiraToken };
    expect(await connect(env)(key("OPS-12"))).toEqual({ kind: "open", project: "OPS" });
  });

  test("that everything is missing to strangers: a token that is no longer good is an outage", async () => {
    const tracker = opened(await openFakeJira());
    tracker.issues.set("OPS-12", { summary: "", category: "new" });
    const lookUp = connect({ JIRA_URL: tracker.url, JIRA_TOKEN: "of last year" });
    expect(await lookUp(key("OPS-12"))).toEqual({
      kind: "unreachable",
      reason: "Jira refuses Plumbline's credentials",
    });
  });

  test("nothing about links to another Jira, which is not asked", async () => {
    const { tracker, lookUp } = await jira();
    expect(await lookUp(key("OPS-12", { trackers: ["jira"], host: "jira.evil.example" }))).toEqual({ kind: "missing" });
    expect(await lookUp(key("OPS-12", { host: new URL(tracker.url).host }))).toMatchObject({ kind: "open" });
    expect(tracker.questions).toHaveLength(1);
  });
});

describe("Phabricator says", () => {
  test.each([
    ["T12", { kind: "open" }],
    ["T13", { kind: "done" }],
    ["T99", { kind: "missing" }],
    ["D12", { kind: "open" }],
    ["D13", { kind: "done" }],
    ["D99", { kind: "missing" }],
  ])("%s: %j", async (id, state) => {
    const { lookUp } = await phabricator();
    expect(await lookUp(task(id))).toEqual(state);
  });

  test("as much where it is older", async () => {
    const { lookUp } = await phabricator({ isOld: true });
    expect([await lookUp(task("T12")), await lookUp(task("T13"))]).toEqual([{ kind: "open" }, { kind: "done" }]);
  });

  test("its errors inside answers of status 200", async () => {
    const tracker = opened(await openFakePhabricator());
    const lookUp = connect({ PHABRICATOR_URL: tracker.url, PHABRICATOR_TOKEN: "of last year" });
    expect(await lookUp(task("T12"))).toEqual({
      kind: "unreachable",
      reason: "Phabricator refuses Plumbline's credentials",
    });
  });

  test("nothing in an address: the token travels in the form", async () => {
    const { tracker, lookUp } = await phabricator();
    await lookUp(task("T12"));
    expect(tracker.questions.map(({ url }) => url.href)).toEqual(["http://tracker/api/maniphest.search"]);
  });
});

const faults: readonly (readonly [Fault, string])[] = [
  ["unauthorized", " refuses Plumbline's credentials"],
  ["limited", " asks to slow down"],
  ["broken", " answers with status 500"],
  ["garbled", "'s answer cannot be read"],
  ["flood", "'s answer cannot be read"],
  ["redirect", " redirects to another address"],
  ["cut", " cannot be reached"],
  ["slow", " does not answer within 5 s"],
];

describe.each([["Jira", jira, key("OPS-12")] as const, ["Phabricator", phabricator, task("T12")] as const])(
  "%s fails",
  (name, start, ticket) => {
    test.each(faults)("%s: an outage, and the right answer once it is over", async (fault, words) => {
      const { tracker, clock, lookUp } = await start();
      tracker.fail(fault);
      const asked = lookUp(ticket);
      if (fault === "slow") {
        await tracker.asked(1);
        clock.turn(5_000);
      }
      expect(await asked).toEqual({ kind: "unreachable", reason: `${name}${words}` });

      tracker.fail(undefined);
      clock.turn(20_000);
      expect(await lookUp(ticket)).toMatchObject({ kind: "open" });
    });

    test("with a certificate that nobody trusts", async () => {
      const { tracker, lookUp } = await start({ isSelfSigned: true }, turnedClock());
      expect(await lookUp(ticket)).toEqual({
        kind: "unreachable",
        reason: `${name} has a certificate that is not trusted`,
      });
      expect(tracker.questions).toEqual([]);
    });

    test("with nobody there", async () => {
      const { tracker, lookUp } = await start();
      await tracker.close();
      expect(await lookUp(ticket)).toEqual({ kind: "unreachable", reason: `${name} cannot be reached` });
    });

    test("by sending us elsewhere: nobody else is ever asked", async () => {
      const elsewhere = opened(await openFakeTracker(() => ({ status: 200, json: {} })));
      const { tracker, lookUp } = await start({ elsewhere: elsewhere.url });
      tracker.fail("redirect");
      await lookUp(ticket);
      expect(elsewhere.questions).toEqual([]);
    });

    test("while it is remembered what it said before", async () => {
      const { tracker, clock, lookUp } = await start();
      const before = await lookUp(ticket);
      tracker.fail("broken");
      expect(await lookUp(ticket)).toEqual(before);
      clock.turn(5 * 60_000);
      expect(await lookUp(ticket)).toMatchObject({ kind: "unreachable", last: before });
    });
  },
);

test("who asks for a pause gets it: nothing is asked before it is over", async () => {
  const { tracker, clock, lookUp } = await jira();
  tracker.fail("limited");
  await lookUp(key("OPS-12"));
  tracker.fail(undefined);
  expect(await lookUp(key("OPS-13"))).toEqual({ kind: "unreachable", reason: "Jira asks to slow down" });
  expect(tracker.questions).toHaveLength(1);
  clock.turn(19_999);
  expect(await lookUp(key("OPS-13"))).toMatchObject({ kind: "unreachable" });
  clock.turn(1);
  expect(await lookUp(key("OPS-13"))).toMatchObject({ kind: "done" });
});

test("a ticket that stands in the way is soon asked about again", async () => {
  const { tracker, clock, lookUp } = await jira();
  expect(await lookUp(key("OPS-13"))).toMatchObject({ kind: "done" });
  const issue = tracker.issues.get("OPS-13");
  if (issue !== undefined) issue.category = "new";
  clock.turn(10_000);
  expect(await lookUp(key("OPS-13"))).toMatchObject({ kind: "open" });
});

test("whoever asked may stop waiting", async () => {
  const { tracker, lookUp } = await jira();
  tracker.fail("slow");
  const stop = new AbortController();
  const asked = lookUp(key("OPS-12"), stop.signal);
  stop.abort(new Error("a newer head"));
  await expect(asked).rejects.toThrow("a newer head");
});

describe("the environment", () => {
  test("connects nothing by itself", () => {
    expect(readTrackerSettings({})).toEqual({ settings: [], problems: [] });
    expect(connectTrackers([], { fetch, clock: systemClock })).toBeUndefined();
  });

  test.each([
    [{ JIRA_URL: "https://jira.example.com" }, "JIRA_TOKEN is missing: JIRA_URL is set, and neither is of use alone"],
    [{ PHABRICATOR_TOKEN: "t" }, "PHABRICATOR_URL is missing: PHABRICATOR_TOKEN is set, and neither is of use alone"],
    [{ JIRA_URL: "jira", JIRA_TOKEN: "t" }, "JIRA_URL is no address"],
    [
      { JIRA_URL: "http://jira.example.com", JIRA_TOKEN: "t" },
      "JIRA_URL does not begin with https: the token would travel unprotected",
    ],
    [
      { JIRA_URL: "https://ada:pass@jira.example.com", JIRA_TOKEN: "t" },
      "JIRA_URL holds credentials, which belong into a variable of their own",
    ],
  ])("%j is not enough", (env, problem) => {
    expect(readTrackerSettings(env)).toEqual({ settings: [], problems: [problem] });
  });

  test("says which tickets cannot be looked up", async () => {
    const { lookUp } = await jira();
    expect(await lookUp(task("T12"))).toEqual({ kind: "unsupported", reason: "its tracker is not connected" });
    expect(await lookUp({ trackers: ["other"], text: "bug 12345" })).toMatchObject({ kind: "unsupported" });
  });
});
