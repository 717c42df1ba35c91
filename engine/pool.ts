/**
 * A pool of workers that can be killed. A check that hangs, eats the memory or ends the worker on a document is named
 * and left out; the document's other checks, and the others of its batch, go to a fresh worker.
 */

import { join } from "node:path";
import type { Inspection, InspectionResult } from "../core/toolbox.ts";
import { countFindings, floodLine } from "./flood.ts";
import { failedInspection } from "./lost-inspection.ts";
import { packageRoot } from "./package-root.ts";
import { remaining, takeBatch, withLost } from "./pool-run.ts";
import type { Run } from "./pool-run.ts";
import { hireWorker } from "./worker-host.ts";
import type { HiredWorker, Isolation } from "./worker-host.ts";
import type { WorkerMessage } from "./worker.ts";

export interface PoolOptions {
  readonly size: number;
  /** Milliseconds that one document may take before its worker is killed. */
  readonly patience?: number;
  /** Heap of one worker in MiB. */
  readonly heap?: number;
  /** Default: `thread`. */
  readonly isolation?: Isolation;
  /** Told of every document that is done with. */
  readonly onInspected?: () => void;
  /** What a worker runs; ours unless a test stands in for it. */
  readonly workerFile?: string;
}

export interface Pool {
  /**
   * Results in the order of the inspections. Rejects only when `signal` aborts or the pool is closed. Parties share
   * the workers evenly, however many runs each has; whoever names none is one alone.
   */
  readonly run: (
    inspections: readonly Inspection[],
    signal?: AbortSignal,
    party?: string,
  ) => Promise<readonly InspectionResult[]>;
  readonly close: () => Promise<void>;
}

/** Milliseconds that a batch goes on while a party has no worker at all. */
const patienceOfOthers = 250;

/** One worker and the batch it has in hand. */
interface Seat {
  worker: HiredWorker | undefined;
  job: Job | undefined;
}

interface Job {
  readonly id: number;
  readonly run: Run;
  readonly indexes: readonly number[];
  /** Position in `indexes` of the document being looked at, and the rules at work on it. */
  at: number;
  asking: readonly string[];
  timer: NodeJS.Timeout | undefined;
  readonly started: number;
  /** It was told to give back what is left. */
  isToYield: boolean;
}

export function openPool({
  size,
  patience = 10_000,
  heap = 512,
  isolation = "thread",
  onInspected,
  workerFile = ownWorker(),
}: PoolOptions): Pool {
  const seats: Seat[] = Array.from({ length: Math.max(1, size) }, () => ({ worker: undefined, job: undefined }));
  const runs: Run[] = [];
  /** By party: the number of the last batch that it was given. */
  const served = new Map<string | symbol, number>();
  let lastId = 0;
  let closed = false;

  function dispatch(): void {
    for (const seat of seats) {
      if (seat.job || closed) continue;
      const run = nextRun();
      if (!run) return;
      // To the back: batch by batch, whoever was served least lately is next.
      runs.push(...runs.splice(runs.indexOf(run), 1));
      start(seat, run, takeBatch(run));
    }
  }

  /** Of the party that holds the fewest workers now; among equals, the one that was served the longest ago. */
  function nextRun(): Run | undefined {
    const waiting = runs.filter((run) => run.waiting.length > 0);
    const fewest = Math.min(...waiting.map(seatsOf));
    return waiting
      .filter((run) => seatsOf(run) === fewest)
      .toSorted((one, other) => (served.get(one.party) ?? 0) - (served.get(other.party) ?? 0))[0];
  }

  function seatsOf({ party }: Run): number {
    return seats.filter((seat) => seat.job?.run.party === party).length;
  }

  function start(seat: Seat, run: Run, indexes: readonly number[]): void {
    const started = performance.now();
    const job: Job = { id: ++lastId, run, indexes, at: 0, asking: [], timer: undefined, started, isToYield: false };
    served.set(run.party, job.id);
    seat.job = job;
    seat.worker ??= hire(seat);
    seat.worker.hold(true);
    watch(seat, job);
    const inspections = indexes.flatMap((index) => remaining(run, index) ?? []);
    seat.worker.send({ batch: job.id, inspections });
  }

  function hire(seat: Seat): HiredWorker {
    const worker = hireWorker(
      { file: workerFile, isolation, heap },
      {
        heard(message) {
          if (seat.worker === worker) heard(seat, message);
        },
        lost(reason) {
          if (seat.worker === worker) lose(seat, reason);
        },
      },
    );
    return worker;
  }

  function heard(seat: Seat, { batch, index, asking = [], result, isYielded = false }: WorkerMessage): void {
    const { job } = seat;
    if (job?.id !== batch) return;
    if (!result) {
      job.at = index;
      job.asking = asking;
      watch(seat, job);
      makeWay(seat, job);
      return;
    }
    settle(job, index, result);
    if (index < job.indexes.length - 1 && !isYielded) return;
    job.run.waiting.unshift(...job.indexes.slice(index + 1));
    clearTimeout(job.timer);
    seat.job = undefined;
    seat.worker?.hold(false);
    dispatch();
  }

  /** Twenty-five slow documents of one party are no reason for another to wait for all of them. */
  function makeWay(seat: Seat, job: Job): void {
    if (job.isToYield || performance.now() - job.started < patienceOfOthers) return;
    if (!runs.some((run) => run.waiting.length > 0 && seatsOf(run) === 0)) return;
    job.isToYield = true;
    seat.worker?.send({ yield: job.id });
  }

  function watch(seat: Seat, job: Job): void {
    clearTimeout(job.timer);
    job.timer = setTimeout(() => lose(seat, `took longer than ${patience / 1000} s`), patience);
  }

  /** The worker is gone or about to go: blame the rules at work on the document in hand, queue everything else again. */
  function lose(seat: Seat, reason: string): void {
    const { worker, job } = seat;
    seat.worker = undefined;
    seat.job = undefined;
    void worker?.end();
    if (job) {
      clearTimeout(job.timer);
      job.run.waiting.unshift(...job.indexes.slice(job.at + 1));
      blame(job, reason);
    }
    dispatch();
  }

  function blame(job: Job, reason: string): void {
    const index = job.indexes[job.at];
    const inspection = index === undefined ? undefined : remaining(job.run, index);
    if (index === undefined || inspection === undefined) return;
    const isOver = job.asking.length === 0 || job.asking.length === inspection.tasks.length;
    if (isOver) return settle(job, job.at, failedInspection(inspection, reason));
    const lost = job.run.lost.get(index) ?? new Map<string, string>();
    for (const rule of job.asking) lost.set(rule, reason);
    job.run.lost.set(index, lost);
    job.run.waiting.unshift(index);
  }

  function settle(job: Job, at: number, result: InspectionResult): void {
    const { run } = job;
    const index = job.indexes[at];
    if (index === undefined || run.results[index]) return;
    onInspected?.();
    run.findings += countFindings(result);
    const inspection = run.inspections[index];
    // Which of the later files would fail is not known, so what is left out is never taken for sound.
    const isFlood = inspection !== undefined && run.findings > floodLine;
    const kept = isFlood ? failedInspection(inspection, `lies beyond the first ${floodLine} findings`) : result;
    run.results[index] = withLost(kept, run.lost.get(index));
    run.left -= 1;
    if (run.left > 0) return;
    forget(run);
    run.resolve(run.results.flatMap((each) => each ?? []));
  }

  function forget(run: Run): void {
    const index = runs.indexOf(run);
    if (index !== -1) runs.splice(index, 1);
    run.waiting.length = 0;
    if (!runs.some(({ party }) => party === run.party)) served.delete(run.party);
  }

  return {
    run(inspections, signal, party) {
      if (closed) return Promise.reject(new Error("the worker pool is closed"));
      if (inspections.length === 0) return Promise.resolve([]);
      return new Promise((resolve, reject) => {
        const onAbort = (): void => {
          forget(run);
          for (const { worker, job } of seats) if (job?.run === run) worker?.send({ yield: job.id });
          reject(signal?.reason);
        };
        const run: Run = {
          party: party ?? Symbol("alone"),
          inspections,
          results: [],
          waiting: [...inspections.keys()],
          lost: new Map(),
          left: inspections.length,
          findings: 0,
          resolve(results) {
            signal?.removeEventListener("abort", onAbort);
            resolve(results);
          },
          reject,
        };
        if (signal?.aborted) return onAbort();
        signal?.addEventListener("abort", onAbort, { once: true });
        runs.push(run);
        dispatch();
      });
    },
    async close() {
      closed = true;
      for (const run of [...runs]) {
        forget(run);
        run.reject(new Error("the worker pool was closed"));
      }
      const workers = seats.flatMap(({ worker }) => worker ?? []);
      for (const seat of seats) {
        clearTimeout(seat.job?.timer);
        seat.worker = undefined;
        seat.job = undefined;
      }
      await Promise.all(workers.map((worker) => worker.end()));
    },
  };
}

function ownWorker(): string {
  return join(packageRoot(), "dist", "engine", "worker.js");
}
