/** What one run of a command takes: milliseconds by the clock, and memory at its peak. */

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

export interface ProcessCost {
  readonly milliseconds: number;
  /** Bytes of the largest it was seen at; 0 where the system does not tell. */
  readonly peak: number;
}

/** Any exit code below 128 will do: findings are no failure here. */
export function processCost(command: readonly string[], folder: string): Promise<ProcessCost> {
  const [program = "", ...given] = command;
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(program, given, { cwd: folder, stdio: "ignore" });
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, largestOf(child.pid ?? 0));
    }, 4);
    child.once("error", (error) => {
      clearInterval(watch);
      reject(error);
    });
    child.once("close", (code) => {
      clearInterval(watch);
      const milliseconds = performance.now() - started;
      if (code === null || code >= 128) reject(new Error(`${command.join(" ")} ended with ${code ?? "a signal"}`));
      else resolve({ milliseconds, peak });
    });
  });
}

/** The kernel keeps the largest size that a process has had. */
function largestOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
