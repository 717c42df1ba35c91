/** The words of a command that ends some day: its reason and its end, or what is wrong with them. */

import { readEnding } from "../../core/until.ts";

const day = 24 * 3_600_000;

export interface Reasoned {
  readonly reason: string;
  /** Milliseconds since 1970. */
  readonly until?: number;
}

/** `longest` in days. Answers a sentence where the words will not do. */
export function readReason(words: string, form: string, now: number, longest: number): Reasoned | string {
  const { words: reason, date, until } = readEnding(words);
  if (date !== undefined && until === undefined)
    return `\`${date}\` is no day of the calendar: write \`until YYYY-MM-DD\`.`;
  if (until !== undefined && until <= now) return `\`${date ?? ""}\` is over.`;
  if (until !== undefined && until > now + longest * day) {
    return `\`${date ?? ""}\` is too far ahead: ${longest} days are the most.`;
  }
  if (!/\p{L}/u.test(reason)) return `A reason is missing: \`${form}\`.`;
  return { reason, ...(until === undefined ? {} : { until }) };
}
