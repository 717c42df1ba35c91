/** Runs one command in the sandbox over a workspace, and says in one word how it went. */

import type { ToolResult } from "../../core/tool-run.ts";
import {
  bubblewrapOptions,
  confinedCommand,
  type Confinement,
  copiedFiles,
  limitedCommand,
  searchPath,
} from "./bubblewrap.ts";
import type { SandboxLimits } from "./limits.ts";
import { type Account, type End, runLimited } from "./limited-process.ts";
import { seccompFilter } from "./seccomp.ts";
import type { Architecture } from "./system-calls.ts";

const bubblewrap = "/usr/bin/bwrap";

/** As uid 0 nothing holds: limits on processes are void, and kernel settings are writable. `undefined` = one's own account. */
function freshAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return { uid: 60_000 + Math.floor(Math.random() * 5_000), gid: 65_534 };
}

const account = freshAccount();

/** Who starts bubblewrap: nobody else's account, and the same one for each run of this process. */
export function runAccount(): Account | undefined {
  return account;
}

export function architecture(): Architecture | undefined {
  if (process.platform !== "linux") return undefined;
  return process.arch === "x64" || process.arch === "arm64" ? process.arch : undefined;
}

export async function runConfined(
  command: readonly string[],
  confinement: Confinement,
  signal?: AbortSignal,
): Promise<ToolResult> {
  const here = architecture();
  if (!here) return { kind: "unavailable", reason: `there is no sandbox for ${process.platform} on ${process.arch}` };
  const options = (copied: ReadonlyMap<number, string>): readonly string[] => [
    ...["--seccomp", "4", "--json-status-fd", "3"],
    ...bubblewrapOptions(confinement, copied),
  ];
  const end = await runLimited(
    {
      command: bubblewrap,
      arguments: ["--args", "5", "--", ...confinedCommand(command, confinement.limits)],
      directory: "/",
      environment: {},
      account: runAccount(),
      bubblewrap: { filter: seccompFilter(here), options, copied: copiedFiles(confinement) },
    },
    confinement.limits,
    signal,
  );
  return resultOf(end, confinement.limits);
}

/** The weaker way: limits, an account of its own where there is one to give, an empty environment. No namespaces. */
export async function runLimitedOnly(
  command: readonly string[],
  { source, support, environment, limits }: Confinement,
  signal?: AbortSignal,
): Promise<ToolResult> {
  const here = (text: string): string => text.replaceAll("/opt/support", support).replaceAll("/src", source);
  const [program = "", ...given] = limitedCommand(command.map(here), limits);
  const variables = Object.entries(environment).map(([name, value]) => [name, here(value)]);
  const end = await runLimited(
    {
      command: program,
      arguments: given,
      directory: source,
      environment: {
        PATH: searchPath,
        HOME: "/tmp",
        TMPDIR: "/tmp",
        LC_ALL: "C.UTF-8",
        ...Object.fromEntries(variables),
      },
      // Without namespaces, only their accounts keep two runs apart.
      account: freshAccount(),
    },
    limits,
    signal,
  );
  const result = resultOf(end, limits);
  if (result.kind !== "exited") return result;
  const there = (text: string): string => text.replaceAll(source, "/src").replaceAll(support, "/opt/support");
  return { ...result, stdout: there(result.stdout), stderr: there(result.stderr) };
}

const signalNames: Readonly<Record<number, string>> = {
  4: "SIGILL",
  6: "SIGABRT",
  7: "SIGBUS",
  8: "SIGFPE",
  11: "SIGSEGV",
};

function resultOf(end: End, limits: SandboxLimits): ToolResult {
  if (end.kind === "stopped") return end;
  if (end.kind === "not-started") return { kind: "unavailable", reason: whyNotStarted(end.reason) };
  const { code, stderr } = end;
  if (code === 127 && /^sh: (?:line \d+: )?.*: (?:not found|No such file or directory)$/mu.test(stderr))
    return { kind: "not-installed" };
  if (code === 137) return stopped(`took more than ${limits.cpu} s of processor time`);
  if (code === 153) return stopped(`wrote a file of more than ${limits.file / 1024 / 1024} MiB`);
  const name = signalNames[code - 128];
  return name === undefined ? end : stopped(`crashed (${name})`);
}

function stopped(reason: string): ToolResult {
  return { kind: "stopped", reason, cause: "input" };
}

/** What bubblewrap says where it may not do its work, and what an operator does about it. */
const obstacles: readonly (readonly [RegExp, string])[] = [
  [/ENOENT|No such file or directory.*bwrap/u, "bubblewrap is not installed"],
  [
    /No permissions to create new namespace|Operation not permitted.*namespace/u,
    "this system allows no user namespaces",
  ],
  [/Creating new namespace failed.*ENOSPC|No space left on device/u, "this system allows no more user namespaces"],
  // Ubuntu lets it make one, and then do nothing in it.
  [
    /setting up uid map: Permission denied|Failed to make \/ slave|loopback: Failed RTM_NEWADDR/u,
    "AppArmor forbids user namespaces",
  ],
  [/mount proc on .*: Operation not permitted/u, "this container may not mount /proc"],
];

export function whyNotStarted(said: string): string {
  const known = obstacles.find(([pattern]) => pattern.test(said));
  const last = said.split("\n").findLast((line) => line.trim() !== "") ?? "bubblewrap did not start";
  return known?.[1] ?? last.slice(0, 200);
}
