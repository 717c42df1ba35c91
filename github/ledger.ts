/** What one installation has spent of GitHub's budgets: plain data that all processes share, and the rules for spending it. */

import { pace, window } from "./pace.ts";
import type { Budget, Spent } from "./pace.ts";

/** What a call costs: `content` notifies people (comments, reviews, reactions); `query` and `mutation` are GraphQL's. */
export type CallKind = "read" | "write" | "content" | "query" | "mutation";

/** What GitHub's requests for silence are about. */
export type About = "rest" | "query";

export interface Ledger {
  readonly spent: Readonly<Record<WindowName, Spent>>;
  /** When each bucket would be full again. */
  readonly fullAt: Readonly<Record<BucketName, number>>;
  readonly silence: Readonly<Record<About, Silence>>;
  /** Who has been seen calling, and when last: they share what may be in flight at once. */
  readonly callers: Readonly<Record<string, number>>;
}

interface Silence {
  /** Milliseconds since 1970. */
  readonly until: number;
  /** How often in a row GitHub asked for it without saying for how long. */
  readonly guesses: number;
}

type WindowName = "points" | "queryPoints" | "writes" | "contents" | "contentsOfHour";
type BucketName = "writes" | "contents";

const minute = 60_000;
const hour = 60 * minute;

/** GitHub's secondary limits as it publishes them, and a pace below what it has been seen to take for a burst. */
const windows: Readonly<Record<WindowName, Budget<Spent>>> = {
  points: window({ most: 900, span: minute }),
  queryPoints: window({ most: 2_000, span: minute }),
  writes: window({ most: 80, span: minute }),
  contents: window({ most: 80, span: minute }),
  contentsOfHour: window({ most: 500, span: hour }),
};
const buckets: Readonly<Record<BucketName, Budget<number>>> = {
  writes: pace({ burst: 10, interval: 1_000 }),
  contents: pace({ burst: 5, interval: 1_000 }),
};

interface Cost {
  readonly about: About;
  readonly windows: Readonly<Partial<Record<WindowName, number>>>;
  readonly bucket?: BucketName;
}

const costs: Readonly<Record<CallKind, Cost>> = {
  read: { about: "rest", windows: { points: 1 } },
  write: { about: "rest", windows: { points: 5, writes: 1 }, bucket: "writes" },
  content: { about: "rest", windows: { points: 5, contents: 1, contentsOfHour: 1 }, bucket: "contents" },
  query: { about: "query", windows: { queryPoints: 1 } },
  mutation: { about: "query", windows: { queryPoints: 5, writes: 1 }, bucket: "writes" },
};

const windowNames: readonly WindowName[] = ["points", "queryPoints", "writes", "contents", "contentsOfHour"];

export function aboutOf(kind: CallKind): About {
  return costs[kind].about;
}

export interface Turn {
  readonly ledger: Ledger;
  /** When the call may go, in milliseconds since 1970. */
  readonly at: number;
  /** How many processes call for this installation. */
  readonly callers: number;
}

export interface Wish {
  readonly kind: CallKind;
  readonly now: number;
  /** Milliseconds; a turn that is further off is told, but not taken. */
  readonly patience: number;
  /** The process that calls. */
  readonly caller: string;
}

/** Takes the next turn for a call of this kind. */
export function takeTurn(before: Ledger, { kind, now, patience, caller }: Wish): Turn {
  const cost = costs[kind];
  const spending = windowNames.flatMap((name) => {
    const points = cost.windows[name];
    return points === undefined ? [] : [{ name, points }];
  });
  const turns = spending.map(({ name, points }) => windows[name].next(before.spent[name], now, points));
  const paced = cost.bucket === undefined ? now : buckets[cost.bucket].next(before.fullAt[cost.bucket], now, 1);
  const at = Math.max(now, before.silence[cost.about].until, paced, ...turns);
  const seen = { ...before, callers: callersNow(before.callers, caller, now) };
  const callers = Object.keys(seen.callers).length;
  if (at - now > patience) return { ledger: seen, at, callers };

  const spent = { ...before.spent };
  for (const { name, points } of spending) spent[name] = windows[name].take(before.spent[name], at, points);
  const { bucket } = cost;
  const fullAt =
    bucket === undefined
      ? before.fullAt
      : { ...before.fullAt, [bucket]: buckets[bucket].take(before.fullAt[bucket], at, 1) };
  return { ledger: { ...seen, spent, fullAt }, at, callers };
}

/** Whoever has not called for so long has ended, or has nothing to do. */
const callerLife = 2 * minute;

function callersNow(callers: Ledger["callers"], caller: string, now: number): Ledger["callers"] {
  const others = Object.entries(callers).filter(([name, seen]) => name !== caller && seen > now - callerLife);
  return Object.fromEntries([...others, [caller, now]]);
}

/** GitHub asked for silence until then. */
export function keepSilence(before: Ledger, about: readonly About[], until: number): Ledger {
  return about.reduce((ledger, each) => withSilence(ledger, each, until, 0), before);
}

const guessesAtMost = 5;

/** GitHub asked for silence and did not say for how long: at least a minute, and longer each time it has to ask again. */
export function guessSilence(before: Ledger, about: readonly About[], now: number): Ledger {
  return about.reduce((ledger, each) => {
    const { until, guesses } = ledger.silence[each];
    // Calls that were in flight when it asked are told the same thing once more: that is no new request.
    if (until > now && guesses > 0) return ledger;
    const isAgain = until > now - 10 * minute;
    const next = isAgain ? Math.min(guesses + 1, guessesAtMost) : 1;
    return withSilence(ledger, each, now + minute * 2 ** (next - 1), next);
  }, before);
}

function withSilence(ledger: Ledger, about: About, until: number, guesses: number): Ledger {
  const known = ledger.silence[about];
  const silence = { until: Math.max(known.until, until), guesses };
  return { ...ledger, silence: { ...ledger.silence, [about]: silence } };
}

/** From what was kept, by whichever version of this program; what it cannot read counts as unspent. */
export function readLedger(kept: unknown): Ledger {
  const spent = recordIn(kept, "spent");
  const fullAt = recordIn(kept, "fullAt");
  const silence = recordIn(kept, "silence");
  return {
    spent: {
      points: spentIn(spent.points),
      queryPoints: spentIn(spent.queryPoints),
      writes: spentIn(spent.writes),
      contents: spentIn(spent.contents),
      contentsOfHour: spentIn(spent.contentsOfHour),
    },
    fullAt: { writes: numberIn(fullAt.writes), contents: numberIn(fullAt.contents) },
    silence: { rest: silenceIn(silence.rest), query: silenceIn(silence.query) },
    callers: Object.fromEntries(
      Object.entries(recordIn(kept, "callers")).map(([name, seen]) => [name, numberIn(seen)]),
    ),
  };
}

function recordIn(value: unknown, name: string): Readonly<Record<string, unknown>> {
  const inner: unknown = isRecord(value) ? value[name] : undefined;
  return isRecord(inner) ? inner : {};
}

function spentIn(value: unknown): Spent {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each: unknown) => {
    if (!Array.isArray(each)) return [];
    const [at, cost]: unknown[] = each;
    return typeof at === "number" && typeof cost === "number" ? [[at, cost] as const] : [];
  });
}

function silenceIn(value: unknown): Silence {
  return isRecord(value)
    ? { until: numberIn(value.until), guesses: numberIn(value.guesses) }
    : { until: 0, guesses: 0 };
}

function numberIn(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
