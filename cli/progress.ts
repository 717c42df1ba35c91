/** One line on a terminal for whatever takes longer than two seconds; nothing in a pipe. */

import type { Progress } from "../core/toolbox.ts";
import type { Output, Terminal } from "./command.ts";

export interface ShownProgress {
  readonly take: (progress: Progress) => void;
  /** One more file has been checked. */
  readonly inspected: () => void;
  /** Wipes the line; may be called twice. */
  readonly end: () => void;
}

const patience = 2_000;
/** Once the line stands there it is kept fresh: a number that does not move looks like a program that does not. */
const refresh = 200;
const clearLine = "\r\u001b[2K";

/** Of a terminal that is to stay quiet, or is none, nothing is shown. */
export function showProgress(terminal: Pick<Terminal, "stderr" | "once">, isQuiet: boolean): ShownProgress {
  const { stderr } = terminal;
  if (isQuiet || stderr.isTTY !== true) return silent;
  let last: Progress = { done: 0, total: 0, doing: "reading files" };
  let inspected = 0;
  let isShown = false;
  const started = performance.now();
  const timer = setInterval(() => {
    if (performance.now() - started < patience) return;
    isShown = true;
    // What is checked at base counts, too: more than all is all.
    const done = Math.min(last.total, Math.max(last.done, inspected));
    show(stderr, last.total > 0 ? `${last.doing} ${done} of ${last.total}` : last.doing);
  }, refresh);
  timer.unref();

  function end(): void {
    clearInterval(timer);
    if (isShown) stderr.write(clearLine);
    isShown = false;
  }
  // Whoever interrupts us finds an empty line; the second signal is the one that ends us.
  terminal.once?.("SIGINT", () => {
    end();
    process.kill(process.pid, "SIGINT");
  });
  return {
    take: (progress) => {
      last = progress;
    },
    inspected: () => {
      inspected += 1;
    },
    end,
  };
}

const silent: ShownProgress = { take: () => undefined, inspected: () => undefined, end: () => undefined };

function show(output: Output, words: string): void {
  const line = `plumbline: ${words} …`;
  const room = (output.columns ?? Infinity) - 1;
  output.write(clearLine + (line.length > room ? line.slice(0, Math.max(0, room)) : line));
}
