/** Two ways to spend calls over time: a bucket that refills, and a ceiling within a sliding span. Pure: the time is handed in. */

/** All times in milliseconds. */
export interface Budget {
  /** When a call of this cost may go, not before `now`. */
  next(now: number, cost: number): number;
  take(at: number, cost: number): void;
}

/** `burst` calls at once, then one per `interval`. */
export function pace({ burst, interval }: { readonly burst: number; readonly interval: number }): Budget {
  // The time at which the bucket would be full again, had nothing more been taken.
  let fullAt = 0;
  return {
    next: (now, cost) => Math.max(now, fullAt + (cost - burst) * interval),
    take(at, cost) {
      fullAt = Math.max(fullAt, at) + cost * interval;
    },
  };
}

/** At most `most` within any `span`. */
export function window({ most, span }: { readonly most: number; readonly span: number }): Budget {
  let taken: { readonly at: number; readonly cost: number }[] = [];
  return {
    next(now, cost) {
      taken = taken.filter((each) => each.at > now - span);
      let spent = taken.reduce((sum, each) => sum + each.cost, 0);
      let at = now;
      for (const each of taken) {
        if (spent + cost <= most) break;
        spent -= each.cost;
        at = each.at + span;
      }
      return at;
    },
    take(at, cost) {
      taken.push({ at, cost });
    },
  };
}
