/** Ends a worker process that nobody can stop any more: its parent is gone, or it takes more memory than it may. */

import { Worker } from "node:worker_threads";

/** Milliseconds between two looks. */
const interval = 500;

/** A thread of its own, because the process's main thread may be in an endless loop. As text: it must load nothing. */
const guard = `
const { workerData } = require("node:worker_threads");
const end = () => process.kill(process.pid, "SIGKILL");
setInterval(() => {
  if (process.ppid !== workerData.parent) end();
  if (process.memoryUsage.rss() > workerData.most) end();
}, workerData.interval);
`;

/** @param most bytes of memory, everything counted. */
export function guardProcess(most: number): void {
  process.on("disconnect", () => process.exit());
  const thread = new Worker(guard, {
    eval: true,
    workerData: { parent: process.ppid, most, interval },
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
  });
  thread.unref();
}
