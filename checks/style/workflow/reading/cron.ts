/** Reads a schedule as GitHub does: five fields, POSIX cron, at most every five minutes. */

interface Field {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Words for values, the first for `from`. */
  readonly words?: readonly string[];
}

const fields: readonly Field[] = [
  { name: "minute", from: 0, to: 59 },
  { name: "hour", from: 0, to: 23 },
  { name: "day of the month", from: 1, to: 31 },
  {
    name: "month",
    from: 1,
    to: 12,
    words: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
  },
  { name: "day of the week", from: 0, to: 7, words: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
];

export interface CronTrouble {
  readonly message: string;
  readonly advice: string;
}

/** `undefined`: nothing is wrong. */
export function cronTrouble(text: string): CronTrouble | undefined {
  const written = text.trim().split(/\s+/u);
  if (written.length !== fields.length) {
    return {
      message: `A schedule has five fields, and \`${text}\` has ${written.length}: GitHub refuses it.`,
      advice: "Write minute, hour, day of the month, month and day of the week.",
    };
  }
  const values: (readonly number[])[] = [];
  for (const [index, field] of fields.entries()) {
    const read = readField(written[index] ?? "", field);
    if (read === undefined) {
      return {
        message: `\`${written[index] ?? ""}\` is no ${field.name} of a schedule: GitHub refuses it.`,
        advice: `Write \`*\`, or values from ${field.from} to ${field.to} with \`,\`, \`-\` and \`/\`.`,
      };
    }
    values.push(read);
  }
  const minutes = values[0] ?? [];
  const gap = shortestGap(minutes);
  if (gap >= 5) return undefined;
  return {
    message: `\`${text}\` would start every ${gap === 1 ? "minute" : `${gap} minutes`}, and GitHub starts a schedule at most every five.`,
    advice: "Write `*/5`, or a longer pause.",
  };
}

/** Within an hour; over its end too, where the hours follow each other. */
function shortestGap(minutes: readonly number[]): number {
  let shortest = 60;
  minutes.forEach((minute, index) => {
    const next = minutes[index + 1];
    if (next !== undefined) shortest = Math.min(shortest, next - minute);
  });
  return shortest;
}

/** The values that a field means, in order; `undefined` where it cannot be read. */
function readField(text: string, field: Field): readonly number[] | undefined {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const [, range = "", step] = /^([^/]+)(?:\/(\d+))?$/u.exec(part) ?? [];
    const ends = range === "*" ? [field.from, field.to] : endsOf(range, step !== undefined, field);
    const stride = step === undefined ? 1 : Number(step);
    const [from, to] = ends ?? [];
    if (from === undefined || to === undefined || stride < 1 || from > to) return undefined;
    for (let value = from; value <= to; value += stride) values.add(value);
  }
  return [...values].sort((one, other) => one - other);
}

function endsOf(range: string, hasStep: boolean, field: Field): readonly number[] | undefined {
  const [first = "", last, ...more] = range.split("-");
  const from = valueOf(first, field);
  const to = last === undefined ? (hasStep ? field.to : from) : valueOf(last, field);
  return from === undefined || to === undefined || more.length > 0 ? undefined : [from, to];
}

function valueOf(text: string, { from, to, words = [] }: Field): number | undefined {
  const word = words.indexOf(text.toLowerCase());
  if (word !== -1) return from + word;
  const value = /^\d+$/u.test(text) ? Number(text) : Number.NaN;
  return value >= from && value <= to ? value : undefined;
}
