/** What `.hadolint.yaml` and `.shellcheckrc` switch off. */

import { expect, test } from "@jest/globals";
import { readHadolintSwitches, readShellcheckSwitches } from "../../../languages/foreign/container-switches.ts";

test("a check is off where everything that asks the same is ignored", () => {
  const { switchesOff } = readHadolintSwitches("ignored:\n  - DL3007\n  - DL3011\noverride:\n  info: [DL3006]\n");
  expect(switchesOff("style/docker/latest-tag")).toBe(true);
  expect(switchesOff("style/docker/missing-tag")).toBe(false);
  expect(switchesOff("style/docker/invalid-instruction")).toBe(false);
});

test("ShellCheck's file takes lists and ranges", () => {
  const { switchesOff } = readShellcheckSwitches("# ours\nshell=bash\ndisable=SC2164,SC2044-SC2045\n");
  expect(switchesOff("style/shell/unguarded-cd")).toBe(true);
  expect(switchesOff("style/shell/loop-over-output")).toBe(true);
  expect(switchesOff("style/shell/read-without-raw")).toBe(false);
});

test.each(["ignored: [", "[]", "ignored: 1", ""])("nothing is switched off by %j", (text) => {
  expect(readHadolintSwitches(text).switchesOff("style/docker/latest-tag")).toBe(false);
});
