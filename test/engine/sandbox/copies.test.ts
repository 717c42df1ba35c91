/** Where copies of changed files lie: which mount counts, and what is chosen without one. */

import { expect, test } from "@jest/globals";
import { choosePlace } from "../../../engine/sandbox/copies.ts";

const mount = (point: string, options: string): string => `36 35 98:0 / ${point} ${options} shared:1 - tmpfs tmpfs rw`;
const root = mount("/", "rw,relatime");
const memory = mount("/dev/shm", "rw,nosuid,nodev,noexec");

test.each([
  ["a folder whose mount runs nothing", [root, mount("/tmp", "rw,noexec")], "/tmp", true],
  ["a folder below it", [mount("/", "rw,noexec")], "/tmp", true],
  ["the other one, where the first runs programs", [root, memory], "/dev/shm", true],
  ["the first, where both do", [root, mount("/dev/shm", "rw,nosuid")], "/tmp", false],
  ["the last of two mounts at one point", [mount("/tmp", "rw,noexec"), mount("/tmp", "rw")], "/tmp", false],
  ["the nearest mount, whatever the order", [mount("/tmp", "rw"), mount("/", "rw,noexec")], "/dev/shm", true],
  ["not one whose name begins alike", [root, mount("/tm", "rw,noexec")], "/tmp", false],
  ["the first, where nothing can be read", ["", "\0", "1 2 3"], "/tmp", false],
])("%s", (_, mounts, folder, runsNothing) => {
  expect(choosePlace(["/tmp", "/dev/shm"], mounts.join("\n"))).toEqual({ folder, runsNothing });
});

test("spaces in the name of a mount", () => {
  const mounts = [root, mount("/var/tmp\\040files", "rw,noexec")].join("\n");
  expect(choosePlace(["/var/tmp files"], mounts)).toEqual({ folder: "/var/tmp files", runsNothing: true });
});
