/** A worker thread: inspects the documents of a batch one after the other and says of each when it starts and what came of it. */

import { parentPort } from "node:worker_threads";
import type { Inspection, InspectionResult } from "../core/toolbox.ts";
import { inspectDocument } from "./inspect-document.ts";

export interface BatchMessage {
  readonly batch: number;
  readonly inspections: readonly Inspection[];
}

/** `index` counts within the batch. Without `result` it says what is being asked of the document now. */
export interface WorkerMessage {
  readonly batch: number;
  readonly index: number;
  /** Rules that are at work; empty while the document is read. */
  readonly asking?: readonly string[];
  readonly result?: InspectionResult;
}

const port = parentPort;
if (!port) throw new Error("engine/worker runs in a worker thread only");

port.on("message", async ({ batch, inspections }: BatchMessage) => {
  for (const [index, inspection] of inspections.entries()) {
    const tell = (asking: readonly string[]): void =>
      port.postMessage({ batch, index, asking } satisfies WorkerMessage);
    tell([]);
    const result = await inspectDocument(inspection, tell);
    port.postMessage({ batch, index, result } satisfies WorkerMessage);
  }
});
