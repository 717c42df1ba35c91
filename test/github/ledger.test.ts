/** What an installation may spend: bursts, refills, ceilings, silences, and whatever an older version left behind. */

import { describe, expect, test } from "@jest/globals";
import { guessSilence, keepSilence, readLedger, takeTurn } from "../../github/ledger.ts";
import type { CallKind, Ledger } from "../../github/ledger.ts";
import { pace, window } from "../../github/pace.ts";

const unspent = readLedger(undefined);
const start = 1_700_000_000_000;

/** The times, from the start, at which so many calls in a row may go when each is sent at its turn. */
function turns(kind: CallKind, count: number, patience = 3_600_000): readonly number[] {
  let ledger = unspent;
  let now = start;
  return Array.from({ length: count }, () => {
    const turn = takeTurn(ledger, { kind, now, patience, caller: "one" });
    ledger = turn.ledger;
    now = turn.at;
    return turn.at - start;
  });
}

function mostWithin(times: readonly number[], span: number): number {
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + span).length));
}

describe("pace", () => {
  test("a burst at once, then one per interval, and the burst again after rest", () => {
    const budget = pace({ burst: 3, interval: 1_000 });
    let state = budget.unspent;
    const times = Array.from({ length: 5 }, () => {
      const at = budget.next(state, 10_000, 1);
      state = budget.take(state, at, 1);
      return at - 10_000;
    });
    expect(times).toEqual([0, 0, 0, 1_000, 2_000]);
    expect(budget.next(state, 60_000, 1)).toBe(60_000);
  });
});

describe("window", () => {
  const budget = window({ most: 2, span: 60_000 });

  test("a full span waits for its oldest call to leave", () => {
    const spent = budget.take(budget.take(budget.unspent, 0, 1), 10_000, 1);
    expect(budget.next(spent, 20_000, 1)).toBe(60_000);
    expect(budget.next(spent, 60_000, 1)).toBe(60_000);
  });

  test("what is kept stays small, however many calls there are", () => {
    const wide = window({ most: 1_000_000, span: 60_000 });
    let spent = wide.unspent;
    for (let at = 0; at < 200_000; at += 20) spent = wide.take(spent, at, 1);
    expect(spent.length).toBeLessThanOrEqual(62);
    const counted = spent.filter(([at]) => at > 200_000 - 60_000).reduce((sum, [, cost]) => sum + cost, 0);
    expect(counted).toBeGreaterThanOrEqual(2_999);
  });
});

describe("GitHub's limits", () => {
  test("writes: ten at once, then one a second, never more than 80 a minute", () => {
    const times = turns("write", 300);
    expect(times.filter((at) => at === 0)).toHaveLength(10);
    expect(mostWithin(times, 60_000)).toBeLessThanOrEqual(80);
  });

  test("comments: never more than 80 a minute, never more than 500 an hour", () => {
    const times = turns("content", 1_200, 10_000_000);
    expect(mostWithin(times, 60_000)).toBeLessThanOrEqual(80);
    expect(mostWithin(times, 3_600_000)).toBeLessThanOrEqual(500);
    expect(mostWithin(times, 3_600_000)).toBeGreaterThan(450);
  });

  test("reads: never more than 900 points a minute, and writes take five of them", () => {
    expect(mostWithin(turns("read", 2_500), 60_000)).toBeLessThanOrEqual(900);
    let ledger = unspent;
    for (let call = 0; call < 890; call += 1) {
      ledger = takeTurn(ledger, { kind: "read", now: start, patience: 0, caller: "one" }).ledger;
    }
    const write = (from: Ledger) => takeTurn(from, { kind: "write", now: start, patience: 5_000, caller: "one" });
    const [first, second] = [write(ledger), write(write(ledger).ledger)];
    expect(first.at).toBe(start);
    expect(second.at).toBe(start);
    expect(write(second.ledger).at).toBeGreaterThan(start + 50_000);
  });

  test("GraphQL has 2,000 points of its own a minute", () => {
    const times = turns("query", 5_000);
    expect(mostWithin(times, 60_000)).toBeLessThanOrEqual(2_000);
    expect(times.filter((at) => at === 0)).toHaveLength(2_000);
  });

  test("a turn that is further off than the caller's patience is told and not taken", () => {
    let ledger = unspent;
    for (let call = 0; call < 10; call += 1) {
      ledger = takeTurn(ledger, { kind: "write", now: start, patience: 0, caller: "one" }).ledger;
    }
    const refused = takeTurn(ledger, { kind: "write", now: start, patience: 500, caller: "one" });
    expect(refused.at).toBe(start + 1_000);
    expect(refused.ledger.spent).toEqual(ledger.spent);
    expect(refused.ledger.fullAt).toEqual(ledger.fullAt);
  });
});

describe("silence", () => {
  const untilOf = (ledger: Ledger) => (ledger.silence.rest.until - start) / 60_000;

  test("is kept until it is over, for what it is about", () => {
    const silent = keepSilence(unspent, ["query"], start + 30_000);
    const wish = { now: start, patience: 60_000, caller: "one" };
    expect(takeTurn(silent, { ...wish, kind: "query" }).at).toBe(start + 30_000);
    expect(takeTurn(silent, { ...wish, kind: "read" }).at).toBe(start);
    expect(keepSilence(silent, ["query"], start + 10_000).silence.query.until).toBe(start + 30_000);
  });

  test("is guessed longer each time, counts once for calls that were under way, and starts anew after a good while", () => {
    const first = guessSilence(unspent, ["rest"], start);
    expect(untilOf(first)).toBe(1);
    expect(guessSilence(first, ["rest"], start + 5_000)).toEqual(first);
    const second = guessSilence(first, ["rest"], start + 61_000);
    expect(second.silence.rest.until).toBe(start + 61_000 + 2 * 60_000);
    let last = second;
    for (let time = 0; time < 10; time += 1) last = guessSilence(last, ["rest"], last.silence.rest.until);
    expect(last.silence.rest.guesses).toBe(5);
    const later = last.silence.rest.until + 11 * 60_000;
    expect(guessSilence(last, ["rest"], later).silence.rest.until).toBe(later + 60_000);
  });
});

describe("callers", () => {
  test("are those who called lately", () => {
    const wish = { kind: "read", patience: 0 } as const;
    const one = takeTurn(unspent, { ...wish, now: start, caller: "one" });
    const two = takeTurn(one.ledger, { ...wish, now: start + 1_000, caller: "two" });
    expect([one.callers, two.callers]).toEqual([1, 2]);
    expect(takeTurn(two.ledger, { ...wish, now: start + 120_500, caller: "two" }).callers).toBe(1);
  });
});

test.each([
  undefined,
  null,
  3,
  "x",
  [],
  {},
  { spent: [], silence: 3, callers: null },
  { spent: { points: [["x"], 3] } },
])("what cannot be read counts as unspent: %j", (kept) => {
  expect(readLedger(kept)).toEqual(unspent);
});

test("a ledger survives being kept as JSON", () => {
  const { ledger } = takeTurn(unspent, { kind: "content", now: start, patience: 0, caller: "one" });
  const silent = guessSilence(ledger, ["rest", "query"], start);
  expect(readLedger(JSON.parse(JSON.stringify(silent)))).toEqual(silent);
});
