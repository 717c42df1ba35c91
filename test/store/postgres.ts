/** A PostgreSQL server for a test file: one that is named by PLUMBLINE_TEST_DATABASE_URL, or a private one that is started here. */

import { execFile, execFileSync, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";

export interface PostgresServer {
  /** A fresh database on it. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

const named = process.env["PLUMBLINE_TEST_DATABASE_URL"];

/** Why there can be no server here; `undefined` where there can. */
export const postgresMissing: string | undefined = findMissing();

function findMissing(): string | undefined {
  if (named !== undefined || binaries() !== undefined) return undefined;
  return "PostgreSQL's initdb is not in /usr/lib/postgresql and PLUMBLINE_TEST_DATABASE_URL is not set";
}

/** Where Debian puts them: outside the search path, one folder a version. */
function binaries(): string | undefined {
  const home = "/usr/lib/postgresql";
  if (!existsSync(home)) return undefined;
  const newestFirst = readdirSync(home).sort((one, other) => Number(other) - Number(one));
  return newestFirst.map((version) => join(home, version, "bin")).find((folder) => existsSync(join(folder, "initdb")));
}

export async function startPostgres(): Promise<PostgresServer> {
  if (named !== undefined) return { createDatabase: () => createDatabase(named), stop: async () => undefined };
  const folder = binaries();
  if (folder === undefined) throw new Error(postgresMissing);
  const directory = mkdtempSync(join(tmpdir(), "plumb-pg-"));
  const user = unprivileged();
  if (user.uid !== undefined && user.gid !== undefined) chownSync(directory, user.uid, user.gid);
  const data = join(directory, "data");
  const init = ["-D", data, "-U", "plumbline", "-A", "trust", "-N", "-E", "UTF8", "--locale=C"];
  await promisify(execFile)(join(folder, "initdb"), init, { ...user, cwd: directory });

  // A socket in its own folder: no port that somebody else could have.
  const settings = ["listen_addresses=", `unix_socket_directories=${directory}`, "max_connections=60"];
  const server = spawn(
    join(folder, "postgres"),
    ["-D", data, ...[...settings, "fsync=off"].flatMap((each) => ["-c", each])],
    { ...user, cwd: directory, stdio: "ignore" },
  );
  const killed = (): void => void server.kill("SIGKILL");
  process.once("exit", killed);
  const url = `postgresql://plumbline@localhost/postgres?host=${directory}`;
  await untilReached(url, server);
  return {
    createDatabase: () => createDatabase(url),
    async stop() {
      process.off("exit", killed);
      server.kill("SIGINT");
      await new Promise((resolve) => (server.exitCode === null ? server.once("exit", resolve) : resolve(undefined)));
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const number = (option: string, name: string): number =>
    Number(execFileSync("id", [option, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  for (const name of ["postgres", "nobody"]) {
    try {
      return { uid: number("-u", name), gid: number("-g", name) };
    } catch {
      continue;
    }
  }
  throw new Error("there is no user that PostgreSQL could run as");
}

async function untilReached(url: string, server: ChildProcess): Promise<void> {
  for (const end = Date.now() + 30_000; ;) {
    try {
      return await withClient(url, async () => undefined);
    } catch (error) {
      if (server.exitCode !== null || Date.now() > end) throw error;
      await sleep(50);
    }
  }
}

async function createDatabase(url: string): Promise<string> {
  const name = `plumbline_${randomUUID().replaceAll("-", "")}`;
  await withClient(url, (client) => client.query(`create database ${name}`));
  const created = new URL(url);
  created.pathname = `/${name}`;
  return created.toString();
}

export async function withClient<Answer>(url: string, work: (client: pg.Client) => Promise<Answer>): Promise<Answer> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
