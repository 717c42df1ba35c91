/** One holder at a time, also between processes: a lock file that its holder keeps fresh, and that a dead holder leaves to the next. */

import { randomUUID } from "node:crypto";
import { open, readFile, rm, stat, utimes } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { GitError } from "../git/process.ts";

/** Milliseconds between two signs of life, and without one after which a holder of another machine is taken for dead. */
const heartbeat = 5_000;
const deadAfter = 30_000;
/** Milliseconds: nobody fetches for longer than git is given. */
const patience = 150_000;
const retryDelay = 50;

/** Gives the lock back. */
export type Release = () => Promise<void>;

/** @throws GitError when it stays taken. */
export async function lock(file: string, signal?: AbortSignal): Promise<Release> {
  for (const end = Date.now() + patience; Date.now() < end;) {
    signal?.throwIfAborted();
    const release = await tryLock(file);
    if (release !== undefined) return release;
    await pause(retryDelay, undefined, signal === undefined ? {} : { signal });
  }
  throw new GitError("another review has been fetching this repository for too long");
}

/** `undefined` = somebody else holds it. */
export async function tryLock(file: string): Promise<Release | undefined> {
  const claim = `${process.pid} ${hostname()} ${randomUUID()}`;
  if (!(await write(file, claim))) {
    if (!(await isAbandoned(file))) return undefined;
    if (!(await takeOver(file, claim))) return undefined;
  }
  const beat = setInterval(() => void utimes(file, new Date(), new Date()).catch(() => undefined), heartbeat);
  beat.unref();
  return async () => {
    clearInterval(beat);
    // Whoever took it for dead holds it now.
    if ((await contentOf(file)) === claim) await rm(file, { force: true });
  };
}

async function write(file: string, claim: string): Promise<boolean> {
  try {
    const handle = await open(file, "wx", 0o600);
    await handle.writeFile(claim).finally(() => handle.close());
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

async function isAbandoned(file: string): Promise<boolean> {
  const [claim, age] = await Promise.all([contentOf(file), ageOf(file)]);
  if (claim === undefined || age === undefined) return false;
  const [pid, host] = claim.split(" ");
  // An empty file is one that is being written.
  return age > deadAfter || (host === hostname() && !isAlive(Number(pid)));
}

/**
 * Two may find the same lock abandoned: one at a time looks again and takes it, so that nobody moves a fresh one. Whoever
 * dies in between leaves the others to wait until that is sure.
 */
async function takeOver(file: string, claim: string): Promise<boolean> {
  const turn = `${file}.turn`;
  if (!(await write(turn, claim))) {
    if (((await ageOf(turn)) ?? 0) > deadAfter) await rm(turn, { force: true });
    return false;
  }
  try {
    if (!(await isAbandoned(file))) return false;
    await rm(file, { force: true });
    return await write(file, claim);
  } finally {
    await rm(turn, { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

async function contentOf(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch(() => undefined);
}

async function ageOf(file: string): Promise<number | undefined> {
  return stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => undefined,
  );
}

function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}
