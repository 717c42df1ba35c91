/** What a hostile program takes too much of: processes, memory, disk, time, output. Every limit is met, none is passed. */

import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { describeWith } from "../../required.ts";
import { inside, missingSandbox, outside, printed } from "./inside.ts";

const mebibyte = 1024 * 1024;

describeWith("tools", missingSandbox(), "no more than", () => {
  test("48 processes", async () => {
    const script = `perl -e 'my @all; for (1..120) { my $child = fork(); last unless defined $child; if (!$child) { sleep 60; exit } push @all, $child } print scalar(@all); kill 9, @all'`;
    expect(Number(await printed(script))).toBeLessThan(48);
    expect(Number(await outside(script))).toBe(120);
  });

  test("a fork bomb", async () => {
    const result = await inside("bomb() { bomb | bomb & }; bomb 2>/dev/null; sleep 1; echo over", {
      limits: { wall: 5_000 },
    });
    expect(["exited", "stopped"]).toContain(result.kind);
  });

  test("16 MiB a file", async () => {
    expect(await inside("exec head -c 1G /dev/zero > /tmp/big")).toMatchObject({
      kind: "stopped",
      reason: "wrote a file of more than 16 MiB",
    });
  });

  test("32 MiB of files", async () => {
    const script = "for n in {1..20}; do head -c 8M /dev/zero > /tmp/$n; done 2>/dev/null; du -sm /tmp | cut -f1";
    expect(Number.parseInt(await printed(script), 10)).toBeLessThanOrEqual(32);
  });

  test("its processor time", async () => {
    expect(await inside("while :; do :; done", { limits: { cpu: 1 } })).toMatchObject({
      kind: "stopped",
      reason: "took more than 1 s of processor time",
      cause: "input",
    });
  });

  test.each([
    ["sleeping through SIGTERM", "trap '' TERM INT HUP; sleep 60"],
    ["stopping itself", "kill -STOP $$"],
    ["closing what it prints on", "exec >&- 2>&- <&-; sleep 60"],
  ])("its time, %s", async (_, script) => {
    expect(await inside(script, { limits: { wall: 700 } })).toMatchObject({
      kind: "stopped",
      reason: "did not end within 0.7 s",
      cause: "ours",
    });
  });

  test("memory of one process", async () => {
    const script = 'perl -e \'my $x = "a" x (600 * 1024 * 1024); sleep 5; print "held"\'';
    const result = await inside(script, { limits: { addressSpace: 256 * mebibyte } });
    expect(JSON.stringify(result)).not.toContain("held");
    expect(result).toMatchObject({ kind: "exited", stderr: expect.stringContaining("Out of memory") });
  });

  test("memory of all of them together", async () => {
    const hog = "perl -e 'my $x = \"a\" x (40 * 1024 * 1024); sleep 20'";
    const script = `for n in {1..6}; do ${hog} & done; wait; echo held`;
    expect(await inside(script, { limits: { memory: 128 * mebibyte } })).toMatchObject({
      kind: "stopped",
      reason: "took more than 128 MiB of memory",
    });
  });

  test("1 MiB of words", async () => {
    expect(await inside("yes")).toMatchObject({ kind: "stopped", reason: "printed more than 1 MiB", cause: "input" });
  });

  test("its own life: a daemon goes with it", async () => {
    const mark = `61.${process.pid}`;
    expect(await printed(`(setsid sleep ${mark} >/dev/null 2>&1 &) ; echo left`)).toBe("left\n");
    await expect(noProcess(mark)).resolves.toBe(true);
  });

  test("a killed run leaves nobody", async () => {
    const mark = `62.${process.pid}`;
    await inside(`setsid sleep ${mark} & sleep 60`, { limits: { wall: 500 } });
    await expect(noProcess(mark)).resolves.toBe(true);
  });

  test("a run that is called off", async () => {
    const { openToolRunner } = await import("../../../engine/sandbox/tool-runner.ts");
    const runner = openToolRunner();
    await runner.prove();
    const run = { program: "sleep", arguments: ["60"], files: new Map<string, string>() };
    await expect(runner.run(run, AbortSignal.timeout(200))).rejects.toThrow();
  });
});

/** Waits for the condition: the end of a namespace is a moment after the end of the run. */
async function noProcess(mark: string): Promise<boolean> {
  const isThere = (): boolean =>
    readdirSync("/proc").some((pid) => {
      if (!/^\d+$/u.test(pid)) return false;
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(`sleep\0${mark}`);
      } catch {
        return false;
      }
    });
  for (let tries = 0; tries < 400; tries += 1) {
    if (!isThere()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
