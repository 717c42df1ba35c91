/** Any other tool, in the sandbox: its results at their lines, and what it prints when it is no tool for this. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import command from "../../../checks/config-test/command.ts";
import type { CommandOptions } from "../../../checks/config-test/results/command-options.ts";
import { configTestPrograms } from "../../../checks/config-test/running/programs.ts";
import { packageRoot } from "../../../engine/package-root.ts";
import { indexLines } from "../../../core/text.ts";
import { openToolRunner } from "../../../engine/sandbox/tool-runner.ts";
import { memoryDifferential } from "../../core/memory-differential.ts";
import { missingSandbox } from "../../engine/sandbox/inside.ts";
import { describeWith } from "../../required.ts";

const path = "k8s/a.txt";
const text = "one\ntwo replicas\nthree\n";

async function run(options: Partial<CommandOptions>, base: Readonly<Record<string, string>> = {}) {
  const differential = memoryDifferential(base, { [path]: text });
  const full: CommandOptions = { run: [], format: "sarif", matcher: [], ...options };
  const seen = await command.look(differential, { options: full, schemas: {}, tools: openToolRunner() });
  const line = (offset: number): number => indexLines(text).position(offset).line;
  return { ...seen, lines: seen.findings.flatMap(({ at }) => (at ? [line(at.range[0])] : [])) };
}

const grep: Partial<CommandOptions> = {
  run: ["grep", "-Hn", "two", "{files}"],
  format: "matcher",
  matcher: [{ regexp: "^(\\S+):(\\d+):(.+)$", file: 1, line: 2, message: 3 }],
};

describeWith("tools", missingSandbox(), "any other tool", () => {
  test("a finding at its line", async () => {
    const seen = await run(grep);
    expect(seen).toMatchObject({ lines: [2], tests: { tool: "grep", failed: 1 } });
    expect(seen.findings[0]?.message).toBe("`grep` says of this line: `two replicas`");
  });

  test("not what base has already", async () => {
    expect(await run(grep, { [path]: `zero\n${text}` })).toMatchObject({ lines: [], tests: { failed: 0 } });
  });

  test("a file outside the change is believed in no place", async () => {
    const script = 'echo "/etc/passwd:1:x"; echo "../../x:1:y"; echo "k8s/other:1:z"';
    expect(await run({ ...grep, run: ["bash", "-c", script] })).toMatchObject({ findings: [], tests: { passed: 1 } });
  });

  test("hostile words are made plain", async () => {
    const script = `printf '${path}:1:\\033[31m@everyone \\140x\\140\\007\\n'`;
    const seen = await run({ ...grep, run: ["bash", "-c", script] });
    expect(seen.findings[0]?.message).toBe("`bash` says of this line: `@everyone 'x'`");
  });

  test("other output is no verdict", async () => {
    const seen = await run({ run: ["echo", "all is well"] });
    expect(seen).toMatchObject({ findings: [], tests: { inconclusive: 1 } });
    expect(seen.gaps?.[0]?.reason).toContain("is not of the format that its rule names");
  });

  test("a tool that is not there is told once", async () => {
    const seen = await run({ run: ["hadolint-of-nobody", "{files}"] });
    expect(seen.gaps).toEqual([
      { reason: "config test inconclusive: `hadolint-of-nobody` is not installed", cause: "unsupported" },
    ]);
  });
});

test("the list of programs is that of the recipes", async () => {
  const folder = join(packageRoot(), "checks", "config-test");
  const files = (await readdir(folder)).filter((name) => name.endsWith(".ts"));
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), "utf8")));
  const named = texts.flatMap((text) => /^  program: "(.+)",$/mu.exec(text)?.[1] ?? []);
  expect(configTestPrograms).toEqual([...new Set([...named, "erb"])].sort());
});

test("every recipe is held to its cases", async () => {
  const checks = join(packageRoot(), "checks", "config-test");
  const named = (await readdir(checks)).filter((name) => name.endsWith(".ts"));
  const sources = await Promise.all(named.map((name) => readFile(join(checks, name), "utf8")));
  const isRecipe = (source = ""): boolean => /^ {2}program: "/mu.test(source);
  const recipes = named.filter((_, index) => isRecipe(sources[index])).map((name) => name.slice(0, -3));
  const folder = join(packageRoot(), "test", "checks", "config-test");
  const files = (await readdir(folder)).filter((name) => name.endsWith(".test.ts"));
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), "utf8")));
  const held = texts.flatMap((text) => [...text.matchAll(/^ {2}name: "(.+)",$/gmu)].map((match) => match[1]));
  expect(held.sort()).toEqual(recipes.sort());
});

test("without a command there is nothing to ask", async () => {
  expect(await run({})).toMatchObject({ findings: [], skipped: "no command is given" });
});
