/** Where copies of changed files lie: on a mount from which nothing is run, where this machine has one. */

import { accessSync, constants, readFileSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";

export interface PlaceForCopies {
  readonly folder: string;
  /** No program and no library is started from there: not even by a tool that was talked into it. */
  readonly runsNothing: boolean;
}

const known = new Map<string, PlaceForCopies>();

/**
 * Bubblewrap cannot forbid to run what it shows, but keeps what the mount beneath forbids. Containers have such a mount
 * at `/dev/shm`, where their `/tmp` is none.
 */
export function placeForCopies(temporary = tmpdir()): PlaceForCopies {
  const place = known.get(temporary) ?? choosePlace([temporary, "/dev/shm"].flatMap(writable), readMounts());
  known.set(temporary, place);
  return place;
}

/** The first of these folders that runs nothing; without one, the first. `mounts`: as in `/proc/self/mountinfo`. */
export function choosePlace(folders: readonly string[], mounts: string): PlaceForCopies {
  const [first = tmpdir()] = folders;
  const folder = folders.find((each) => optionsOf(each, mounts).includes("noexec"));
  return { folder: folder ?? first, runsNothing: folder !== undefined };
}

/** Of the mount that a folder is on: the longest above it, and of several at one point the last. */
function optionsOf(folder: string, mounts: string): readonly string[] {
  let nearest = "";
  let options: readonly string[] = [];
  for (const line of mounts.split("\n")) {
    const [, , , , point, given] = line.split(" ");
    if (point === undefined || given === undefined) continue;
    const path = point.replaceAll(/\\([0-7]{3})/gu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)));
    const isAbove = path === "/" || folder === path || folder.startsWith(`${path}/`);
    if (!isAbove || path.length < nearest.length) continue;
    nearest = path;
    options = given.split(",");
  }
  return options;
}

function readMounts(): string {
  try {
    return readFileSync("/proc/self/mountinfo", "utf8");
  } catch {
    return "";
  }
}

function writable(folder: string): readonly string[] {
  try {
    const path = realpathSync(folder);
    accessSync(path, constants.W_OK | constants.X_OK);
    return [path];
  } catch {
    return [];
  }
}
