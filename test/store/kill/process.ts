/** Starts the service as a process of its own, from what was built, and ends it as rudely as wanted. */

import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";

export interface ServedProcess {
  readonly pid: number;
  /** Resolves when it listens; `undefined` where it ended before. */
  readonly url: Promise<string | undefined>;
  /** What it wrote to standard error so far. */
  errors(): string;
  /** Resolves with the exit code, or `null` after a signal that it did not handle. */
  end(signal: "SIGKILL" | "SIGTERM"): Promise<number | null>;
  readonly ended: Promise<number | null>;
}

const built = join(import.meta.dirname, "../../../dist/test/store/kill/served.js");

export function startServed(env: Readonly<Record<string, string>>): ServedProcess {
  const child: ChildProcess = spawn(process.execPath, [built], {
    env: { PATH: process.env["PATH"], HOST: "127.0.0.1", PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let errors = "";
  child.stderr?.setEncoding("utf8").on("data", (part: string) => (errors += part));
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const url = new Promise<string | undefined>((resolve) => {
    child.stdout?.setEncoding("utf8").on("data", (part: string) => {
      output += part;
      if (output.includes("\n")) resolve(output.split("\n")[0]);
    });
    void ended.then(() => resolve(undefined));
  });
  return {
    pid: child.pid ?? 0,
    url,
    ended,
    errors: () => errors,
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** Its address. @throws with what it wrote, where it ended before it listened. */
export async function listening(served: ServedProcess): Promise<string> {
  const url = await served.url;
  if (url === undefined) throw new Error(`the service did not start:\n${served.errors()}`);
  return url;
}
