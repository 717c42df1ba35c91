/** Runs shell text inside the product's sandbox, and outside of it as the same account: an attack that fails in both proves nothing. */

import { execFile, execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import type { ToolResult } from "../../../core/tool-run.ts";
import { runAccount } from "../../../engine/sandbox/confine.ts";
import { openToolRunner, type SandboxOptions } from "../../../engine/sandbox/tool-runner.ts";

/** Why the sandbox cannot be tried here; `undefined` = it can. */
export function missingSandbox(): string | undefined {
  if (process.platform !== "linux") return "there is no bubblewrap for this system";
  if (!existsSync("/usr/bin/bwrap")) return "bubblewrap is not installed";
  allowed ??= spawnSync("/usr/bin/bwrap", probe, { cwd: "/", ...runAccount() }).status === 0;
  return allowed ? undefined : "this system allows no user namespaces";
}

const probe = ["--unshare-user", "--unshare-net", "--unshare-pid", "--ro-bind", "/", "/", "/bin/true"];
let allowed: boolean | undefined;

/** Why one of these programs cannot be tried here. */
export function missingTools(...programs: readonly string[]): string | undefined {
  const sandbox = missingSandbox();
  if (sandbox !== undefined) return sandbox;
  const folders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin"];
  const lacking = programs.filter((name) => !folders.some((folder) => existsSync(`${folder}/${name}`)));
  return lacking.length === 0 ? undefined : `${lacking.join(", ")} is not installed`;
}

export function inside(script: string, options: SandboxOptions = {}): Promise<ToolResult> {
  const runner = openToolRunner(options);
  return runner.run({ program: "bash", arguments: ["-c", script], files: new Map([["nginx.conf", "events {}\n"]]) });
}

/** Everything it printed inside; fails the test where it did not even end by itself. */
export async function printed(script: string): Promise<string> {
  const result = await inside(script);
  if (result.kind !== "exited") throw new Error(`did not end by itself: ${JSON.stringify(result)}`);
  return result.stdout + result.stderr;
}

/** The same without a sandbox, as the account that the sandbox is started by. */
export function outside(script: string, environment: Readonly<Record<string, string>> = {}): Promise<string> {
  return run(script, { env: { PATH: "/usr/sbin:/usr/bin", ...environment }, ...runAccount() });
}

/** And as whoever runs the tests: root, often. */
export function outsideAsMyself(script: string): string {
  return execFileSync("/bin/bash", ["-c", `{ ${script}\n} 2>&1 || true`], { encoding: "utf8" });
}

function run(script: string, options: object): Promise<string> {
  return new Promise((resolve) => {
    execFile("/bin/bash", ["-c", script], { cwd: "/", ...options }, (_, stdout, stderr) =>
      resolve(`${String(stdout)}${String(stderr)}`),
    );
  });
}
