/** Starts what inspects documents: a thread, which is quick to start, or a process, whose end in native code ends nobody else. */

import { fork } from "node:child_process";
import { Worker } from "node:worker_threads";
import type { BatchMessage, WorkerMessage, YieldMessage } from "./worker.ts";

export interface HostOptions {
  /** What it runs: reads `BatchMessage`s, answers `WorkerMessage`s. */
  readonly file: string;
  readonly isolation: Isolation;
  /** Heap in MiB. */
  readonly heap: number;
}

/** `thread` for the command line, `process` for a service that reads what strangers wrote. */
export type Isolation = "thread" | "process";

/** A worker that was started. */
export interface HiredWorker {
  send(message: BatchMessage | YieldMessage): void;
  /** Whether it keeps our process alive. */
  hold(isHeld: boolean): void;
  end(): Promise<void>;
}

export interface Hearing {
  heard(message: WorkerMessage): void;
  /** It is gone, or will be: why, as the rest of a sentence about a document. */
  lost(reason: string): void;
}

export function hireWorker(options: HostOptions, hearing: Hearing): HiredWorker {
  return options.isolation === "thread" ? hireThread(options, hearing) : hireProcess(options, hearing);
}

function hireThread({ file, heap }: HostOptions, hearing: Hearing): HiredWorker {
  const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: heap }, stderr: false });
  worker.on("message", (message: WorkerMessage) => hearing.heard(message));
  worker.on("error", (error) => hearing.lost(`ended its worker: ${error.message}`));
  worker.on("exit", (code) => hearing.lost(`ended its worker (exit code ${code})`));
  return {
    send: (message) => worker.postMessage(message),
    hold: (isHeld) => (isHeld ? worker.ref() : worker.unref()),
    end: async () => void (await worker.terminate()),
  };
}

/** Without our environment: no secret of the service is within reach of a check, or of what a check stumbles over. */
function hireProcess({ file, heap }: HostOptions, hearing: Hearing): HiredWorker {
  const child = fork(file, [], {
    execArgv: [`--max-old-space-size=${heap}`],
    env: { PLUMBLINE_WORKER_MEMORY: String(heap * memoryPerHeap) },
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const ended = new Promise<void>((resolve) => {
    child.once("exit", (code, signal) => {
      resolve();
      hearing.lost(signal === null ? `ended its worker (exit code ${code})` : `ended its worker (${signal})`);
    });
    child.once("error", (error) => {
      resolve();
      hearing.lost(`ended its worker: ${error.message}`);
    });
  });
  child.on("message", (message) => hearing.heard(message as WorkerMessage));
  return {
    // A worker that is just ending hears nothing any more; its end is told apart.
    send: (message) => void child.send(message, () => undefined),
    hold(isHeld) {
      if (isHeld) child.ref();
      else child.unref();
      if (isHeld) child.channel?.ref();
      else child.channel?.unref();
    },
    async end() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** What a process may take in all, as a multiple of its heap: buffers lie outside. */
const memoryPerHeap = 3;
