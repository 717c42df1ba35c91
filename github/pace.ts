/** Two ways to spend calls over time: a bucket that refills, and a ceiling within a sliding span. Pure: state and time are handed in. */

/** All times in milliseconds; `State` is plain data. */
export interface Budget<State> {
  readonly unspent: State;
  /** When a call of this cost may go, not before `now`. */
  next(state: State, now: number, cost: number): number;
  take(state: State, at: number, cost: number): State;
}

/** `burst` calls at once, then one per `interval`. The state is the time at which the bucket would be full again. */
export function pace({ burst, interval }: { readonly burst: number; readonly interval: number }): Budget<number> {
  return {
    unspent: 0,
    next: (fullAt, now, cost) => Math.max(now, fullAt + (cost - burst) * interval),
    take: (fullAt, at, cost) => Math.max(fullAt, at) + cost * interval,
  };
}

/** When, and how much, oldest first. */
export type Spent = readonly (readonly [at: number, cost: number])[];

/** So many steps a span is counted in: what is kept stays small, however many calls there are. */
const steps = 60;

/** At most `most` within any `span`. */
export function window({ most, span }: { readonly most: number; readonly span: number }): Budget<Spent> {
  const step = span / steps;
  return {
    unspent: [],
    next(spent, now, cost) {
      const recent = spent.filter(([at]) => at > now - span);
      let sum = recent.reduce((total, [, each]) => total + each, 0);
      let next = now;
      for (const [at, each] of recent) {
        if (sum + cost <= most) break;
        sum -= each;
        next = Math.max(next, at + span);
      }
      return next;
    },
    take(spent, at, cost) {
      // To the end of its step: a call counts a little longer than it must, never shorter.
      const counted = Math.ceil(at / step) * step;
      const others = spent.filter(([each]) => each > at - span && each !== counted);
      const there = spent.find(([each]) => each === counted)?.[1] ?? 0;
      return [...others, [counted, there + cost] as const].sort(([one], [other]) => one - other);
    },
  };
}
