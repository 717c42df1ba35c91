/** One child process under a clock, a memory limit and an output limit, killed with everything it started. */

import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { type Readable, Writable } from "node:stream";
import type { CopiedFile } from "./bubblewrap.ts";
import type { SandboxLimits } from "./limits.ts";
import { treeMemory } from "./process-memory.ts";

export interface Start {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The account that it runs as, where this process may choose. */
  readonly account?: Account | undefined;
  readonly bubblewrap?: BubblewrapInput;
}

/** It reports on descriptor 3, reads its filter from 4 and its options from 5, and copies files from 6 on. */
export interface BubblewrapInput {
  readonly filter: Buffer;
  readonly copied: readonly CopiedFile[];
  /** Made of the descriptors that could be opened, each with its path inside. */
  readonly options: (copied: ReadonlyMap<number, string>) => readonly string[];
}

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export type End =
  | { readonly kind: "exited"; readonly code: number; readonly stdout: string; readonly stderr: string }
  | { readonly kind: "stopped"; readonly reason: string; readonly cause: "input" | "ours" }
  /** The program was never started. */
  | { readonly kind: "not-started"; readonly reason: string };

type Stop = Extract<End, { kind: "stopped" }>;

const pollEvery = 50;
const outerKillAfter = 500;

export async function runLimited(start: Start, limits: SandboxLimits, signal?: AbortSignal): Promise<End> {
  signal?.throwIfAborted();
  const child = launch(start);
  const status = start.bubblewrap ? gather(child.stdio[3]) : undefined;
  const innerPid = (): number | undefined => (status ? statusNumber(status.text(), "child-pid") : child.pid);
  const killer = newKiller(child, innerPid, start.bubblewrap === undefined);
  const output = { left: limits.output };
  const onExcess = () =>
    killer.kill({ kind: "stopped", reason: `printed more than ${size(limits.output)}`, cause: "input" });
  const stdout = gather(child.stdout, output, onExcess);
  const stderr = gather(child.stderr, output, onExcess);
  const abort = (): void => killer.kill({ kind: "stopped", reason: "was called off", cause: "ours" });
  signal?.addEventListener("abort", abort, { once: true });
  const clock = setTimeout(() => {
    killer.kill({ kind: "stopped", reason: `did not end within ${limits.wall / 1000} s`, cause: "ours" });
  }, limits.wall);
  const watch = watchMemory(innerPid, limits.memory, () =>
    killer.kill({ kind: "stopped", reason: `took more than ${size(limits.memory)} of memory`, cause: "input" }),
  );
  try {
    const ended = await closed(child);
    signal?.throwIfAborted();
    if (killer.stop()) return killer.stop() ?? ended;
    if (ended.kind === "not-started") return ended;
    if (!status) return { ...ended, stdout: stdout.text(), stderr: stderr.text() };
    const code = statusNumber(status.text(), "exit-code");
    // Without it, the exit code is bubblewrap's own.
    if (code === undefined) return { kind: "not-started", reason: stderr.text().trim() };
    return { kind: "exited", code, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    clearTimeout(clock);
    watch.end();
    signal?.removeEventListener("abort", abort);
    await killer.settled();
  }
}

const pipes = ["ignore", "pipe", "pipe"] as const;
const firstCopied = 6;

function launch({ command, arguments: given, directory, environment, account, bubblewrap }: Start): ChildProcess {
  const options: SpawnOptions = { cwd: directory, env: environment, ...account };
  if (!bubblewrap) return spawn(command, given, { ...options, detached: true, stdio: [...pipes] });
  const files = openFiles(bubblewrap.copied);
  const descriptors = files.map(({ descriptor }) => descriptor);
  try {
    const child = spawn(command, given, { ...options, stdio: [...pipes, "pipe", "pipe", "pipe", ...descriptors] });
    const copied = new Map(files.map(({ to }, index) => [firstCopied + index, to]));
    // The types know five channels.
    const channels: readonly unknown[] = child.stdio;
    feed(channels[4], bubblewrap.filter);
    feed(
      channels[5],
      Buffer.from(
        bubblewrap
          .options(copied)
          .map((option) => `${option}\0`)
          .join(""),
      ),
    );
    return child;
  } finally {
    descriptors.forEach((descriptor) => closeSync(descriptor));
  }
}

/** What is not there is left out: few systems have all of it. */
function openFiles(files: readonly CopiedFile[]) {
  return files.flatMap(({ from, to }) => {
    try {
      return [{ descriptor: openSync(from, "r"), to }];
    } catch {
      return [];
    }
  });
}

function feed(stream: unknown, bytes: Buffer): void {
  if (!(stream instanceof Writable)) return;
  // It may end before it has read everything; what became of it, its end tells.
  stream.on("error", () => undefined);
  stream.end(bytes);
}

interface Gathered {
  readonly text: () => string;
}

function gather(
  stream: unknown,
  room: { left: number } = { left: 65_536 },
  onExcess = (): void => undefined,
): Gathered {
  const chunks: Buffer[] = [];
  const readable = stream as Readable | null;
  readable?.on("error", () => undefined);
  readable?.on("data", (chunk: Buffer) => {
    if (chunk.length > room.left) onExcess();
    const kept = chunk.subarray(0, Math.max(0, room.left));
    room.left -= kept.length;
    if (kept.length > 0) chunks.push(kept);
  });
  return { text: () => Buffer.concat(chunks).toString("utf8") };
}

function statusNumber(text: string, name: "child-pid" | "exit-code"): number | undefined {
  const match = new RegExp(`"${name}"\\s*:\\s*(\\d+)`, "u").exec(text);
  return match ? Number(match[1]) : undefined;
}

type Closed = Exclude<End, Stop>;

function closed(child: ChildProcess): Promise<Closed> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ kind: "not-started", reason: error.message }));
    child.once("close", (code) => resolve({ kind: "exited", code: code ?? 128, stdout: "", stderr: "" }));
  });
}

/** The innermost first: whoever kills the outer one first leaves the inner ones to nobody. */
function newKiller(child: ChildProcess, innerPid: () => number | undefined, isGroup: boolean) {
  let stopped: Stop | undefined;
  let outer: NodeJS.Timeout | undefined;
  return {
    stop: () => stopped,
    kill: (reason: Stop): void => {
      if (stopped) return;
      stopped = reason;
      const pid = innerPid();
      if (pid !== undefined) killQuietly(isGroup ? -pid : pid);
      outer = setTimeout(() => child.kill("SIGKILL"), pid === undefined ? 0 : outerKillAfter);
    },
    settled: async (): Promise<void> => {
      clearTimeout(outer);
      const pid = innerPid();
      if (pid === undefined) return;
      if (isGroup) killQuietly(-pid);
      // What is killed is gone a moment after whoever waited for it.
      for (let tries = 0; stopped && tries < 50 && isAlive(pid); tries += 1)
        await new Promise((go) => setTimeout(go, 2));
    },
  };
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself.
  }
}

/** One that nobody has buried yet holds nothing any more. */
function isAlive(pid: number): boolean {
  try {
    return !/\) [ZX] /u.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

/** The only limit of all processes together that needs no control groups. */
function watchMemory(root: () => number | undefined, limit: number, onExcess: () => void) {
  let isOver = false;
  const look = async (): Promise<void> => {
    const pid = root();
    if (pid !== undefined && (await treeMemory(pid)) > limit) return onExcess();
    if (!isOver) timer = setTimeout(() => void look(), pollEvery);
  };
  let timer = setTimeout(() => void look(), pollEvery);
  return {
    end: (): void => {
      isOver = true;
      clearTimeout(timer);
    },
  };
}

function size(bytes: number): string {
  return `${bytes / 1024 / 1024} MiB`;
}
