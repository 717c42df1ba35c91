/** The reviews that this process has at hand, and how a newer head in whatever process ends them. */

import type { AbortReason } from "../store.ts";

/** What every process is told when a subject has a newer head, or is gone. */
export interface Notice {
  readonly name: string;
  readonly head?: string;
  readonly gone?: true;
}

export interface Run {
  /** Tells this run of this job from every other one of the subject, in whatever process. */
  readonly token: string;
  readonly signal: AbortSignal;
  abort(reason: AbortReason): void;
  /** Says which head is reviewed; what was heard before counts. */
  started(head: string | undefined): void;
}

export interface Runs {
  readonly size: number;
  get(name: string): Run | undefined;
  /** Waits for an earlier run of the subject that has lost its job and not ended yet. */
  begin(name: string, token: string, signal: AbortSignal): Promise<Run>;
  end(name: string, run: Run): void;
  hear(notice: Notice): void;
  abortAll(reason: AbortReason): void;
  names(): readonly string[];
}

interface RunningEntry {
  readonly run: Run;
  readonly ended: Promise<void>;
  readonly markEnded: () => void;
  readonly hear: (notice: Notice) => void;
}

export function createRuns(): Runs {
  const running = new Map<string, RunningEntry>();

  return {
    get size() {
      return running.size;
    },
    get: (name) => running.get(name)?.run,
    async begin(name, token, signal) {
      for (let before = running.get(name); before !== undefined; before = running.get(name)) {
        before.run.abort("stopping");
        await before.ended;
      }
      const entry = createEntry(token, signal);
      running.set(name, entry);
      return entry.run;
    },
    end(name, run) {
      const entry = running.get(name);
      if (entry?.run !== run) return;
      running.delete(name);
      entry.markEnded();
    },
    hear: (notice) => running.get(notice.name)?.hear(notice),
    abortAll(reason) {
      for (const { run } of running.values()) run.abort(reason);
    },
    names: () => [...running.keys()],
  };
}

function createEntry(token: string, signal: AbortSignal): RunningEntry {
  const controller = new AbortController();
  const abort = (reason: AbortReason): void => controller.abort(new Error(reason));
  let markEnded = (): void => undefined;
  const ended = new Promise<void>((resolve) => (markEnded = resolve));
  let reviewed: string | undefined;
  let newest: string | undefined;
  let isStarted = false;

  function compare(): void {
    if (isStarted && newest !== undefined && newest !== reviewed) abort("superseded");
  }

  return {
    ended,
    markEnded,
    hear({ head, gone }) {
      if (gone === true) abort("gone");
      newest = head ?? newest;
      compare();
    },
    run: {
      token,
      signal: AbortSignal.any([controller.signal, signal]),
      abort,
      started(head) {
        isStarted = true;
        reviewed = head;
        compare();
      },
    },
  };
}
