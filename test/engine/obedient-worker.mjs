/** A worker, thread or process, that does what a document's text says: hangs, eats memory, leaves, dies, or answers. */

import { appendFileSync, writeFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";

const post = (message) => (parentPort ? parentPort.postMessage(message) : process.send(message));
const eaten = [];
let yielded = 0;

if (!parentPort) {
  const { guardProcess } = await import("../../dist/engine/worker-guard.js");
  guardProcess(Number(process.env.PLUMBLINE_WORKER_MEMORY) * 1024 * 1024);
}

(parentPort ?? process).on("message", async (message) => {
  if ("yield" in message) {
    yielded = message.yield;
    return;
  }
  const { batch, inspections } = message;
  for (const [index, { path, text, tasks }] of inspections.entries()) {
    post({ batch, index, asking: [] });
    for (const { rule } of tasks) {
      post({ batch, index, asking: [rule] });
      if (rule === "endless") for (;;);
    }
    await obey(text, path);
    await new Promise((resolve) => setImmediate(resolve));
    const isYielded = yielded === batch;
    post({
      batch,
      index,
      isYielded,
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
    if (isYielded) return;
  }
});

/** What the text asks for, if anything. */
async function obey(text, path) {
  const [what, argument] = text.split(" ");
  if (what === "pid") writeFileSync(argument, String(process.pid));
  if (what === "hang" || what === "pid") for (;;);
  if (what === "leave") process.exit(3);
  if (what === "throw") throw new Error("no more");
  if (what === "die") process.kill(process.pid, "SIGSEGV");
  if (what === "note") {
    appendFileSync(argument, `${path}\n`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (what === "slow") await new Promise((resolve) => setTimeout(resolve, Number(argument)));
  if (what === "environment") writeFileSync(argument, Object.keys(process.env).join(" "));
  if (what === "eat") for (;;) eaten.push(new Array(100_000).fill(eaten.length));
  if (what === "buffers") for (;;) eaten.push(Buffer.alloc(10_000_000, 1));
}
