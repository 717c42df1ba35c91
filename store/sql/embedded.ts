/** The embedded database: PostgreSQL in this process, on a directory that nobody else may open meanwhile. */

import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { PGlite } from "@electric-sql/pglite";
import { fromPglite } from "pg-boss";
import { StoreError } from "../store-error.ts";
import { inTime } from "./database.ts";
import type { Database } from "./database.ts";
import { DurableFiles, startParameters } from "./durable-files.ts";
import { soleHolder } from "./holds.ts";

/** The major version of PostgreSQL whose files the pinned package reads. */
const filesVersion = "18";

const unfinishedStart = "database.new";

export interface EmbeddedDatabase extends Database {
  /** How often a file was synced so far. */
  syncs(): number;
}

export function hasDatabase(directory: string): boolean {
  return existsSync(join(directory, "database", "PG_VERSION"));
}

/** The caller holds the directory's lock. Throws `StoreError` where the files are of another version. */
export async function openEmbedded(directory: string): Promise<EmbeddedDatabase> {
  const home = join(directory, "database");
  await removeUnfinished(directory);
  if (!hasDatabase(directory)) await create(directory, home);
  checkVersion(home);

  const files = new DurableFiles(home);
  const database = await PGlite.create({ fs: files, startParams: [...startParameters] });
  const { rows } = await database.query<{ version: string }>("select current_setting('server_version') as version");

  return {
    description: `embedded PostgreSQL ${rows[0]?.version ?? filesVersion}`,
    isEmbedded: true,
    holds: soleHolder,
    queueOptions: { db: fromPglite(database), backend: "pglite" },
    query: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      (await database.query<Row>(text, [...values])).rows,
    transaction: (work) =>
      database.transaction((inside) =>
        inTime(
          {
            query: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
              (await inside.query<Row>(text, [...values])).rows,
          },
          work,
        ),
      ),
    close: () => database.close(),
    syncs: () => files.syncs,
  };
}

/**
 * Under another name first: a process that dies in the middle leaves nothing that looks like a database. A name of its
 * own: the creator that such a process started outlives it by a moment, and must not write into ours.
 */
async function create(directory: string, home: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const unfinished = await mkdtemp(join(directory, unfinishedStart));
  await promisify(execFile)(process.execPath, [creator(), unfinished], { timeout: 120_000 });
  await rename(unfinished, home);
  await syncDirectory(directory);
}

/** What still gets new files from a creator that is about to end stays until the next start. */
async function removeUnfinished(directory: string): Promise<void> {
  const names = await readdir(directory).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(unfinishedStart))) {
    await rm(join(directory, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function checkVersion(home: string): void {
  const found = readFileSync(join(home, "PG_VERSION"), "utf8").trim();
  if (found === filesVersion) return;
  throw new StoreError(
    `${home} holds files of PostgreSQL ${found}, this Plumbline reads those of ${filesVersion}. ` +
      "Export it with the Plumbline that wrote it (`plumbline export`), or start on an empty DATA_DIR.",
  );
}

/** What starts a process runs what was built, also where we ourselves run from source. */
function creator(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const built = join(here, "create-embedded.js");
  return existsSync(built) ? built : join(here, "../../dist/store/sql/create-embedded.js");
}
