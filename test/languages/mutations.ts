/** Edits at random, as a slip of the hand or of a merge makes them: pieces cut out, doubled, moved and put in. */

import type { Random } from "./random.ts";

type Choice = readonly [string, ...string[]];

export function mutateOnce(text: string, pieces: Choice, random: Random): string {
  const at = random.below(text.length + 1);
  const length = random.below(random.chance(0.2) ? 60 : 4);
  switch (random.below(4)) {
    case 0:
      return text.slice(0, at) + text.slice(at + length);
    case 1:
      return text.slice(0, at) + text.slice(at, at + length).repeat(2) + text.slice(at + length);
    case 2: {
      const from = random.below(text.length + 1);
      return text.slice(0, at) + text.slice(from, from + length) + text.slice(at);
    }
    default:
      return text.slice(0, at) + random.pick(pieces) + text.slice(at);
  }
}

/** Up to four edits, none now and then. */
export function mutate(text: string, pieces: Choice, random: Random): string {
  let edited = text;
  for (let left = random.below(5); left > 0; left -= 1) edited = mutateOnce(edited, pieces, random);
  return edited;
}

/** A part of a text: short ones are soonest read, and each cut leaves something open. */
export function partOf(text: string, random: Random): string {
  const start = random.below(text.length);
  return text.slice(start, start + 20 + random.below(600));
}
