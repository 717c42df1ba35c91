/**
 * A pool of worker threads that can be killed. A check that hangs, eats the memory or ends the thread on a document is
 * named and left out; the document's other checks, and the others of its batch, go to a fresh worker.
 */

import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Observation } from "../core/check.ts";
import type { Inspection, InspectionResult } from "../core/toolbox.ts";
import { countFindings, floodLine } from "./flood.ts";
import { failedInspection, lost } from "./lost-inspection.ts";
import { packageRoot } from "./package-root.ts";
import type { BatchMessage, WorkerMessage } from "./worker.ts";

export interface PoolOptions {
  readonly size: number;
  /** Milliseconds that one document may take before its worker is killed. */
  readonly patience?: number;
  /** Heap of one worker in MiB. */
  readonly heap?: number;
  /** What a worker runs; ours unless a test stands in for it. */
  readonly workerFile?: string;
}

export interface Pool {
  /** Results in the order of the inspections. Rejects only when `signal` aborts or the pool is closed. */
  readonly run: (inspections: readonly Inspection[], signal?: AbortSignal) => Promise<readonly InspectionResult[]>;
  readonly close: () => Promise<void>;
}

const batchCount = 25;
const batchCharacters = 256 * 1024;

/** One call of `run`: what is still to be handed out, and what came back. */
interface Run {
  readonly inspections: readonly Inspection[];
  readonly results: (InspectionResult | undefined)[];
  readonly waiting: number[];
  /** Rules that cost a document its worker, with the reason, by the document's index. */
  readonly lost: Map<number, Map<string, string>>;
  left: number;
  /** Brought so far. */
  findings: number;
  readonly resolve: (results: readonly InspectionResult[]) => void;
  readonly reject: (reason: unknown) => void;
}

/** One worker and the batch it has in hand. */
interface Seat {
  worker: Worker | undefined;
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
}

export function openPool({ size, patience = 10_000, heap = 512, workerFile = ownWorker() }: PoolOptions): Pool {
  const seats: Seat[] = Array.from({ length: Math.max(1, size) }, () => ({ worker: undefined, job: undefined }));
  const runs: Run[] = [];
  let lastId = 0;
  let closed = false;

  function dispatch(): void {
    for (const seat of seats) {
      if (seat.job || closed) continue;
      const run = runs.find((each) => each.waiting.length > 0);
      if (!run) return;
      // The run goes to the back: several reviews share the workers fairly, batch by batch.
      runs.push(...runs.splice(runs.indexOf(run), 1));
      start(seat, run, takeBatch(run));
    }
  }

  function start(seat: Seat, run: Run, indexes: readonly number[]): void {
    const job: Job = { id: ++lastId, run, indexes, at: 0, asking: [], timer: undefined };
    seat.job = job;
    seat.worker ??= hire(seat);
    seat.worker.ref();
    watch(seat, job);
    const inspections = indexes.flatMap((index) => remaining(run, index) ?? []);
    seat.worker.postMessage({ batch: job.id, inspections } satisfies BatchMessage);
  }

  function hire(seat: Seat): Worker {
    const worker = new Worker(workerFile, {
      resourceLimits: { maxOldGenerationSizeMb: heap },
      stderr: false,
    });
    worker.on("message", (message: WorkerMessage) => {
      if (seat.worker === worker) heard(seat, message);
    });
    worker.on("error", (error) => {
      if (seat.worker === worker) lose(seat, `ended its worker: ${error.message}`);
    });
    worker.on("exit", (code) => {
      if (seat.worker === worker) lose(seat, `ended its worker (exit code ${code})`);
    });
    return worker;
  }

  function heard(seat: Seat, { batch, index, asking = [], result }: WorkerMessage): void {
    const { job } = seat;
    if (job?.id !== batch) return;
    if (!result) {
      job.at = index;
      job.asking = asking;
      watch(seat, job);
      return;
    }
    settle(job, index, result);
    if (index < job.indexes.length - 1) return;
    clearTimeout(job.timer);
    seat.job = undefined;
    seat.worker?.unref();
    dispatch();
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
    void worker?.terminate();
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
  }

  return {
    run(inspections, signal) {
      if (closed) return Promise.reject(new Error("the worker pool is closed"));
      if (inspections.length === 0) return Promise.resolve([]);
      return new Promise((resolve, reject) => {
        const onAbort = (): void => {
          forget(run);
          reject(signal?.reason);
        };
        const run: Run = {
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
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** An inspection without the rules that already cost it a worker. */
function remaining({ inspections, lost }: Run, index: number): Inspection | undefined {
  const inspection = inspections[index];
  const without = lost.get(index);
  if (!inspection || !without) return inspection;
  return { ...inspection, tasks: inspection.tasks.filter((task) => !without.has(task.rule)) };
}

function withLost(result: InspectionResult, reasons: ReadonlyMap<string, string> | undefined): InspectionResult {
  if (!reasons) return result;
  const observations = Object.assign(Object.create(null) as Record<string, Observation>, result.observations);
  for (const [rule, reason] of reasons) observations[rule] = lost(reason);
  return { ...result, observations };
}

function ownWorker(): string {
  return join(packageRoot(), "dist", "engine", "worker.js");
}

/** Enough work for one message, small enough that a slow document holds few others up. */
function takeBatch(run: Run): readonly number[] {
  const indexes: number[] = [];
  let characters = 0;
  while (run.waiting.length > 0 && indexes.length < batchCount && characters < batchCharacters) {
    const index = run.waiting.shift() ?? 0;
    characters += run.inspections[index]?.text.length ?? 0;
    indexes.push(index);
  }
  return indexes;
}
