/** Jobs by key in the process: one of a key at a time, a few keys side by side, fair between parties, else first come first served. */

import type { Clock } from "../core/clock.ts";

export interface JobQueue {
  /** Runs the key's job as soon as there is room; while it runs, it will run once more afterwards. */
  wake(key: string): void;
  /** Resolves when nothing runs and nothing is due. */
  idle(): Promise<void>;
  /** Starts nothing more; resolves when what runs has ended. */
  close(): Promise<void>;
}

/** Milliseconds after which a job that threw is run again: it should not have, and must not hold its key for ever. */
const afterDefect = 60_000;

/** Whose latest turn is remembered. */
const partiesAtMost = 10_000;

/**
 * `run` answers when to run again (milliseconds since 1970), or nothing. Of the keys that are due, one of the party
 * with the fewest running jobs is next, and none runs more than `mostOfOne`: a party with a hundred leaves room for one.
 */
export function createJobQueue(
  clock: Clock,
  most: number,
  run: (key: string) => Promise<number | undefined>,
  partyOf: (key: string) => string = () => "",
  mostOfOne = most,
): JobQueue {
  const due: string[] = [];
  const running = new Set<string>();
  const again = new Set<string>();
  const later = new Map<string, () => void>();
  const onIdle: (() => void)[] = [];
  /** By party: the number of its latest turn. */
  const served = new Map<string, number>();
  let turn = 0;
  let isClosed = false;

  function wake(key: string): void {
    later.get(key)?.();
    later.delete(key);
    if (running.has(key)) again.add(key);
    else if (!due.includes(key)) due.push(key);
    startDue();
  }

  function startDue(): void {
    while (!isClosed && running.size < most) {
      const key = nextDue();
      if (key === undefined) return;
      due.splice(due.indexOf(key), 1);
      running.add(key);
      void work(key);
    }
  }

  /** Of the party with the fewest running jobs, and not as many as one may have; among equals, the one that was served the longest ago. */
  function nextDue(): string | undefined {
    const busy = new Map<string, number>();
    for (const key of running) busy.set(partyOf(key), (busy.get(partyOf(key)) ?? 0) + 1);
    const claims = new Map<string, string>();
    for (const key of due) if (!claims.has(partyOf(key))) claims.set(partyOf(key), key);
    const open = [...claims].filter(([party]) => (busy.get(party) ?? 0) < mostOfOne);
    const [next] = open.toSorted(
      ([one], [other]) =>
        (busy.get(one) ?? 0) - (busy.get(other) ?? 0) || (served.get(one) ?? 0) - (served.get(other) ?? 0),
    );
    if (next === undefined) return undefined;
    const [party, key] = next;
    served.set(party, (turn += 1));
    if (served.size > partiesAtMost) served.clear();
    return key;
  }

  async function work(key: string): Promise<void> {
    const at = await run(key).catch(() => clock.now() + afterDefect);
    running.delete(key);
    if (again.delete(key)) due.push(key);
    else if (at !== undefined && !isClosed)
      later.set(
        key,
        clock.after(Math.max(0, at - clock.now()), () => wake(key)),
      );
    startDue();
    if (isIdle()) for (const resolve of onIdle.splice(0)) resolve();
  }

  function isIdle(): boolean {
    return running.size === 0 && (isClosed || due.length === 0);
  }

  async function idle(): Promise<void> {
    if (!isIdle()) await new Promise<void>((resolve) => onIdle.push(resolve));
  }

  return {
    wake,
    idle,
    async close() {
      isClosed = true;
      for (const cancel of later.values()) cancel();
      later.clear();
      await idle();
    },
  };
}
