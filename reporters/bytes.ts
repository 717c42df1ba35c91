/** Text within a budget of UTF-8 bytes, which is what GitHub counts. */

const encoder = new TextEncoder();

export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/** The text itself, or its beginning and an ellipsis within `budget` bytes; never half a character. */
export function clip(text: string, budget: number): string {
  if (byteLength(text) <= budget) return text;
  const { read } = encoder.encodeInto(text, new Uint8Array(budget - byteLength("…")));
  return `${text.slice(0, read)}…`;
}

/** As many whole lines as fit into `budget` bytes, with `note(left out)` as the last one when some do not. */
export function clipLines(
  lines: readonly string[],
  budget: number,
  note: (leftOut: number) => string,
): readonly string[] {
  const sizes = lines.map((line) => byteLength(line) + 1);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= budget) return lines;

  const kept: string[] = [];
  let room = budget - byteLength(note(lines.length)) - 1;
  for (const [index, line] of lines.entries()) {
    room -= sizes[index] ?? 0;
    if (room < 0) break;
    kept.push(line);
  }
  return [...kept, note(lines.length - kept.length)];
}
