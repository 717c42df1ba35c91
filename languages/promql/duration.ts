/** Lengths of time as Prometheus writes them: `1d12h`, `30s`, `500ms`. */

const units = [
  ["y", 365 * 86_400],
  ["w", 7 * 86_400],
  ["d", 86_400],
  ["h", 3_600],
  ["m", 60],
  ["s", 1],
  ["ms", 0.001],
] as const;

const form = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/u;

/** Nanoseconds in 64 bits end here. */
export const longestDuration = 9_223_372_036;

/** Seconds; `undefined` where it is no duration, or one that the server cannot count. */
export function parseDuration(text: string): number | undefined {
  if (text === "0") return 0;
  if (text === "" || text.length > 100) return undefined;
  const parts = form.exec(text);
  if (!parts) return undefined;
  const seconds = units.reduce((total, [, length], index) => total + length * Number(parts[index + 1] ?? 0), 0);
  return seconds > longestDuration ? undefined : seconds;
}

/** As the server would write it: the largest units first. */
export function writeDuration(seconds: number): string {
  if (seconds === 0) return "0s";
  let left = Math.round(seconds * 1_000);
  let text = "";
  for (const [unit, length] of units) {
    const size = Math.round(length * 1_000);
    // Years and weeks are told in days unless they come out even, as people count them.
    if ((unit === "y" || unit === "w") && left % size !== 0) continue;
    const count = Math.floor(left / size);
    if (count > 0) text += `${count}${unit}`;
    left -= count * size;
  }
  return text;
}
