/** Maintenance windows and freezes: whether one may merge at an instant, until when that holds, and what comes then. */

import type { LocalTime, TimeZone } from "./local-time.ts";

export const dayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** Repeats every week. `to` before `from` reaches into the next day. */
export interface MaintenanceWindow {
  readonly days: readonly (typeof dayNames)[number][];
  /** `HH:MM`, up to `24:00`. */
  readonly from: string;
  readonly to: string;
}

/** A time in which nothing is merged: dates (the last one counts whole) or `2026-12-20T18:00`, on the zone's clock. */
export interface MergeFreeze {
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

export interface Calendar {
  readonly zone: TimeZone;
  /** Empty = any time. */
  readonly windows: readonly MaintenanceWindow[];
  readonly freezes: readonly MergeFreeze[];
}

export type Opening =
  /** `until` missing: for ever, as far as this calendar knows. */
  | { readonly isOpen: true; readonly until?: number }
  /** `until`: when it opens; missing where it never does. `freeze`: what keeps it shut. */
  | { readonly isOpen: false; readonly until?: number; readonly freeze?: MergeFreeze };

interface Interval {
  readonly from: number;
  readonly to: number;
}

/** A week and a day in both directions: every window has been met by then. */
const horizon = 8;
/** Freezes may follow one another; after so many edges it does not open in any time worth naming. */
const mostEdges = 200;

export function openingAt(calendar: Calendar, time: number): Opening {
  const freezes = calendar.freezes.flatMap((freeze) => {
    const interval = intervalOf(freeze, calendar.zone);
    return interval === undefined ? [] : [{ ...interval, freeze }];
  });
  const frozenAt = (at: number) => freezes.find((each) => holds(each, at));
  const isOpenAt = (at: number): boolean => frozenAt(at) === undefined && isInWindow(calendar, at);

  const isOpen = isOpenAt(time);
  let at: number | undefined = time;
  for (let edges = 0; edges < mostEdges; edges += 1) {
    // Nothing opens before a freeze ends, however many windows lie in it.
    at = frozenAt(at)?.to ?? nextEdge(calendar, freezes, at);
    if (at === undefined || isOpenAt(at) !== isOpen) break;
  }
  const until = at === undefined || isOpenAt(at) === isOpen ? {} : { until: at };
  if (isOpen) return { isOpen, ...until };
  const frozen = frozenAt(time);
  return { isOpen, ...until, ...(frozen && { freeze: frozen.freeze }) };
}

function holds({ from, to }: Interval, time: number): boolean {
  return from <= time && time < to;
}

function isInWindow({ zone, windows }: Calendar, time: number): boolean {
  if (windows.length === 0) return true;
  const today = zone.localAt(time);
  return windows.some((window) =>
    [-1, 0].some((day) => occurrences(window, zone, today, day).some((each) => holds(each, time))),
  );
}

/** The first moment after `time` at which a window or a freeze begins or ends. */
function nextEdge({ zone, windows }: Calendar, freezes: readonly Interval[], time: number): number | undefined {
  const today = zone.localAt(time);
  const days = Array.from({ length: horizon + 1 }, (_, index) => index - 1);
  const around = windows.flatMap((window) => days.flatMap((day) => occurrences(window, zone, today, day)));
  const edges = [...around, ...freezes].flatMap(({ from, to }) => [from, to]).filter((edge) => edge > time);
  return edges.length === 0 ? undefined : edges.reduce((first, edge) => Math.min(first, edge));
}

/** The window of the day that is so many days after `today`, if it has one. */
function occurrences(window: MaintenanceWindow, zone: TimeZone, today: LocalTime, day: number): readonly Interval[] {
  const name = dayNames[(today.weekday + day + 7 * 2) % 7];
  if (name === undefined || !window.days.includes(name)) return [];
  const [from, to] = [minutesOf(window.from), minutesOf(window.to)];
  const date = { year: today.year, month: today.month, day: today.day + day };
  const end = to > from ? to : to + 24 * 60;
  return [{ from: zone.instantOf({ ...date, minutes: from }), to: zone.instantOf({ ...date, minutes: end }) }];
}

function minutesOf(text: string): number {
  const [hours = "0", minutes = "0"] = text.split(":");
  return Number(hours) * 60 + Number(minutes);
}

function intervalOf({ from, to }: MergeFreeze, zone: TimeZone): Interval | undefined {
  const [begins, ends] = [instantOf(from, zone, 0), instantOf(to, zone, 1)];
  return begins === undefined || ends === undefined ? undefined : { from: begins, to: ends };
}

/** A date alone is midnight of that day, or of so many days later. */
function instantOf(text: string, zone: TimeZone, daysLater: number): number | undefined {
  const [, year, month, day, hours, minutes] = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const isDate = hours === undefined;
  return zone.instantOf({
    year: Number(year),
    month: Number(month),
    day: Number(day) + (isDate ? daysLater : 0),
    minutes: isDate ? 0 : Number(hours) * 60 + Number(minutes),
  });
}
