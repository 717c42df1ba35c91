/** Windows and freezes on the clocks of the world: open, shut, and when that turns. */

import { describe, expect, test } from "@jest/globals";
import { timeZone } from "../../../checks/context/calendar/local-time.ts";
import window from "../../../checks/context/window.ts";
import { differentialSaying } from "./saying.ts";
import type { Saying } from "./saying.ts";

const workdays = ["mon", "tue", "wed", "thu", "fri"] as const;
const office = { days: [...workdays], from: "09:00", to: "16:00" };

type Options = Parameters<typeof window.look>[1]["options"];
const defaults: Options = { windows: [], freezes: [], timeZone: "UTC", exemptBots: false, exemptLabels: [] };

function look(at: string | undefined, options: Partial<Options>, saying: Saying = {}) {
  return window.look(differentialSaying(saying), {
    options: { ...defaults, ...options },
    schemas: {},
    paths: ["a"],
    ...(at !== undefined && { time: Date.parse(at) }),
  });
}

async function turn(at: string, options: Partial<Options>) {
  const { findings, again } = await look(at, options);
  return [findings.length === 0 ? "open" : "shut", again === undefined ? "for ever" : new Date(again).toISOString()];
}

describe("when it turns", () => {
  test.each<[string, Partial<Options>, string, string]>([
    ["2026-03-09T10:00:00Z", { windows: [office] }, "open", "2026-03-09T16:00:00.000Z"],
    ["2026-03-09T16:00:00Z", { windows: [office] }, "shut", "2026-03-10T09:00:00.000Z"],
    ["2026-03-06T18:00:00Z", { windows: [office] }, "shut", "2026-03-09T09:00:00.000Z"],
    // Berlin is an hour ahead, two after the last Sunday of March.
    ["2026-03-27T08:30:00Z", { windows: [office], timeZone: "Europe/Berlin" }, "open", "2026-03-27T15:00:00.000Z"],
    ["2026-03-27T15:30:00Z", { windows: [office], timeZone: "Europe/Berlin" }, "shut", "2026-03-30T07:00:00.000Z"],
    [
      "2026-03-09T23:30:00Z",
      { windows: [{ days: ["mon"], from: "22:00", to: "04:00" }] },
      "open",
      "2026-03-10T04:00:00.000Z",
    ],
    [
      "2026-03-10T03:00:00Z",
      { windows: [{ days: ["mon"], from: "22:00", to: "04:00" }] },
      "open",
      "2026-03-10T04:00:00.000Z",
    ],
    [
      "2026-03-11T03:00:00Z",
      { windows: [{ days: ["mon"], from: "22:00", to: "04:00" }] },
      "shut",
      "2026-03-16T22:00:00.000Z",
    ],
    [
      "2026-03-09T23:59:59Z",
      { windows: [{ days: ["mon", "tue"], from: "00:00", to: "24:00" }] },
      "open",
      "2026-03-11T00:00:00.000Z",
    ],
    [
      "2026-12-24T10:00:00Z",
      { freezes: [{ from: "2026-12-20", to: "2027-01-03", why: "holidays" }] },
      "shut",
      "2027-01-04T00:00:00.000Z",
    ],
    [
      "2026-12-19T23:59:00Z",
      { freezes: [{ from: "2026-12-20", to: "2027-01-03", why: "holidays" }] },
      "open",
      "2026-12-20T00:00:00.000Z",
    ],
    [
      "2027-02-01T10:00:00Z",
      { freezes: [{ from: "2026-12-20", to: "2027-01-03", why: "holidays" }] },
      "open",
      "for ever",
    ],
    [
      "2026-12-24T10:00:00Z",
      { windows: [office], freezes: [{ from: "2026-12-20T18:00", to: "2027-01-02T12:00", why: "h" }] },
      "shut",
      "2027-01-04T09:00:00.000Z",
    ],
    [
      "2026-03-09T10:00:00Z",
      { windows: [office], freezes: [{ from: "2026-03-09T12:00", to: "2026-03-09T13:00", why: "sale" }] },
      "open",
      "2026-03-09T12:00:00.000Z",
    ],
    [
      "2026-03-09T10:00:00Z",
      { freezes: [{ from: "2026-03-09", to: "2126-03-09", why: "for good" }] },
      "shut",
      "2126-03-10T00:00:00.000Z",
    ],
    [
      "2026-03-09T10:00:00Z",
      { freezes: [{ from: "2026-03-10", to: "2026-03-01", why: "backwards" }] },
      "open",
      "for ever",
    ],
  ])("%s %j: %s until %s", async (at, options, state, until) => {
    expect(await turn(at, options)).toEqual([state, until]);
  });
});

describe("what is said", () => {
  test("when the next window opens, on the reader's clock, and how an emergency goes", async () => {
    const options = { windows: [office], timeZone: "Europe/Berlin", exemptLabels: ["emergency"] };
    expect((await look("2026-03-28T12:00:00Z", options)).findings).toEqual([
      {
        message: "no maintenance window is open; the next one opens Mon 30 Mar, 09:00 (Europe/Berlin).",
        advice:
          "Wait for it: this check turns by itself; in an emergency, set the label `emergency` and say why in a line `emergency: …`.",
        evidence: "shut",
      },
    ]);
  });

  test("which freeze it is", async () => {
    const freezes = [{ from: "2026-12-20", to: "2027-01-03", why: "holidays" }];
    expect((await look("2026-12-24T12:00:00Z", { freezes })).findings[0]?.message).toBe(
      "merging rests: `holidays`; one may merge again Mon 4 Jan, 00:00 (UTC).",
    );
  });

  test("until when it is open", async () => {
    expect((await look("2026-03-09T10:00:00Z", { windows: [office] })).note).toBe("open until Mon 9 Mar, 16:00 (UTC)");
  });

  test("an emergency with its reason is let off", async () => {
    const saying = { labels: ["emergency"], body: "emergency: the shop is down" };
    const observation = await look("2026-03-28T12:00:00Z", { windows: [office], exemptLabels: ["emergency"] }, saying);
    expect(observation.skipped).toContain("the shop is down");
  });
});

describe("what cannot be known", () => {
  test("no clock, no request, no calendar: nobody is asked", async () => {
    expect((await look(undefined, { windows: [office] })).skipped).toMatch(/time/);
    expect((await look("2026-03-28T12:00:00Z", { windows: [office] }, { request: false })).skipped).toMatch(/request/);
    expect((await look("2026-03-28T12:00:00Z", {})).skipped).toMatch(/neither windows nor freezes/);
  });

  test("a time zone that is none is a gap", async () => {
    expect(await look("2026-03-28T12:00:00Z", { windows: [office], timeZone: "Mars/Olympus" })).toEqual({
      findings: [],
      gaps: [{ reason: "there is no time zone `Mars/Olympus`", cause: "unsupported" }],
    });
  });
});

test("a clock goes there and back, also where an hour is left out or comes twice", () => {
  const zone = timeZone("America/New_York");
  for (const instant of [
    "2026-03-08T06:59:00Z",
    "2026-03-08T07:00:00Z",
    "2026-11-01T12:00:00Z",
    "2026-07-01T00:00:00Z",
  ]) {
    const time = Date.parse(instant);
    const local = zone?.localAt(time);
    expect(local && zone?.instantOf(local)).toBe(time);
  }
});
