/** Days on which something ends, as people write them: `until 2026-12-01` holds through that day, in UTC. */

const day = 24 * 3_600_000;

export interface Ending {
  /** The words before it. */
  readonly words: string;
  /** The date as written; missing where the words name none. */
  readonly date?: string;
  /** The first moment after that day, in milliseconds since 1970; missing where there is no such day. */
  readonly until?: number;
}

/** Reads `until DATE` at the end of a sentence. Other words behind `until` ("until it is mended") are words. */
export function readEnding(text: string): Ending {
  const match = /(?:^|\s)until\s+(\d{4}-\d{1,2}-\d{1,2})[.)]?$/iu.exec(text.trimEnd());
  const date = match?.[1];
  if (match === null || date === undefined) return { words: text.trim() };
  const until = endOf(date);
  return {
    words: text
      .slice(0, match.index)
      .replace(/[\s,;]+$/u, "")
      .trim(),
    date,
    ...(until === undefined ? {} : { until }),
  };
}

/** The last day on which something holds that ends at this moment: `2026-12-01`. */
export function lastDay(until: number): string {
  return new Date(until - 1).toISOString().slice(0, 10);
}

/** The first moment after a day, in milliseconds since 1970; `undefined` where the calendar does not have it. */
export function endOf(date: string): number | undefined {
  const start = /^\d{4}-\d{2}-\d{2}$/u.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  // The thirtieth of February is silently read as the second of March.
  if (Number.isNaN(start) || new Date(start).toISOString().slice(0, 10) !== date) return undefined;
  return start + day;
}
