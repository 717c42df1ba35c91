/** Dice that fall the same way each time: a seed, and what it throws. */

export interface Dice {
  /** At least 0, below 1. */
  throw(): number;
  /** Whether something of this probability happens. */
  hits(probability: number): boolean;
}

/** A linear congruential generator (the constants of Numerical Recipes): good enough to scatter faults. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return { throw: next, hits: (probability) => next() < probability };
}
