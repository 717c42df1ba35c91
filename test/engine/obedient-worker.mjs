/** A worker that does what a document's text says: hangs, eats memory, leaves, or answers. */

import { parentPort } from "node:worker_threads";

parentPort.on("message", ({ batch, inspections }) => {
  for (const [index, { path, text, tasks }] of inspections.entries()) {
    parentPort.postMessage({ batch, index, asking: [] });
    for (const { rule } of tasks) {
      parentPort.postMessage({ batch, index, asking: [rule] });
      if (rule === "endless") for (;;);
    }
    if (text === "hang") for (;;);
    if (text === "leave") process.exit(3);
    if (text === "throw") throw new Error("no more");
    if (text === "eat") {
      const eaten = [];
      for (;;) eaten.push(new Array(100_000).fill(eaten.length));
    }
    parentPort.postMessage({
      batch,
      index,
      result: {
        path,
        observations: Object.fromEntries(
          tasks.map(({ rule }) => [
            rule,
            { findings: text === "flood" ? new Array(90_000).fill({ message: "A tab." }) : [] },
          ]),
        ),
        waivers: [],
      },
    });
  }
});
