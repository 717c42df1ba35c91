/** A process dies while its database is being created, and the next one starts at once. */

import { spawn } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "@jest/globals";
import { openEmbedded } from "../../store/sql/embedded.ts";
import { removeTemporaryFolders, temporaryFolder } from "../temporary-repository.ts";

afterAll(removeTemporaryFolders);

const built = pathToFileURL(join(import.meta.dirname, "../../dist/store/sql/embedded.js")).href;

/** Dies by SIGKILL so many milliseconds after it began a database; the creator it started lives on. */
async function dieCreating(directory: string, milliseconds: number): Promise<void> {
  const script = `import { openEmbedded } from ${JSON.stringify(built)}; await openEmbedded(process.argv[1]);`;
  const started = Date.now() - 1;
  const dying = spawn(process.execPath, ["--input-type=module", "-e", script, directory], { stdio: "ignore" });
  const ended = new Promise((resolve) => dying.once("exit", resolve));
  while (!unfinishedIn(directory).some((name) => bornAt(join(directory, name)) >= started)) {
    if (dying.exitCode !== null) throw new Error("it ended before it began a database");
    await sleep(5);
  }
  await sleep(milliseconds);
  dying.kill("SIGKILL");
  await ended;
}

function bornAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.birthtimeMs ?? 0;
}

function unfinishedIn(directory: string): readonly string[] {
  return readdirSync(directory).filter((name) => name.startsWith("database.new"));
}

test("what a dead process's creator still writes does not hinder the next start, and is gone after another one", async () => {
  const directory = temporaryFolder();
  // The first creator begins to write about when the second one does, and the second about when the third does.
  for (const milliseconds of [0, 0, 300]) await dieCreating(directory, milliseconds);
  const database = await openEmbedded(directory);
  expect(await database.query("select 1 as one")).toEqual([{ one: 1 }]);
  await database.close();

  for (const end = Date.now() + 60_000; unfinishedIn(directory).length > 0 && Date.now() < end; await sleep(100)) {
    await (await openEmbedded(directory)).close();
  }
  expect(readdirSync(directory)).toEqual(["database"]);
}, 180_000);
