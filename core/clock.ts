/** Time, as whoever needs it is handed it: tests turn the hands themselves. */

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs something later; the answer cancels it. */
  after(milliseconds: number, run: () => void): () => void;
}

/** Waits; ends early, with the signal's reason, when it is aborted. */
export function wait(clock: Clock, milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(reasonOf(signal));
    const stop = (): void => {
      cancel();
      reject(signal === undefined ? new Error("aborted") : reasonOf(signal));
    };
    const cancel = clock.after(milliseconds, () => {
      signal?.removeEventListener("abort", stop);
      resolve();
    });
    signal?.addEventListener("abort", stop, { once: true });
  });
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason));
}
