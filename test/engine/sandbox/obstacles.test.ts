/** What bubblewrap says where it may not do its work, in the words that the manual's table is about. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { packageRoot } from "../../../engine/package-root.ts";
import { whyNotStarted } from "../../../engine/sandbox/confine.ts";

const manual = readFileSync(join(packageRoot(), "docs/config-tests.md"), "utf8");

test.each([
  ["spawn /usr/bin/bwrap ENOENT", "bubblewrap is not installed"],
  [
    "bwrap: No permissions to create new namespace, likely because the kernel does not allow non-privileged user namespaces.",
    "this system allows no user namespaces",
  ],
  ["bwrap: Creating new namespace failed: … (ENOSPC)", "this system allows no more user namespaces"],
  ["bwrap: setting up uid map: Permission denied", "AppArmor forbids user namespaces"],
  ["bwrap: Failed to make / slave: Permission denied", "AppArmor forbids user namespaces"],
  ["bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted", "AppArmor forbids user namespaces"],
])("%s", (said, reason) => {
  expect(whyNotStarted(`${said}\n`)).toBe(reason);
  expect(manual).toContain(`\`${reason}\``);
});

test("anything else in its own words, cut", () => {
  expect(whyNotStarted("bwrap: a\nbwrap: Can't set hostname: Operation not permitted\n")).toContain("set hostname");
  expect(whyNotStarted("x".repeat(5_000))).toHaveLength(200);
  expect(whyNotStarted("")).toBe("bubblewrap did not start");
});
