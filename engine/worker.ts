/** A worker, thread or process: inspects the documents of a batch one after the other and says of each when it starts and what came of it. */

import { parentPort } from "node:worker_threads";
import type { Inspection, InspectionResult } from "../core/toolbox.ts";
import { inspectDocument } from "./inspect-document.ts";

export interface BatchMessage {
  readonly batch: number;
  readonly inspections: readonly Inspection[];
}

/** Others wait: what is left of the batch is to be given back. */
export interface YieldMessage {
  readonly yield: number;
}

/** `index` counts within the batch. Without `result` it says what is being asked of the document now. */
export interface WorkerMessage {
  readonly batch: number;
  readonly index: number;
  /** Rules that are at work; empty while the document is read. */
  readonly asking?: readonly string[];
  readonly result?: InspectionResult;
  /** The documents after this one are given back. */
  readonly isYielded?: boolean;
}

let yielded = 0;

async function work({ batch, inspections }: BatchMessage, post: (message: WorkerMessage) => void): Promise<void> {
  for (const [index, inspection] of inspections.entries()) {
    const tell = (asking: readonly string[]): void => post({ batch, index, asking });
    tell([]);
    const result = await inspectDocument(inspection, tell);
    // A turn for the word that others wait.
    await new Promise((resolve) => setImmediate(resolve));
    const isYielded = yielded === batch;
    post({ batch, index, result, ...(isYielded && { isYielded }) });
    if (isYielded) return;
  }
}

function hear(message: BatchMessage | YieldMessage, post: (message: WorkerMessage) => void): void {
  if ("yield" in message) yielded = message.yield;
  else void work(message, post);
}

const port = parentPort;
if (port !== null) {
  port.on("message", (message: BatchMessage | YieldMessage) => hear(message, (answer) => port.postMessage(answer)));
} else if (process.send !== undefined) {
  const { guardProcess } = await import("./worker-guard.ts");
  guardProcess(Number(process.env.PLUMBLINE_WORKER_MEMORY) * 1024 * 1024);
  process.on("message", (message: BatchMessage | YieldMessage) => hear(message, (answer) => process.send?.(answer)));
} else {
  throw new Error("engine/worker runs in a worker only");
}
