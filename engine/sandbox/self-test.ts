/** Proves that the sandbox holds on this machine: a file, a variable and a port that the program inside must not reach. */

import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ToolResult } from "../../core/tool-run.ts";
import type { SandboxFit } from "./bubblewrap.ts";
import { runAccount } from "./confine.ts";

export type SandboxProof =
  | { readonly state: "proved"; readonly fit: SandboxFit }
  | { readonly state: "unavailable"; readonly reason: string }
  /** It starts, but does not hold: nothing may run in it. */
  | { readonly state: "leaking"; readonly reached: readonly string[] };

/** Runs a command in the sandbox over an empty folder. */
export type Attempt = (command: readonly string[], fit: SandboxFit) => Promise<ToolResult>;

export interface Canaries {
  /** Tries all three, and prints what it read. */
  readonly script: string;
  /** Which of them that output shows as reached. */
  readonly reached: (output: string) => readonly string[];
  readonly remove: () => Promise<void>;
}

const marker = "plumbline-probe";

/** The whole recipe first, then the one without `/proc`, which pods allow. */
export async function proveSandbox(attempt: Attempt): Promise<SandboxProof> {
  const canaries = await openCanaries();
  try {
    let reason = "";
    for (const fit of [{ proc: true }, { proc: false }]) {
      const result = await attempt(["/bin/bash", "-c", canaries.script], fit);
      if (result.kind === "exited" && result.stdout.includes(marker)) {
        const reached = canaries.reached(result.stdout);
        return reached.length === 0 ? { state: "proved", fit } : { state: "leaking", reached };
      }
      reason ||= whyNot(result);
    }
    return { state: "unavailable", reason };
  } finally {
    await canaries.remove();
  }
}

function whyNot(result: ToolResult): string {
  if (result.kind === "unavailable" || result.kind === "stopped") return result.reason;
  return "the sandbox starts, but nothing can be run in it";
}

export async function openCanaries(): Promise<Canaries> {
  const inFile = randomBytes(16).toString("hex");
  const inVariable = randomBytes(16).toString("hex");
  const folder = await mkdtemp(join(tmpdir(), "plumbline-canary-"));
  await chmod(folder, 0o755);
  const file = join(folder, "secret");
  await writeFile(file, inFile, { mode: 0o644 });
  // A process of the same account, as this one's neighbours are: its environment is what the sandbox must hide.
  const neighbour = spawn("/bin/sleep", ["60"], { env: { CANARY: inVariable }, stdio: "ignore", ...runAccount() });
  neighbour.on("error", () => undefined);
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const script = [
    `echo ${marker}`,
    `cat ${file}`,
    "for each in /proc/[0-9]*/environ; do tr '\\0' '\\n' < $each; done",
    `(exec 3<>/dev/tcp/127.0.0.1/${port}) && echo connected`,
  ]
    .map((line) => `{ ${line}; } 2>/dev/null`)
    .join("\n");
  return {
    script,
    reached: (output) => [
      ...(output.includes(inFile) ? ["a file outside"] : []),
      ...(output.includes(inVariable) ? ["another process's environment"] : []),
      ...(output.includes("connected") || connections > 0 ? ["a port on loopback"] : []),
    ],
    remove: async () => {
      neighbour.kill("SIGKILL");
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
