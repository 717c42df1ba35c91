/** Wall clocks of time zones: what they show at an instant, and when they show something. Instants are milliseconds since 1970. */

export interface LocalTime {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  /** Since midnight. */
  readonly minutes: number;
  /** 0 = Monday. */
  readonly weekday: number;
}

export interface TimeZone {
  readonly name: string;
  localAt(instant: number): LocalTime;
  /** When the clock shows it; in an hour that is left out in spring, a moment beside it. `day` may lie outside its month. */
  instantOf(local: Pick<LocalTime, "year" | "month" | "day" | "minutes">): number;
  /** `Mon 24 Nov, 09:00`. */
  show(instant: number): string;
}

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const minute = 60_000;

/** `undefined`: nobody knows such a zone. */
export function timeZone(name: string): TimeZone | undefined {
  const format = formatOf(name);
  if (format === undefined) return undefined;

  /** What the clock shows, written as if it were UTC. */
  function shownAt(instant: number): number {
    const parts = new Map(format?.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  }

  function localAt(instant: number): LocalTime {
    const shown = new Date(shownAt(instant));
    return {
      year: shown.getUTCFullYear(),
      month: shown.getUTCMonth() + 1,
      day: shown.getUTCDate(),
      minutes: shown.getUTCHours() * 60 + shown.getUTCMinutes(),
      weekday: (shown.getUTCDay() + 6) % 7,
    };
  }

  return {
    name,
    localAt,
    instantOf({ year, month, day, minutes }) {
      const wanted = Date.UTC(year, month - 1, day) + minutes * minute;
      // The distance to UTC depends on the answer: the second look is right on both sides of a change of clocks.
      const near = wanted - (shownAt(wanted) - wanted);
      return wanted - (shownAt(near) - near);
    },
    show(instant) {
      const { weekday, day, month, minutes } = localAt(instant);
      const time = `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
      return `${weekdays[weekday]} ${day} ${months[month - 1]}, ${time}`;
    },
  };
}

function formatOf(name: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    return undefined;
  }
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
