/** One line on a terminal for whatever takes longer than two seconds; nothing in a pipe. */

import type { Progress } from "../core/toolbox.ts";
import type { Output } from "./command.ts";

export interface ShownProgress {
  readonly take: (progress: Progress) => void;
  /** Wipes the line; may be called twice. */
  readonly end: () => void;
}

const patience = 2_000;
const clearLine = "\r\u001b[2K";

export function showProgress(output: Output | undefined): ShownProgress {
  if (output?.isTTY !== true) return { take: () => undefined, end: () => undefined };
  let last: Progress | undefined;
  let isShown = false;
  const timer = setInterval(() => {
    if (!last) return;
    isShown = true;
    const count = last.total > 0 ? ` ${last.done} of ${last.total}` : "";
    output.write(`${clearLine}plumbline: ${last.doing}${count} …`);
  }, patience);
  timer.unref();
  return {
    take: (progress) => {
      last = progress;
    },
    end: () => {
      clearInterval(timer);
      if (isShown) output.write(clearLine);
      isShown = false;
    },
  };
}
