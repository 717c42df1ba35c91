/** The runner that reviews are handed: proves its sandbox once, runs a few programs at a time, remembers what they said. */

import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { ToolResult, ToolRun, ToolRunner } from "../../core/tool-run.ts";
import type { Confinement } from "./bubblewrap.ts";
import { syntheticEtc } from "./accounts.ts";
import { runConfined, runLimitedOnly } from "./confine.ts";
import { dummyCertificate } from "./dummy-certificate.ts";
import { defaultLimits, type SandboxLimits } from "./limits.ts";
import { proveSandbox, type SandboxProof } from "./self-test.ts";
import { openWorkspace, RefusedFileError } from "./workspace.ts";

/** `limits-only`: no namespaces, only limits and an account; for machines that are a sandbox themselves. */
export type SandboxMode = "bubblewrap" | "limits-only" | "off";

export interface SandboxOptions {
  readonly mode?: SandboxMode;
  /** Folder that holds `usr` and `etc` of the tools; default `/`. */
  readonly toolRoot?: string | undefined;
  readonly limits?: Partial<SandboxLimits>;
  /** Programs at once; default: processors. */
  readonly places?: number;
}

export interface OpenToolRunner extends ToolRunner {
  readonly prove: () => Promise<SandboxProof>;
}

const remembered = 500;

export function openToolRunner(options: SandboxOptions = {}): OpenToolRunner {
  const { mode = "bubblewrap", toolRoot = "/", places = availableParallelism() } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const inTurn = newPlaces(places);
  const known = new Map<string, ToolResult>();
  let proof: Promise<SandboxProof> | undefined;

  const prove = (): Promise<SandboxProof> => {
    proof ??= proveSandbox((command, fit) =>
      withWorkspace({ program: "", arguments: [], files: new Map() }, { toolRoot, limits, fit }, (confinement) =>
        runConfined(command, confinement),
      ),
    );
    return proof;
  };

  async function runHere(run: ToolRun, signal: AbortSignal | undefined): Promise<ToolResult> {
    const command = [run.program, ...run.arguments];
    if (mode === "limits-only") {
      if (needsPlaces(run)) return { kind: "unavailable", reason: "it needs a sandbox with namespaces" };
      const setting = { toolRoot, limits, fit: { proc: true } };
      return withWorkspace(run, setting, (confinement) => runLimitedOnly(command, confinement, signal));
    }
    const proved = await prove();
    if (proved.state !== "proved") return { kind: "unavailable", reason: proofWords(proved) };
    return withWorkspace(run, { toolRoot, limits, fit: proved.fit }, (confinement) =>
      runConfined(command, confinement, signal),
    );
  }

  return {
    prove,
    ...(mode === "limits-only" ? { caution: weakWords } : {}),
    run: async (run, signal) => {
      if (mode === "off") return { kind: "unavailable", reason: "the operator switched the sandbox off" };
      const key = keyOf(run);
      const before = known.get(key);
      if (before) return before;
      const result = await inTurn(() => runHere(run, signal));
      if (result.kind === "exited") remember(known, key, result);
      return result;
    },
  };
}

export function proofWords(proof: Exclude<SandboxProof, { state: "proved" }>): string {
  return proof.state === "unavailable" ? proof.reason : `what runs in it reaches ${proof.reached.join(" and ")}`;
}

const weakWords =
  "Config tests ran under limits only, without namespaces, as the operator chose (`PLUMBLINE_SANDBOX=limits-only`)";

function needsPlaces({ placed, folders, hosts, users }: ToolRun): boolean {
  return [placed?.size, folders?.length, hosts?.length, users?.length].some((count) => (count ?? 0) > 0);
}

type Setting = Pick<Confinement, "toolRoot" | "fit" | "limits">;

async function withWorkspace(
  run: ToolRun,
  { limits, ...setting }: Setting,
  use: (confinement: Confinement) => Promise<ToolResult>,
): Promise<ToolResult> {
  const etc = syntheticEtc({ hosts: run.hosts ?? [], users: run.users ?? [] });
  const certificate = run.certificate === true ? dummyCertificate() : [];
  try {
    const workspace = await openWorkspace(run.files, new Map([...(run.support ?? []), ...etc, ...certificate]), limits);
    try {
      return await use({
        ...setting,
        source: workspace.source,
        support: workspace.support,
        environment: run.environment ?? {},
        placed: new Map([...(run.placed ?? [])].map(([place, folder]) => [place, join(workspace.source, folder)])),
        folders: run.folders ?? [],
        limits: run.processes === undefined ? limits : { ...limits, processes: run.processes },
      });
    } finally {
      // Nobody waits for it; what a full or broken disk keeps is no reason to withhold a verdict.
      void workspace.remove().catch(() => undefined);
    }
  } catch (error) {
    if (error instanceof RefusedFileError) return { kind: "stopped", reason: error.message, cause: "input" };
    throw error;
  }
}

function keyOf(run: ToolRun): string {
  const plain = Object.entries(run).map(([name, value]: [string, unknown]) => [
    name,
    value instanceof Map ? [...value] : value,
  ]);
  return createHash("sha256").update(JSON.stringify(plain)).digest("base64");
}

/** Oldest out first. */
function remember(known: Map<string, ToolResult>, key: string, result: ToolResult): void {
  known.set(key, result);
  const [oldest] = known.keys();
  if (known.size > remembered && oldest !== undefined) known.delete(oldest);
}

/** Whoever comes when all places are taken waits for the next one that is free. */
function newPlaces(count: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = count;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
