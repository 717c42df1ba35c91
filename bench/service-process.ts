/** The service as an operator starts it, in processes of its own, on the store that is asked for. */

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../engine/package-root.ts";
import type { FakeGitHub } from "../test/fake-github/server.ts";
import { postgresMissing, startPostgres } from "../test/store/postgres.ts";

/** How the work is spread: one process that does everything, or one that takes in and so many that work. */
export interface Arrangement {
  readonly name: string;
  readonly store: "embedded" | "postgresql";
  /** 0: the one process works, too. */
  readonly workers: number;
}

export const oneProcess: readonly Arrangement[] = [
  { name: "embedded store", store: "embedded", workers: 0 },
  { name: "PostgreSQL", store: "postgresql", workers: 0 },
];

/** Why an arrangement cannot be measured here; `undefined` where it can. */
export function missingFor({ store }: Arrangement): string | undefined {
  return store === "postgresql" ? postgresMissing : undefined;
}

export interface ServiceUnderLoad {
  /** Resident memory of all its processes together, in bytes; 0 where the system does not tell. */
  residentBytes(): Promise<number>;
  stop(): Promise<void>;
}

/** Started, connected to this GitHub, and ready. */
export async function startService(github: FakeGitHub, arrangement: Arrangement): Promise<ServiceUnderLoad> {
  const directory = await mkdtemp(join(tmpdir(), "plumbline-bench-"));
  const postgres = arrangement.store === "postgresql" ? await startPostgres() : undefined;
  const database = await postgres?.createDatabase();
  const env = {
    ...github.environment(),
    DATA_DIR: join(directory, "data"),
    ...(database !== undefined && { DATABASE_URL: database }),
  };
  const role = (name: string) => startProcess(env, arrangement.workers === 0 ? [] : ["--role", name]);
  const front = await role("ingest");
  const processes = [front];
  for (let worker = 0; worker < arrangement.workers; worker += 1) processes.push(await role("worker"));
  github.webhooks.connect(`${front.url}/api/github/webhooks`);
  return {
    async residentBytes() {
      const each = await Promise.all(processes.map(({ pid }) => residentOf(pid)));
      return each.reduce((sum, bytes) => sum + bytes, 0);
    },
    async stop() {
      await Promise.all(processes.map((each) => each.stop()));
      await postgres?.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

interface StartedProcess {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

function startProcess(env: Readonly<Record<string, string>>, role: readonly string[]): Promise<StartedProcess> {
  const child = spawn(process.execPath, [join(packageRoot(), "bin/plumbline.js"), "serve", ...role], {
    env: { PATH: process.env["PATH"], HOST: "127.0.0.1", PORT: "0", LOG_LEVEL: "info", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return new Promise((resolve, reject) => {
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (part: string) => {
      output += part;
      const url = /"url":"(http:[^"]+)"/.exec(output)?.[1];
      if (url === undefined) return;
      // What it says from now on is of no interest, and must not pile up.
      child.stdout.removeAllListeners("data").resume();
      const stop = async (): Promise<void> => {
        child.kill("SIGTERM");
        await ended;
      };
      resolve({ url, pid: child.pid ?? 0, stop });
    });
    void ended.then(() => reject(new Error(`the service did not start:\n${output}`)));
  });
}

async function residentOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}
