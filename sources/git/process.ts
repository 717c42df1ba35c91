/** Runs git as a child process: no shell, no prompts, none of the programs that a repository's configuration can name. */

import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import type { Readable } from "node:stream";

/** Git could not do something, or there is no git: the message says what to do about it. */
export class GitError extends Error {
  override readonly name = "GitError";
}

export interface GitOptions {
  /** Where git runs. */
  readonly directory: string;
  readonly signal?: AbortSignal | undefined;
  /** Variables that git is given besides the harmless ones of this process. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
}

interface RunOptions extends GitOptions {
  readonly input?: string;
  /** Exit codes that are answers, not errors; 0 always is. */
  readonly accept?: readonly number[];
  /** `SIGTERM` for what writes: git then takes its lock files away. Reading ends at once. */
  readonly killSignal?: "SIGTERM" | "SIGKILL";
}

export interface GitAnswer {
  readonly code: number;
  readonly output: Buffer;
}

const timeLimit = 120_000;
/** Answers that are kept whole (lists, ids) stay far below this, in bytes. */
const outputLimit = 512 * 1024 * 1024;
const messageLimit = 4_000;

const safeConfiguration = [
  "core.fsmonitor=false",
  "core.hooksPath=/dev/null",
  "core.quotePath=true",
  "diff.autoRefreshIndex=true",
  "log.showSignature=false",
].flatMap((setting) => ["-c", setting]);

/** Runs git and keeps what it prints. */
export async function runGit(args: readonly string[], options: RunOptions): Promise<GitAnswer> {
  const chunks: Buffer[] = [];
  let length = 0;
  const code = await streamGit(args, options, (chunk) => {
    length += chunk.length;
    if (length > outputLimit) throw new GitError(`\`git ${args[0]}\` prints more than 512 MB`);
    chunks.push(chunk);
  });
  return { code, output: Buffer.concat(chunks) };
}

/** What git prints, as text without the final newline. */
export async function askGit(args: readonly string[], options: RunOptions): Promise<string> {
  const { output } = await runGit(args, options);
  return output.toString("utf8").replace(/\n$/, "");
}

/** Runs git and hands over what it prints piece by piece; nothing is kept. Returns the exit code. */
export function streamGit(
  args: readonly string[],
  options: RunOptions,
  take: (chunk: Buffer) => void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const timeOut = AbortSignal.timeout(timeLimit);
    const child = spawn("git", [...safeConfiguration, "--literal-pathspecs", ...args], {
      cwd: options.directory,
      env: { ...safeEnvironment(), ...options.environment },
      stdio: ["pipe", "pipe", "pipe"],
      killSignal: options.killSignal ?? "SIGKILL",
      signal: options.signal ? AbortSignal.any([options.signal, timeOut]) : timeOut,
    });
    const complaint = collectHead(child.stderr);
    let failure: { readonly reason: unknown } | undefined;

    function fail(reason: unknown): void {
      failure ??= { reason };
      child.kill(options.killSignal ?? "SIGKILL");
      // What writes is waited for: its lock files must be gone when the next one begins.
      if (options.killSignal === "SIGTERM" && child.pid !== undefined) killLater(child);
      else reject(reason);
    }
    child.on("error", (error) => {
      if (options.signal?.aborted === true) return fail(options.signal.reason);
      if (timeOut.aborted) return fail(new GitError(`\`git ${args[0]}\` took longer than ${timeLimit / 1000} s`));
      fail(noGit(error, options));
    });
    child.stdin.on("error", () => undefined); // git ended early; its exit code tells why
    child.stdout.on("data", (chunk: Buffer) => {
      try {
        take(chunk);
      } catch (error) {
        fail(error);
      }
    });
    child.on("close", (code) => {
      if (failure !== undefined) return reject(failure.reason);
      if (code !== null && (code === 0 || options.accept?.includes(code))) return resolve(code);
      reject(new GitError(explain(complaint(), args)));
    });
    child.stdin.end(options.input ?? "");
  });
}

/** For a git that does not end when it is asked to. */
function killLater(child: ChildProcess): void {
  const timer = setTimeout(() => child.kill("SIGKILL"), 5_000);
  child.once("close", () => clearTimeout(timer));
}

/** Ours, plus whatever is not about git: `GIT_DIR`, `GIT_INDEX_FILE` and friends would point at another repository. */
function safeEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.toUpperCase().startsWith("GIT_"));
  return {
    ...Object.fromEntries(inherited),
    LC_ALL: "C",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_PAGER: "cat",
    GIT_TERMINAL_PROMPT: "0",
  };
}

function collectHead(stream: Readable): () => string {
  let text = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    if (text.length < messageLimit) text += chunk;
  });
  return () => text.slice(0, messageLimit).trim();
}

function noGit(error: Error, options: GitOptions): unknown {
  if (!("code" in error) || error.code !== "ENOENT") return error;
  // A missing folder and a missing program are the same error to spawn.
  return new GitError(`cannot run git in \`${options.directory}\`: no such folder, or git is not installed`, {
    cause: error,
  });
}

function explain(complaint: string, args: readonly string[]): string {
  const dubious = /detected dubious ownership in repository at '([^\n]+)'/.exec(complaint);
  if (dubious) {
    return `git refuses to read a repository that belongs to another user; if you trust it: git config --global --add safe.directory ${dubious[1]}`;
  }
  return `\`git ${args[0]}\` failed: ${complaint || "no message"}`;
}
