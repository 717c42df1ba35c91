/** The line that says how far a long review is: only on a terminal, moving, gone at the end and after an interrupt. */

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { showProgress } from "../../cli/progress.ts";
import { run } from "./run.ts";

const clearLine = "\r\u001b[2K";

describe("progress", () => {
  let written: string[];
  const terminal = (isTTY = true, columns?: number) => ({
    stderr: { write: (text: string) => written.push(text), isTTY, ...(columns !== undefined && { columns }) },
  });
  beforeEach(() => {
    written = [];
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test("counts what is done, never beyond all, and wipes itself", () => {
    const progress = showProgress(terminal(), false);
    jest.advanceTimersByTime(2_200);
    expect(written.at(-1)).toBe(`${clearLine}plumbline: reading files …`);
    progress.take({ done: 0, total: 40, doing: "checking files" });
    for (let file = 0; file < 12; file += 1) progress.inspected();
    jest.advanceTimersByTime(200);
    expect(written.at(-1)).toBe(`${clearLine}plumbline: checking files 12 of 40 …`);
    for (let file = 0; file < 50; file += 1) progress.inspected();
    jest.advanceTimersByTime(200);
    expect(written.at(-1)).toBe(`${clearLine}plumbline: checking files 40 of 40 …`);
    progress.end();
    expect(written.at(-1)).toBe(clearLine);
  });

  test("never breaks into a second line", () => {
    showProgress(terminal(true, 20), false);
    jest.advanceTimersByTime(2_200);
    expect((written.at(-1) ?? "").slice(clearLine.length)).toHaveLength(19);
  });

  test.each([
    ["what is quick", true, false, 1_900],
    ["a pipe", false, false, 10_000],
    ["who wants it quiet", true, true, 10_000],
  ])("is nothing for %s", (_what, isTTY, isQuiet, time) => {
    const progress = showProgress(terminal(isTTY), isQuiet);
    jest.advanceTimersByTime(time);
    progress.end();
    expect(written).toEqual([]);
  });
});

test("an interrupt wipes the line and ends the program as interrupts do", () => {
  const module = join(import.meta.dirname, "../../dist/cli/progress.js");
  const script = `
    import { showProgress } from ${JSON.stringify(module)};
    const stderr = { isTTY: true, write: (text) => process.stdout.write(text) };
    showProgress({ stderr, once: (...args) => process.once(...args) }, false);
    setTimeout(() => process.kill(process.pid, "SIGINT"), 2600);
    setTimeout(() => {}, 60000);`;
  let failure: { readonly signal?: string; readonly stdout?: string } = {};
  try {
    execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    failure = error as typeof failure;
  }
  expect(failure.signal).toBe("SIGINT");
  expect(failure.stdout?.endsWith(clearLine)).toBe(true);
}, 30_000);

describe("rules list", () => {
  const cwd = import.meta.dirname;

  test("fits a terminal of common widths", async () => {
    for (const columns of [80, 100, 120]) {
      const { stdout } = await run(["rules", "list"], { cwd, isTTY: true, columns });
      const lines = stdout.split("\n\n")[0]?.split("\n") ?? [];
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
    }
  });

  test("is one line a rule in a pipe", async () => {
    const { stdout } = await run(["rules", "list"], { cwd });
    const lines = stdout.split("\n\n")[0]?.split("\n") ?? [];
    expect(lines.every((line) => /^(?:failure|warning|notice|off) /.test(line))).toBe(true);
  });
});
