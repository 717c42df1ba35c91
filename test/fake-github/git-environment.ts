/** How the fake starts git: without the configuration of whoever runs the tests. */

import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

export function gitEnvironment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: "/nonexistent",
    LC_ALL: "C",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_TERMINAL_PROMPT: "0",
  };
}

/** @returns standard output as bytes. @throws with `code` and `stdout` when git fails. */
export async function git(folder: string, commandLine: readonly string[]): Promise<Buffer> {
  const { stdout } = await run("git", [...commandLine], {
    cwd: folder,
    env: gitEnvironment(),
    encoding: "buffer",
    maxBuffer: 1 << 30,
  });
  return stdout;
}
