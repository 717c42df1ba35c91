/** A worker thread: inspects the documents of a batch one after the other and says of each when it starts and what came of it. */

import { parentPort } from "node:worker_threads";
import type { Inspection, InspectionResult } from "../core/toolbox.ts";
import { inspectDocument } from "./inspect-document.ts";

export interface BatchMessage {
  readonly batch: number;
  readonly inspections: readonly Inspection[];
}

/** `index` counts within the batch. Without `result` it says that the document is being looked at now. */
export interface WorkerMessage {
  readonly batch: number;
  readonly index: number;
  readonly result?: InspectionResult;
}

const port = parentPort;
if (!port) throw new Error("engine/worker runs in a worker thread only");

port.on("message", async ({ batch, inspections }: BatchMessage) => {
  for (const [index, inspection] of inspections.entries()) {
    port.postMessage({ batch, index } satisfies WorkerMessage);
    const result = await inspectDocument(inspection);
    port.postMessage({ batch, index, result } satisfies WorkerMessage);
  }
});
