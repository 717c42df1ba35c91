/** The folder of clones stays within its quota and takes nothing from under a reader; a lock has one holder, and none that is dead. */

import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { lock, tryLock } from "../../../sources/clone/lock.ts";
import { openShelf } from "../../../sources/clone/shelf.ts";
import { removeTemporaryFolders, temporaryFolder } from "../../temporary-repository.ts";

afterAll(removeTemporaryFolders);

/** A process id that no process has: the highest that Linux gives out, and one more. */
const nobody = 4_194_305;

describe("the shelf", () => {
  const longAgo = new Date(Date.now() - 3_600_000);

  async function withClones(quota: number) {
    const shelf = openShelf(temporaryFolder(), quota);
    const folders = ["first", "second", "third"].map((repo) =>
      shelf.folderOf({ installation: 1, owner: "acme", repo }),
    );
    await (
      await shelf.lock(folders[0] ?? "")
    )();
    for (const [index, folder] of folders.entries()) {
      mkdirSync(join(folder, "objects/pack"), { recursive: true });
      writeFileSync(join(folder, "objects/pack/pack-1.pack"), Buffer.alloc(1_000));
      await shelf.use(folder);
      utimesSync(join(folder, "plumbline-used"), longAgo, new Date(longAgo.getTime() + index * 1_000));
    }
    return { shelf, folders };
  }

  test("takes the longest unused away first, and no more than it must", async () => {
    const { shelf, folders } = await withClones(2_500);
    await shelf.tidy();
    expect(folders.map(existsSync)).toEqual([false, true, true]);
  });

  test("leaves what is being read or fetched", async () => {
    const { shelf, folders } = await withClones(500);
    await shelf.use(folders[0] ?? "");
    const release = await shelf.lock(folders[1] ?? "");
    await shelf.tidy();
    expect(folders.map(existsSync)).toEqual([true, true, false]);
    await release();
  });

  test("names from outside do not lead out of it, and letters' case is one repository", () => {
    const directory = temporaryFolder();
    const shelf = openShelf(directory, 1);
    const folder = shelf.folderOf({ installation: 1, owner: "../..", repo: "../../etc" });
    expect(folder).toMatch(/\/repositories\/[0-9a-f]{32}\.git$/);
    const upper = shelf.folderOf({ installation: 1, owner: "Acme", repo: "Network" });
    expect(upper).toBe(shelf.folderOf({ installation: 1, owner: "acme", repo: "network" }));
  });
});

describe("the lock", () => {
  const newLock = () => join(temporaryFolder(), "clone.git");

  test("has one holder; the next waits for it", async () => {
    const file = newLock();
    const release = await lock(file);
    expect(await tryLock(file)).toBeUndefined();
    let isHeld = false;
    const next = lock(file).then((give) => {
      isHeld = true;
      return give;
    });
    expect(isHeld).toBe(false);
    await release();
    await (
      await next
    )();
    expect(readdirSync(join(file, ".."))).toEqual([]);
  });

  test("many at once: never two inside", async () => {
    const file = newLock();
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        const release = await lock(file);
        most = Math.max(most, (inside += 1));
        await new Promise((resolve) => setImmediate(resolve));
        inside -= 1;
        await release();
      }),
    );
    expect(most).toBe(1);
  });

  test.each([
    ["a process of this machine that is no more", `${nobody} ${hostname()} x`, 0, true],
    ["a process of another machine that gave no sign for long", "1 elsewhere x", 60_000, true],
    ["a process of another machine that gave a sign just now", "1 elsewhere x", 0, false],
    ["a process of this machine that lives", `${process.ppid} ${hostname()} x`, 0, false],
    ["somebody who is just writing it", "", 0, false],
  ])("left by %s", async (_what, claim, age, isFree) => {
    const file = newLock();
    writeFileSync(file, claim);
    const time = new Date(Date.now() - age);
    utimesSync(file, time, time);
    const release = await tryLock(file);
    expect(release !== undefined).toBe(isFree);
    await release?.();
  });

  test("of an abandoned lock only one of many becomes the holder", async () => {
    const file = newLock();
    writeFileSync(file, `${nobody} ${hostname()} x`);
    const held = (await Promise.all(Array.from({ length: 10 }, () => tryLock(file)))).filter((each) => each);
    expect(held).toHaveLength(1);
    expect(readFileSync(file, "utf8")).toContain(`${process.pid} `);
    await held[0]?.();
  });

  test("whoever is aborted stops waiting", async () => {
    const file = newLock();
    const release = await lock(file);
    const controller = new AbortController();
    const waiting = lock(file, controller.signal);
    controller.abort(new Error("a newer head"));
    await expect(waiting).rejects.toThrow(/newer head|aborted/);
    await release();
  });
});
