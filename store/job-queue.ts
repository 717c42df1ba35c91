/** Jobs by key in the process: one of a key at a time, a few keys side by side, first come first served. */

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

/** `run` answers when to run again (milliseconds since 1970), or nothing. */
export function createJobQueue(
  clock: Clock,
  most: number,
  run: (key: string) => Promise<number | undefined>,
): JobQueue {
  const due: string[] = [];
  const running = new Set<string>();
  const again = new Set<string>();
  const later = new Map<string, () => void>();
  const onIdle: (() => void)[] = [];
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
      const key = due.shift();
      if (key === undefined) return;
      running.add(key);
      void work(key);
    }
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
